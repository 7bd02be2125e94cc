"""Cards and posters as they are printed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from programmes.models import AuditEvent, Membership, OrganisationAdmin
from programmes.people.cards import live_cards, revoke_cards, token_of, typed_code_of
from programmes.people.letters import link_to, spaced
from programmes.people.qr import Qr, qr_of

CARDS_AT_ONCE = 100


@dataclass(frozen=True)
class PrintedCard:
    """What stands on one card."""

    name: str
    called: str
    code: str
    qr: Qr


@dataclass(frozen=True)
class Sheet:
    """Cards for one go at the printer, and where to go on."""

    cards: list
    start: int
    total: int

    @property
    def first(self):
        return self.start + 1

    @property
    def last(self):
        return self.start + len(self.cards)

    @property
    def next_start(self):
        return self.last if self.last < self.total else None


def may_have_cards(programme):
    """People here whom a card may let in: those who have no way of their own yet (actions.may_have_card)."""
    elsewhere = Membership.objects.filter(person=OuterRef("person")).exclude(programme=programme)
    administers = OrganisationAdmin.objects.filter(person=OuterRef("person"))
    nobody_else = Q(person__last_login__isnull=True, person__is_operator=False) & ~Exists(elsewhere)
    return (
        Membership.objects.current()
        .filter(programme=programme)
        .filter(Q(person__email__isnull=True) | (nobody_else & ~Exists(administers)))
        .select_related("person", "team")
        .order_by("sort_name", "id")
    )


def print_cards(programme, people, start, *, by):
    """The cards from `start` on, made where they are missing, and written down in the audit trail."""
    total = people.count()
    start = min(start, max(total - 1, 0))
    chosen = list(people[start : start + CARDS_AT_ONCE])
    with transaction.atomic():
        cards = live_cards(programme, chosen)
        AuditEvent.objects.record("card_printed", actor=by, programme=programme, count=len(chosen))
    return Sheet([_printed(member, cards[member.pk]) for member in chosen], start, total)


def _printed(membership, card):
    return PrintedCard(
        name=membership.name,
        called=membership.says,
        code=spaced(typed_code_of(card)),
        qr=qr_of(link_to("front:card", fragment=token_of(card))),
    )


@transaction.atomic
def stop_card(membership, *, by):
    """The printed card stops working, and whoever came in with it is out. Printing again makes another."""
    revoke_cards(membership)
    membership.person.end_sessions()
    AuditEvent.objects.record("card_stopped", actor=by, programme=membership.programme, about=membership)
