"""A letter as a real person would get it, and who gets it."""

from dataclasses import dataclass

from programmes.letters.audience import Recipients, has_address, recipients
from programmes.letters.filling import Filled, asks_for_reply, common_values, fill
from programmes.letters.replies import example_reply
from programmes.models import Membership


@dataclass(frozen=True)
class Preview:
    """The letter filled in for one person, and everybody by how they get it."""

    filled: Filled
    shown_for: object
    to: Recipients
    nobody: list


def preview_of(letter, person="", *, with_people=True):
    """`person` is the reference of whose copy to show; anybody's, when nobody has it."""
    to = recipients(letter) if with_people else Recipients([], [])
    everybody = [*to.by_email, *to.on_paper]
    chosen = next((each for each in everybody if each.ref == person), None) or to.first
    if chosen is None:
        here = Membership.objects.filter(programme=letter.programme_id).select_related("person")
        with_copy = here.filter(letter_copies__letter=letter, letter_copies__programme=letter.programme_id)
        chosen = with_copy.first() or here.current().first()
    on_paper = chosen is not None and not has_address(chosen)
    reply = example_reply(on_paper=on_paper) if asks_for_reply(letter) else ""
    name = chosen.says if chosen else ""
    filled = fill(letter, common_values(letter), name=name, reply=reply)
    return Preview(filled, chosen, to, _the_others(letter, everybody) if with_people else [])


def _the_others(letter, everybody):
    here = Membership.objects.current().filter(programme=letter.programme_id)
    return list(here.exclude(pk__in=[each.pk for each in everybody]).order_by("sort_name", "id"))
