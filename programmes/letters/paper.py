"""Letters on paper for people without email: the same words, with a square to scan and a code to type."""

from dataclasses import dataclass

from programmes.letters.audience import people_for
from programmes.letters.filling import asks_for_reply, common_values, fill
from programmes.letters.going import comes_too_late
from programmes.letters.replies import how_on_paper, live_links, token_of, typed_code_of
from programmes.models import CopyState, LetterCopy
from programmes.people.letters import link_to, spaced
from programmes.people.qr import Qr, qr_of

LETTERS_AT_ONCE = 60


@dataclass(frozen=True)
class PaperLetter:
    """One person's letter, on one page."""

    ref: str
    name: str
    subject: str
    body: str
    qr: Qr | None
    code: str


@dataclass(frozen=True)
class Sheets:
    letters: list
    left: int  # how many there are after these


def sheets_for(letter, *, again=False):
    """The letters to print now, and their reply links, made where they are missing.

    Those who answered since, or have left, need none any more. `again`: also the ones that were printed.
    """
    copies = LetterCopy.objects.filter(
        programme=letter.programme_id, letter=letter, state=CopyState.ON_PAPER
    ).select_related("membership__person")
    if not again:
        copies = copies.filter(printed_at=None)
    if comes_too_late(letter):
        return Sheets([], 0)
    needed = set(people_for(letter).values_list("pk", flat=True))
    people = [
        copy.membership
        for copy in copies.order_by("membership__sort_name", "pk")
        if copy.membership_id in needed
    ]
    chosen = people[:LETTERS_AT_ONCE]
    links = live_links(letter.day, chosen) if asks_for_reply(letter) else {}
    values = common_values(letter)
    return Sheets(
        [_paper(letter, values, each, links.get(each.pk)) for each in chosen], len(people) - len(chosen)
    )


def _paper(letter, values, membership, link):
    code = spaced(typed_code_of(link)) if link else ""
    filled = fill(letter, values, name=membership.says, reply=how_on_paper(code) if link else "")
    return PaperLetter(
        ref=membership.ref,
        name=membership.name,
        subject=filled.subject,
        body=filled.body,
        qr=qr_of(link_to("letters:reply", fragment=token_of(link))) if link else None,
        code=code,
    )
