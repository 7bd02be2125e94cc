"""A letter as a real person would get it, and who gets it."""

from dataclasses import dataclass

from programmes.letters.audience import Recipients, recipients
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

    @property
    def is_example(self):
        return self.shown_for is None


def preview_of(letter, person="", *, with_people=True):
    """`person` is the reference of whose copy to show; anybody's, when nobody has it."""
    to = recipients(letter) if with_people else Recipients([], [])
    everybody = [*to.by_email, *to.on_paper]
    chosen = next((each for each in everybody if each.ref == person), None) or to.first
    if chosen is None:
        chosen = Membership.objects.current().filter(programme=letter.programme_id).first()
    reply = example_reply() if asks_for_reply(letter) else ""
    name = chosen.says if chosen else ""
    filled = fill(letter, common_values(letter), name=name, reply=reply)
    return Preview(filled, chosen, to, _the_others(letter, everybody) if with_people else [])


def _the_others(letter, everybody):
    here = Membership.objects.current().filter(programme=letter.programme_id)
    return list(here.exclude(pk__in=[each.pk for each in everybody]).order_by("sort_name", "id"))
