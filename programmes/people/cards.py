"""Personal cards: a QR code to scan and ten symbols to type.

Both come from the card's id and the site's secret key, so they can be printed again and are stored nowhere.
"""

import base64
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from copro.keys import CARD_CODE_LENGTH, SYMBOLS, tidy_code
from programmes.models import PersonalCard
from programmes.people.models import hash_token

DAYS_AFTER_THE_PROGRAMME = 30


def _secret_bytes(card_id, purpose):
    message = f"copro.card.{purpose}.{card_id}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()


def token_of(card):
    """128 bits for the QR code, as text fit for an address's fragment."""
    return base64.urlsafe_b64encode(_secret_bytes(card.pk, "token")[:16]).decode().rstrip("=")


def typed_code_of(card):
    """Ten symbols to type; 46 bits."""
    number = int.from_bytes(_secret_bytes(card.pk, "typed"))
    symbols = []
    for _position in range(CARD_CODE_LENGTH):
        number, rest = divmod(number, len(SYMBOLS))
        symbols.append(SYMBOLS[rest])
    return "".join(symbols)


def hash_typed_code(code):
    """Slow on purpose: 46 bits are few for a thief of the table. One salt, so that it can be looked up."""
    salt = hashlib.sha256(f"copro.card.salt.{settings.SECRET_KEY}".encode()).digest()
    return hashlib.scrypt(tidy_code(code).encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def live_card(membership):
    """The member's card that works now; made when there is none."""
    found = PersonalCard.objects.filter(
        programme=membership.programme_id, membership=membership, revoked_at__isnull=True
    ).first()
    if found:
        return found
    card = PersonalCard(programme_id=membership.programme_id, membership=membership)
    card.token_hash, card.code_hash = hash_token(token_of(card)), hash_typed_code(typed_code_of(card))
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:  # a second click made one first
        return live_card(membership)
    return card


def live_cards(programme, memberships):
    """{membership id: its working card}; missing ones are made, in three queries whatever their number."""
    found = _live_by_member(programme, memberships)
    missing = [membership for membership in memberships if membership.pk not in found]
    if not missing:
        return found
    made = [PersonalCard(programme=programme, membership=membership) for membership in missing]
    # The slow hash lets go of Python's lock, so two at once take half as long.
    with ThreadPoolExecutor(2) as pool:
        hashes = pool.map(hash_typed_code, [typed_code_of(card) for card in made])
        for card, code_hash in zip(made, hashes, strict=True):
            card.token_hash, card.code_hash = hash_token(token_of(card)), code_hash
    PersonalCard.objects.bulk_create(made, ignore_conflicts=True)  # somebody else may print at the same time
    return _live_by_member(programme, memberships)


def _live_by_member(programme, memberships):
    cards = PersonalCard.objects.filter(
        programme=programme, membership__in=memberships, revoked_at__isnull=True
    )
    return {card.membership_id: card for card in cards}


def revoke_cards(membership):
    """Lost or copied: the printed card stops working at the next request that uses it."""
    PersonalCard.objects.filter(
        programme=membership.programme_id, membership=membership, revoked_at__isnull=True
    ).update(revoked_at=timezone.now())


def find_by_token(token):
    """The live card behind a scanned QR code, or None."""
    return _working(token_hash=hash_token(token)) if token else None


def find_by_code(code):
    """The live card behind a typed code, or None. It works only on one of the programme's days."""
    card = _working(code_hash=hash_typed_code(code)) if len(tidy_code(code)) == CARD_CODE_LENGTH else None
    if card is None:
        return None
    today = timezone.localdate(timezone=card.programme.tz)
    return card if card.programme.days.filter(date=today).exists() else None


def _working(**by):
    card = (
        PersonalCard.objects.select_related("programme", "membership__person")
        .filter(**by, revoked_at__isnull=True, membership__left_on__isnull=True)
        .first()
    )
    if card is None:
        return None
    last = card.programme.days.aggregate(last=Max("date"))["last"]
    if last is None:
        return card
    until = datetime.combine(last, time.max, UTC) + timedelta(days=DAYS_AFTER_THE_PROGRAMME)
    return card if timezone.now() < until else None
