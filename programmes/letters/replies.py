"""Saying whether one comes without signing in: a link for one person and one day, which opens nothing else.

Both its secret and its typed code come from the row's id and the site's secret key, as a card's do
(people.cards), so that they can be printed again and are stored nowhere.
"""

import base64
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from copro.keys import CARD_CODE_LENGTH, SYMBOLS, tidy_code
from copro.limits import Limit
from programmes.attendance.actions import record_plan
from programmes.letters.going import is_over
from programmes.models import How, ReplyLink
from programmes.people.cards import hash_typed_code
from programmes.people.letters import link_to, spaced
from programmes.people.models import hash_token

# A person changes their mind now and then. A script that sends answers all day is something else.
ANSWERS = Limit("answers by link", failures=30, minutes=10)


def _secret_bytes(link, purpose):
    message = f"copro.reply.{purpose}.{link.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()


def token_of(link):
    """128 bits for the link and the QR code, as text fit for an address's fragment."""
    return base64.urlsafe_b64encode(_secret_bytes(link, "token")[:16]).decode().rstrip("=")


def typed_code_of(link):
    """Ten symbols to type, where a link cannot be followed or the browser runs no scripts."""
    number, symbols = int.from_bytes(_secret_bytes(link, "typed")), []
    for _position in range(CARD_CODE_LENGTH):
        number, rest = divmod(number, len(SYMBOLS))
        symbols.append(SYMBOLS[rest])
    return "".join(symbols)


def live_link(day, membership):
    """The person's link for this day; made when there is none."""
    found = _live(day, [membership]).get(membership.pk)
    if found:
        return found
    link = _new(day, membership)
    _add_hashes(link)
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError:  # another worker made one first
        return live_link(day, membership)
    return link


def live_links(day, memberships):
    """{membership id: their link}; missing ones are made, in three queries whatever their number."""
    found = _live(day, memberships)
    made = [_new(day, membership) for membership in memberships if membership.pk not in found]
    if not made:
        return found
    # The slow hash lets go of Python's lock, so two at once take half as long.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_add_hashes, made))
    ReplyLink.objects.bulk_create(made, ignore_conflicts=True)
    return _live(day, memberships)


def _new(day, membership):
    return ReplyLink(programme_id=day.programme_id, day=day, membership=membership)


def _add_hashes(link):
    link.token_hash, link.code_hash = hash_token(token_of(link)), hash_typed_code(typed_code_of(link))


def _live(day, memberships):
    links = ReplyLink.objects.filter(
        programme=day.programme_id, day=day, membership__in=memberships, revoked_at__isnull=True
    )
    return {link.membership_id: link for link in links}


def how_to_reply(link):
    """What stands in an email: the link, and the way for those it does not work for."""
    return "\n".join(
        [
            link_to("letters:reply", fragment=token_of(link)),
            _("If the link does not work, open %(page)s and type this code: %(code)s")
            % {"page": link_to("letters:reply"), "code": spaced(typed_code_of(link))},
        ]
    )


def how_on_paper(code):
    """What stands in a printed letter, which has the link as a square to scan."""
    return _(
        "Scan the square on this page with a phone. Or open %(page)s and type this code: %(code)s. "
        "Or tell anyone who runs the programme."
    ) % {"page": link_to("letters:reply"), "code": code}


def example_reply(*, on_paper=False):
    """The same for a preview: no link is made for somebody to look at a letter."""
    if on_paper:
        return how_on_paper(_("a code of their own"))
    return "\n".join(
        [
            link_to("letters:reply", fragment=_("a-link-of-their-own")),
            _("If the link does not work, open %(page)s and type this code: %(code)s")
            % {"page": link_to("letters:reply"), "code": _("a code of their own")},
        ]
    )


def find(secret):
    """The link behind a token or a typed code, or None: unknown, taken back, its owner gone, its day over."""
    if not secret:
        return None
    working = ReplyLink.objects.select_related("day", "programme", "membership__person").filter(
        revoked_at__isnull=True, membership__left_on__isnull=True
    )
    link = working.filter(token_hash=hash_token(secret)).first()
    if link is None and len(tidy_code(secret)) == CARD_CODE_LENGTH:
        link = working.filter(code_hash=hash_typed_code(secret)).first()
    return link if link and _is_open(link) else None


def _is_open(link):
    return link.programme.is_published and link.day.is_published and not is_over(link.day)


def record_answer(link, plan, client_id=None):
    """Keep what somebody said by their link: an answer of their own."""
    record_plan(link.day, link.membership, plan, by=link.membership.person, how=How.SELF, client_id=client_id)
