"""How letters go, and what is promised.

A letter that is due is opened once: whom it is for is worked out then, one copy for each of them. Each copy
is sent in a transaction of its own that holds the copy's row locked. So two workers never send the same copy,
and a worker that is killed leaves at most the one in its hands uncertain: the email server may have taken it,
while the row says that it waits. It is then sent again: **every copy goes at least once, and twice only when
the worker dies between the server's yes and the commit**. Both of these carry the same Message-ID, so that
mailboxes can see that they are one.
"""

import logging
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from programmes.letters.audience import has_address, people_for
from programmes.letters.filling import asks_for_reply, common_values, fill
from programmes.letters.going import comes_too_late, is_due
from programmes.letters.replies import how_to_reply, live_link
from programmes.models import CopyState, Letter, LetterCopy, LetterState

# Minutes to wait after each try that did not work. After the last one somebody has to look.
PAUSES = (1, 5, 15, 60, 240)
log = logging.getLogger(__name__)


def send_letter(key):
    """Send what is due of one letter; returns how many copies are done with."""
    open_letter(key)
    letter = _read(key)
    return _send_copies(letter) if letter and letter.state == LetterState.GONE else 0


@transaction.atomic
def open_letter(key):
    """Work out whom it is for, and make their copies. From here on it is a matter of its copies."""
    # Locked before it is read: somebody may hold it back, change it and agree again in between.
    if not Letter.objects.select_for_update().filter(pk=key, state=LetterState.AGREED).exists():
        return
    letter = _read(key)
    if not is_due(letter):
        return
    if not comes_too_late(letter):
        copies = [_copy_for(letter, membership) for membership in people_for(letter)]
        LetterCopy.objects.bulk_create(copies, ignore_conflicts=True)
    letter.state, letter.gone_at = LetterState.GONE, timezone.now()
    letter.save(update_fields=["state", "gone_at"])


def _read(key):
    about = ("programme", "day", "publication", "agreed_by", "made_by")
    return Letter.objects.select_related(*about).filter(pk=key).first()


def _copy_for(letter, membership):
    state = CopyState.WAITING if has_address(membership) else CopyState.ON_PAPER
    return LetterCopy(programme_id=letter.programme_id, letter=letter, membership=membership, state=state)


def _send_copies(letter):
    values, connection, done = common_values(letter), mail.get_connection(), 0
    try:
        while _send_one(letter, values, connection):
            done += 1
    finally:
        connection.close()
    return done


def _due(letter):
    return LetterCopy.objects.filter(
        Q(next_try_at=None) | Q(next_try_at__lte=timezone.now()),
        programme=letter.programme_id,
        letter=letter,
        state=CopyState.WAITING,
    )


@transaction.atomic
def _send_one(letter, values, connection):
    """Deal with one copy that is due and in nobody else's hands; False when there is none."""
    copy = (
        _due(letter)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("membership__person")
        .order_by("membership__sort_name", "pk")
        .first()
    )
    if copy is None:
        return False
    if comes_too_late(letter) or not people_for(letter).filter(pk=copy.membership_id).exists():
        copy.state = CopyState.NOT_NEEDED
    elif not has_address(copy.membership):
        copy.state = CopyState.ON_PAPER
    else:
        _try_to_send(copy, letter, values, connection)
    copy.save(update_fields=["state", "tries", "next_try_at", "trouble", "sent_at"])
    return True


def _try_to_send(copy, letter, values, connection):
    copy.tries += 1
    try:
        _email(copy, letter, values, connection).send()
    except DatabaseError:
        raise
    except Exception as error:  # a letter that cannot be made must not keep the others here
        connection.close()
        _not_sent(copy, error)
    else:
        copy.state, copy.sent_at, copy.trouble, copy.next_try_at = CopyState.SENT, timezone.now(), "", None


def _email(copy, letter, values, connection):
    membership = copy.membership
    reply = how_to_reply(live_link(letter.day, membership)) if asks_for_reply(letter) else ""
    filled = fill(letter, values, name=membership.says, reply=reply)
    return mail.EmailMessage(
        filled.subject,
        filled.body,
        settings.DEFAULT_FROM_EMAIL,
        [membership.person.email],
        connection=connection,
        headers={
            "Message-ID": f"<{copy.pk}@{urlsplit(settings.BASE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _not_sent(copy, error):
    """Try again after a while, or leave it to people.

    What the server said may name somebody: only its kind is kept.
    """
    copy.trouble = trouble_of(error)
    is_final = copy.trouble in {"address", "refused"} or copy.tries > len(PAUSES)
    if is_final:
        copy.state, copy.next_try_at = CopyState.FAILED, None
    else:
        copy.next_try_at = timezone.now() + timedelta(minutes=PAUSES[copy.tries - 1])
    log.warning("a copy of a letter was not sent: %s, try %s", type(error).__name__, copy.tries)


def trouble_of(error):
    """Which of the reasons in words.WHY it was. A server's "not now" (4xx) is no final answer."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _says in error.recipients.values()]
        return "address" if codes and all(code >= 500 for code in codes) else "no_server"
    if isinstance(error, SMTPAuthenticationError):
        return "not_let_in"
    if isinstance(error, SMTPResponseException):
        return "refused" if error.smtp_code >= 500 else "no_server"
    return "no_server" if isinstance(error, OSError | SMTPException) else "other"
