"""Emailed ways in: one use, seven days, for one person and one role."""

import logging
import secrets
from datetime import timedelta
from smtplib import SMTPException
from string import Template

from django.contrib import messages
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import AuditEvent, Invitation
from programmes.people.letters import link_to
from programmes.people.models import hash_token

LASTS = timedelta(days=7)
log = logging.getLogger(__name__)


def make(membership, *, by):
    """A fresh invitation and its token; the one before it stops working."""
    token = secrets.token_urlsafe(16)
    with transaction.atomic():
        revoke(membership)
        invitation = Invitation.objects.create(
            programme=membership.programme,
            membership=membership,
            email=membership.person.email,
            role=membership.role,
            token_hash=hash_token(token),
            sent_by=by,
            expires_at=timezone.now() + LASTS,
        )
        AuditEvent.objects.record(
            "invited", actor=by, programme=membership.programme, about=membership, role=membership.role
        )
    return invitation, token


def revoke(membership):
    """Open invitations of this person stop working; returns how many there were."""
    return (
        Invitation.objects.filter(programme=membership.programme_id, membership=membership)
        .usable()
        .update(revoked_at=timezone.now())
    )


def take_back(membership, *, by):
    with transaction.atomic():
        if revoke(membership):
            AuditEvent.objects.record(
                "invitation_taken_back", actor=by, programme=membership.programme, about=membership
            )


def accept(token):
    """Spend an invitation and return its membership, or None when it does not work any more.

    It works once, for the address and the role it was sent with, and only while its owner has a place.
    """
    if not token or len(token) > 100:
        return None
    with transaction.atomic():
        invitation = (
            Invitation.objects.usable()
            .select_for_update(of=("self",))
            .select_related("membership__person", "programme")
            .filter(token_hash=hash_token(token), membership__left_on__isnull=True)
            .first()
        )
        if invitation is None or not _still_true(invitation):
            return None
        invitation.used_at = timezone.now()
        invitation.save(update_fields=["used_at"])
        membership = invitation.membership
        AuditEvent.objects.record(
            "invitation_used", actor=membership.person, programme=invitation.programme, about=membership
        )
        return membership


def _still_true(invitation):
    membership = invitation.membership
    same_address = (membership.person.email or "").lower() == invitation.email.lower()
    return same_address and membership.role == invitation.role


def invite(memberships, *, by):
    """Send each of these people an invitation; returns those whose email could not be sent.

    The letters go after the rows are kept. One that cannot be sent takes its invitation back, so that the
    list tells the truth and sending again is all there is to do.
    """
    unsent = []
    connection = mail.get_connection()
    try:
        for membership in memberships:
            invitation, token = make(membership, by=by)
            if not _send(invitation, token, membership, by, connection):
                revoke(membership)
                unsent.append(membership)
    finally:
        connection.close()
    return unsent


def _send(invitation, token, membership, by, connection):
    try:
        connection.open()
        return bool(_letter(invitation, token, membership, by, connection).send())
    except (SMTPException, OSError, ValueError) as error:
        log.error("An invitation could not be sent: %s", type(error).__name__)
        connection.close()
        return False


def _letter(invitation, token, membership, by, connection):
    programme = membership.programme
    # A name may hold anything: `Template` puts it in as it is, and never looks inside it.
    text = Template(
        _(
            """Hello $name,

$who invites you to $programme.

Open this link to come in. You do not need a password:
$link

The link works once, until $until. It is for you alone, so please do not pass it on.
If you did not expect this, you can leave it. Nothing happens until the link is used.
"""
        )
    ).substitute(
        name=membership.says,
        who=_sender(membership, by),
        programme=_one_line(programme.name),
        link=link_to("front:invitation", fragment=token),
        until=date_format(timezone.localtime(invitation.expires_at, programme.tz), "l j F"),
    )
    subject = _("Come in to %(programme)s") % {"programme": _one_line(programme.name)}
    return mail.EmailMessage(subject, text, to=[invitation.email], connection=connection)


def _sender(membership, by):
    mine = membership.programme.memberships.filter(person=by).values_list("name", flat=True).first()
    return _one_line(mine or by.name)


def _one_line(text):
    return " ".join(text.split())


def tell_about(request, asked, unsent):
    """Say on the next page what was sent and what was not."""
    if unsent:
        says = _("The email to %(names)s could not be sent. Nothing is lost: try again later.")
        messages.error(request, says % {"names": ", ".join(membership.name for membership in unsent)})
    if sent := len(asked) - len(unsent):
        text = ngettext("One invitation is on its way.", "%(count)s invitations are on their way.", sent)
        messages.success(request, text % {"count": sent})
