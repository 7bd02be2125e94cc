"""Sessions: how long they last for whom, and what ends them."""

from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, OrganisationAdmin
from tests.factories import make_member, make_programme
from tests.programmes.front.letters import CONFIRM, SIGN_IN, ask, code_in, sign_in_by_letter, who


def test_signing_in_gives_a_new_session_key(anyone, ben):
    ask(anyone)
    before = anyone.session.session_key
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert anyone.session.session_key != before
    stale = Client()
    stale.cookies["session"] = before
    assert who(stale) is None


def test_members_get_a_long_session_and_staff_a_short_one(anyone, ben, asha):
    sign_in_by_letter(anyone)
    assert anyone.session["kind"] == "member"
    other = Client()
    sign_in_by_letter(other, "asha@example.org")
    assert other.session["kind"] == "staff"


def test_an_admin_and_the_server_s_owner_are_staff_too(ada, otto):
    for email in ("ada@example.org", "otto@example.org"):
        client = Client()
        sign_in_by_letter(client, email)
        assert client.session["kind"] == "staff"


def test_on_a_shared_device_the_session_is_short(anyone, ben):
    ask(anyone, shared_device="yes")
    anyone.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert anyone.session["kind"] == "code"


def test_that_staff_signed_in_is_written_down_once_for_each_organisation(anyone, lena, organisation):
    OrganisationAdmin.objects.create(organisation=organisation, person=lena.person)
    sign_in_by_letter(anyone, "lena@example.org")
    event = AuditEvent.objects.get(organisation=organisation, verb="staff_signed_in")
    assert event.actor == lena.person and event.facts == {}


def test_that_a_member_signed_in_is_written_down_nowhere(anyone, ben):
    sign_in_by_letter(anyone)
    assert not AuditEvent.objects.filter(verb="staff_signed_in").exists()


def test_a_session_ends_when_nobody_used_it(anyone, asha, monkeypatch):
    sign_in_by_letter(anyone, "asha@example.org")
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=29))
    assert anyone.get(reverse("front:arrive")).url != SIGN_IN
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=29 + 31))
    assert anyone.get(reverse("front:arrive")).url.startswith(SIGN_IN)


def test_a_session_ends_after_its_whole_time_however_busy(anyone, asha, monkeypatch):
    sign_in_by_letter(anyone, "asha@example.org")
    now = timezone.now()
    for minutes in range(20, 12 * 60, 20):
        monkeypatch.setattr(
            "django.utils.timezone.now", lambda minutes=minutes: now + timedelta(minutes=minutes)
        )
        assert not anyone.get(reverse("front:arrive")).url.startswith(SIGN_IN)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=12 * 60 + 1))
    assert anyone.get(reverse("front:arrive")).url.startswith(SIGN_IN)


def test_a_new_sign_in_starts_the_clock_anew(anyone, asha, monkeypatch):
    sign_in_by_letter(anyone, "asha@example.org")
    began = anyone.session["began"]
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=20))
    anyone.post(reverse("front:sign_out"))
    sign_in_by_letter(anyone, "asha@example.org")
    assert anyone.session["began"] > began


def test_a_change_of_role_ends_open_sessions(anyone, asha):
    sign_in_by_letter(anyone, "asha@example.org")
    asha.person.end_sessions()
    assert anyone.get(reverse("front:arrive")).url.startswith(SIGN_IN)


def test_nothing_of_the_person_before_is_left_in_the_next_session(anyone, ben, programme):
    sign_in_by_letter(anyone)
    session = anyone.session
    session["opened_pictures"] = True
    session.save()
    make_member(make_programme("Other"), "Next", email="next@example.org")
    anyone.post(reverse("front:sign_out"))
    sign_in_by_letter(anyone, "next@example.org")
    assert "opened_pictures" not in anyone.session
