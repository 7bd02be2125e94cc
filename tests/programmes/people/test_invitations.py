"""Invitations by email."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from programmes.models import AuditEvent, Invitation
from programmes.people import actions, invitations
from tests.factories import make_member


@pytest.fixture
def invite(programme):
    return reverse("programmes:invite", args=[programme.slug])


@pytest.fixture
def ann(programme):
    return make_member(programme, "Ann $who {{x}} Lee", email="ann@example.org")


def token_in(letter):
    return letter.body.split("#")[1].split()[0]


def test_lena_sends_a_letter_with_a_link_of_its_own(lena, invite, ann, programme, settings):
    settings.BASE_URL = "https://copro.example.org"
    lena.post(invite, {"people": [ann.ref]})
    (letter,) = mail.outbox
    assert letter.to == ["ann@example.org"] and letter.subject == f"Come in to {programme.name}"
    assert "Hello Ann," in letter.body and "Lena Fox invites you" in letter.body
    assert f"https://copro.example.org{reverse('front:invitation')}#" in letter.body
    invitation = Invitation.objects.get()
    token = token_in(letter)
    assert len(token) >= 22 and token not in invitation.token_hash
    assert invitation.expires_at - timezone.now() > timedelta(days=6, hours=23)
    assert token not in str(AuditEvent.objects.get(verb="invited").facts)


def test_an_invitation_lets_its_owner_in_once(lena, invite, ann):
    lena.post(invite, {"people": [ann.ref]})
    token = token_in(mail.outbox[0])
    assert invitations.accept(token) == ann
    assert invitations.accept(token) is None
    assert AuditEvent.objects.filter(verb="invitation_used").count() == 1


@pytest.mark.parametrize("token", ["", "x" * 22, "x" * 5000, "nul\0"])
def test_a_made_up_token_opens_nothing(db, token):
    assert invitations.accept(token) is None


def test_sending_again_stops_the_link_before(lena, invite, ann):
    lena.post(invite, {"people": [ann.ref]})
    lena.post(invite, {"people": [ann.ref]})
    first, second = map(token_in, mail.outbox)
    assert invitations.accept(first) is None and invitations.accept(second) == ann


def test_an_invitation_is_too_old_after_seven_days(lena, invite, ann):
    lena.post(invite, {"people": [ann.ref]})
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert invitations.accept(token_in(mail.outbox[0])) is None
    assert "Too old now" in lena.get(invite).content.decode()


def test_lena_takes_an_invitation_back(lena, invite, ann, programme):
    lena.post(invite, {"people": [ann.ref]})
    assert "Sent" in lena.get(invite).content.decode()
    lena.post(reverse("programmes:take_back_invitation", args=[programme.slug, ann.ref]))
    assert invitations.accept(token_in(mail.outbox[0])) is None
    assert AuditEvent.objects.filter(verb="invitation_taken_back").count() == 1


def test_an_invitation_holds_for_the_role_and_address_it_was_sent_with(lena, invite, ann):
    lena.post(invite, {"people": [ann.ref]})
    actions.change_role(ann, "helper", by=lena.person)
    assert invitations.accept(token_in(mail.outbox[0])) is None
    lena.post(invite, {"people": [ann.ref]})
    ann.person.email = "other@example.org"
    ann.person.save()
    assert invitations.accept(token_in(mail.outbox[1])) is None


def test_somebody_who_left_cannot_come_in_by_an_old_invitation(lena, asha, invite, ann):
    lena.post(invite, {"people": [ann.ref]})
    actions.mark_left(ann, by=asha.person)
    assert invitations.accept(token_in(mail.outbox[0])) is None


def test_a_mail_server_that_fails_is_told_of_and_loses_nothing(lena, invite, ann, programme, monkeypatch):
    bob = make_member(programme, "Bob", email="bob@example.org")

    def send(self, fail_silently=False):
        if self.to == ["ann@example.org"]:
            raise SMTPException("no")
        return real_send(self)

    real_send = mail.EmailMessage.send
    monkeypatch.setattr(mail.EmailMessage, "send", send)
    page = lena.post(invite, {"people": [ann.ref, bob.ref]}, follow=True).content.decode()
    assert (
        "could not be sent" in page and "Nothing is lost" in page and "One invitation is on its way" in page
    )
    assert [letter.to for letter in mail.outbox] == [["bob@example.org"]]
    assert programme.memberships.filter(pk=ann.pk).exists()
    assert not ann.invitations.usable().exists() and bob.invitations.usable().exists()


def test_only_people_with_an_email_in_this_programme_can_be_invited(lena, invite, programme, cora):
    no_email = make_member(programme, "Dilys")
    for ref in (no_email.ref, cora.membership.ref):
        assert lena.post(invite, {"people": [ref]}).status_code == 422
    assert lena.post(invite, {}).status_code == 422
    assert not mail.outbox


def test_leads_and_admins_invite_and_nobody_else(anyone, ben, hal, asha, ada, cora, invite, ann, programme):
    take_back = reverse("programmes:take_back_invitation", args=[programme.slug, ann.ref])
    assert anyone.get(invite).status_code == 302
    for client in (ben, hal, asha):
        assert client.get(invite).status_code == 403
        assert client.post(invite, {"people": [ann.ref]}).status_code == 403
        assert client.post(take_back).status_code == 403
    assert cora.get(invite).status_code == 404
    assert ada.post(invite, {"people": [ann.ref]}).status_code == 302
    assert len(mail.outbox) == 1
