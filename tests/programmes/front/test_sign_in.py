"""Signing in with a code by email: no password, and nobody learns who is here."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import make_member
from tests.programmes.front.letters import CONFIRM, SIGN_IN, ask, code_in, sign_in_by_letter, who


def test_ben_signs_in_with_the_code_from_his_letter(anyone, ben):
    assert ask(anyone).url == CONFIRM
    assert who(anyone) is None
    response = anyone.post(CONFIRM, {"code": code_in(mail.outbox[0]).lower()})
    assert response.url == reverse("front:arrive")
    assert who(anyone) == str(ben.person.pk)


def test_an_address_is_known_in_any_case(anyone, programme):
    membership = make_member(programme, "Mix Case", email="Mix.Case@Example.org")
    sign_in_by_letter(anyone, "mix.case@EXAMPLE.org")
    assert who(anyone) == str(membership.person.pk)


def test_the_letter_is_plain_text_with_a_link_that_hides_the_code_from_servers(anyone, ben, settings):
    settings.BASE_URL = "https://copro.example"
    ask(anyone)
    letter = mail.outbox[0]
    assert letter.alternatives == [] if hasattr(letter, "alternatives") else True
    link = re.search(r"https://\S+", letter.body).group(0)
    assert link == f"https://copro.example{CONFIRM}#{code_in(letter).replace(' ', '')}"


def test_a_forged_host_never_gets_into_a_letter(anyone, ben, settings):
    settings.ALLOWED_HOSTS = ["*"]
    anyone.post(
        SIGN_IN, {"email": "ben@example.org"}, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example"
    )
    letter = mail.outbox[0]
    assert "evil" not in letter.body + letter.subject + str(letter.extra_headers) + letter.from_email


def test_opening_the_link_changes_nothing_until_somebody_presses_the_button(anyone, ben):
    ask(anyone)
    for _scan in range(5):
        assert anyone.get(CONFIRM).status_code == 200
        assert anyone.head(CONFIRM).status_code == 200
    assert who(anyone) is None
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert who(anyone) == str(ben.person.pk)


def test_the_code_works_only_in_the_browser_that_asked(anyone, ben):
    ask(anyone)
    thief = Client()
    thief.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert who(thief) is None
    assert "Type the code where you asked for it" in thief.get(CONFIRM).content.decode()


def test_the_code_works_once(anyone, ben):
    sign_in_by_letter(anyone)
    anyone.post(reverse("front:sign_out"))
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert who(anyone) is None


def test_the_code_is_too_old_after_ten_minutes(anyone, ben, monkeypatch):
    ask(anyone)
    import time

    later = time.time() + 601
    monkeypatch.setattr("time.time", lambda: later)
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert who(anyone) is None


def test_a_wrong_code_is_422_and_the_third_one_ends_it(anyone, ben):
    ask(anyone)
    assert [anyone.post(CONFIRM, {"code": "QQQQQQ"}).status_code for _try in range(3)] == [422, 422, 302]
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert who(anyone) is None


def body(response, email):
    text = re.sub(
        r"csrfmiddlewaretoken\" value=\"[^\"]*|X-CSRFToken\": \"[^\"]*", "", response.content.decode()
    )
    return text.replace(email, "")


def test_nobody_can_tell_who_is_here(ben):
    seen = []
    for email in ("ben@example.org", "nobody@example.org"):
        client = Client()
        asked = ask(client, email)
        page = client.get(asked.url)
        wrong = client.post(CONFIRM, {"code": "QQQQQQ"})
        seen.append((asked.status_code, asked.url, body(page, email), wrong.status_code, body(wrong, email)))
    assert seen[0] == seen[1]
    assert [letter.to for letter in mail.outbox] == [["ben@example.org"], ["nobody@example.org"]]


def test_the_letter_to_a_stranger_holds_no_code(anyone):
    ask(anyone, "nobody@example.org")
    assert "Your code is" not in mail.outbox[0].body
    for guess in ("", "QQQQQQ", "None"):
        anyone.post(CONFIRM, {"code": guess})
    assert who(anyone) is None


def test_somebody_whose_access_was_ended_is_answered_like_a_stranger(anyone, ben):
    ben.person.is_active = False
    ben.person.save()
    ask(anyone)
    assert "We don't know it here" in mail.outbox[0].body


@pytest.mark.parametrize(
    "email", ["", "ben", "Ben <ben@example.org>", "a@b.org\r\nBcc: c@d.org", "a@b.org,c@d.org"]
)
def test_what_is_not_one_address_is_asked_again(anyone, email):
    response = ask(anyone, email)
    assert response.status_code == 422
    assert mail.outbox == []


def test_one_address_gets_five_letters_in_ten_minutes(ben):
    statuses = [Client().post(SIGN_IN, {"email": "ben@example.org"}).status_code for _letter in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_guessing_a_letter_s_code_ends_for_that_person_from_every_address(ben):
    for number in range(4):
        client = Client(REMOTE_ADDR=f"10.0.{number}.1")
        ask(client)
        for _guess in range(3):
            client.post(CONFIRM, {"code": "QQQQQQ"})
    last = Client(REMOTE_ADDR="10.9.9.9")
    ask(last)
    assert last.post(CONFIRM, {"code": code_in(mail.outbox[-1])}).status_code == 429
    assert who(last) is None


def test_a_letter_that_cannot_be_sent_is_said_so(anyone, ben, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    response = ask(anyone)
    assert response.status_code == 503
    assert "ben@example.org" in response.content.decode()


def test_ben_goes_on_to_the_page_he_wanted(anyone, ben, programme):
    wanted = reverse("programmes:my_details", args=[programme.slug])
    asked_to = anyone.get(wanted).url
    assert asked_to == f"{SIGN_IN}?next={wanted}"
    confirm = anyone.post(asked_to, {"email": "ben@example.org", "next": wanted}).url
    assert f"next={wanted.replace('/', '%2F')}" in confirm
    assert f"next={wanted.replace('/', '%2F')}#" in mail.outbox[0].body
    assert anyone.post(confirm, {"code": code_in(mail.outbox[0]), "next": wanted}).url == wanted


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "http:evil.example", "javascript:x(1)",
        "\thttps://evil.example", "https:///evil.example", "http://testserver@evil.example/",
        "////evil.example", "https://copro.example/", "http://testserver/", "data:text/html,x",
    ],
)  # fmt: skip
def test_nobody_is_sent_off_the_site_after_signing_in(anyone, ben, there):
    ask(anyone, next=there)
    assert "evil" not in mail.outbox[0].body
    assert anyone.post(
        f"{CONFIRM}?next={there}", {"code": code_in(mail.outbox[0]), "next": there}
    ).url == reverse("front:arrive")


def test_a_form_from_another_site_signs_nobody_in(ben):
    strict = Client(enforce_csrf_checks=True)
    for page in (SIGN_IN, CONFIRM, reverse("front:join"), reverse("front:card"), reverse("front:sign_out")):
        assert strict.post(page, {"email": "ben@example.org"}).status_code == 403
    assert mail.outbox == []
