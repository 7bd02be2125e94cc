"""The second step for people who see other people's details."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.conftest import sign_in

ADD = reverse("mfa_activate_totp")
PAGES = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn"]


def code_for(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


@pytest.fixture
def set_up(monkeypatch):
    """Set up a code app for a client; returns its secret."""
    # A test is one transaction, which is never committed; a request's own is, before it answers.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function: function())

    def set_up(client):
        page = client.get(ADD).content.decode()
        secret = re.search(r'class="secret">([A-Z2-7]+)<', page).group(1)
        client.post(ADD, {"code": code_for(secret)})
        return secret

    return set_up


def test_other_sessions_that_never_saw_a_second_step_end(lena, set_up):
    older = sign_in(lena.person, lena.membership)
    set_up(lena)
    assert lena.get(reverse("mfa_index")).status_code == 200
    assert older.get(reverse("mfa_index")).status_code == 302


def test_changing_it_later_asks_once_more(lena, set_up, monkeypatch):
    set_up(lena)
    import time

    later = time.time() + 600
    monkeypatch.setattr("time.time", lambda: later)
    assert lena.get(reverse("mfa_deactivate_totp")).url.startswith(reverse("mfa_reauthenticate"))


def sign_in_by_letter(client, email):
    client.post(reverse("front:sign_in"), {"email": email})
    code = re.search(r"Your code is: (\w{3} \w{3})", mail.outbox[-1].body).group(1)
    return client.post(reverse("account_confirm_login_code"), {"code": code})


@pytest.mark.parametrize("name", PAGES)
def test_lena_reads_the_pages_in_our_own_words_and_layout(lena, name):
    page = lena.get(reverse(name)).content.decode()
    assert "layout.css" in page and "Authenticator" not in page and "data:image" not in page


@pytest.mark.parametrize("name", [*PAGES, "mfa_generate_recovery_codes", "mfa_reauthenticate"])
def test_strangers_are_asked_to_sign_in(anyone, name):
    assert anyone.get(reverse(name)).url.startswith(reverse("front:sign_in"))


@pytest.mark.parametrize("name", PAGES)
def test_whoever_finds_a_card_cannot_lock_its_owner_out(lena, name):
    client = sign_in(lena.person, lena.membership, kind="code", by_card=True)
    assert client.get(reverse(name)).status_code == 403


def test_lena_sets_up_a_code_app_and_is_given_spare_codes(lena, set_up):
    secret = set_up(lena)
    assert len(lena.get(reverse("mfa_view_recovery_codes")).content.decode().split("<code>")) == 11
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_a_wrong_code_sets_nothing_up(lena):
    lena.get(ADD)
    assert "That code is not right" in lena.post(ADD, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_afterwards_the_letter_alone_does_not_let_lena_in(lena, set_up):
    secret = set_up(lena)
    client = Client()
    response = sign_in_by_letter(client, "lena@example.org")
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert "One more step" in client.get(response.url).content.decode()
    from django.core.cache import cache

    cache.clear()  # a code is refused twice within its half minute
    assert client.post(response.url, {"code": code_for(secret)}).url == reverse("front:arrive")
    assert client.session["kind"] == "staff"


def test_a_spare_code_lets_lena_in_once(lena, set_up):
    set_up(lena)
    spare = re.findall(r"<code>(\w+)</code>", lena.get(reverse("mfa_view_recovery_codes")).content.decode())[
        0
    ]
    for expected in (True, False):
        client = Client()
        sign_in_by_letter(client, "lena@example.org")
        client.post(reverse("mfa_authenticate"), {"code": spare})
        assert ("_auth_user_id" in client.session) is expected


def test_in_production_staff_without_a_second_step_are_led_to_it(lena, programme, settings, set_up):
    settings.SECOND_FACTOR_FOR_STAFF = True
    assert lena.get(reverse("programmes:my_details", args=[programme.slug])).url == reverse(
        "front:second_factor"
    )
    assert "Set up a passkey" in lena.get(reverse("front:second_factor")).content.decode()
    set_up(lena)
    assert lena.get(reverse("programmes:my_details", args=[programme.slug])).status_code == 200


def test_members_need_no_second_step(ben, programme, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    assert ben.get(reverse("programmes:my_details", args=[programme.slug])).status_code == 200


def test_the_pages_obey_the_content_security_policy(lena):
    response = lena.get(reverse("mfa_add_webauthn"))
    assert "script-src 'self'" in response["Content-Security-Policy"]
    scripts = re.findall(r"<script([^>]*)>", response.content.decode())
    assert all("src=" in script or "application/json" in script for script in scripts)
