"""Places on a programme's pages that other apps may fill; programmes never imports those apps.

>>> @fills("member_home")
... def my_reflections(seat):
...     return Panel("mindsets/reflections/_home_panel.html", {"rows": rows})

Slots and what they are called with:
    member_home(seat)          the member's home page
    overview(seat)             the facilitators' overview
    day(seat, day)             a day's page, for members
    plan(seat, day)            a day's builder, for facilitators
    after(seat, day)           the page after a day, for facilitators
    teams_shared(seat, team)   a team's page: what people chose to share with it
    card_pages(seat)           links to print beside the cards and posters

A page's templates show them with `{% include "components/panels.html" with panels=panels %}`; a panel's
template finds its context under the name `panel`. Session forms are extended by `SessionExtra`, new
programmes by `ProgrammeExtra`.
"""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Panel:
    template: str
    context: dict = field(default_factory=dict)


_slots = defaultdict(list)
session_extras = []
programme_extras = []


def fills(slot):
    """Register a function that returns a Panel, or None when it has nothing to show."""

    def register(function):
        _slots[slot].append(function)
        return function

    return register


def panels_for(slot, *about):
    return [panel for fill in _slots[slot] if (panel := fill(*about)) is not None]


class SessionExtra:
    """One more choice on a session's form, kept by another app (such as the worksheet of a session).

    Subclass, give a `name` and append an instance to `session_extras`.
    """

    name = ""

    def field(self, seat, day, item):
        """A bound-ready form field with its choices and `initial`; `item` is None for a new session."""
        raise NotImplementedError

    def save(self, seat, day, item, value):
        raise NotImplementedError

    def notes(self, seat, day):
        """{item id: text to show in the plan}, in one query for the whole day."""
        return {}


class ProgrammeExtra:
    """What another app adds to a programme when it begins (such as its worksheets).

    Subclass and append an instance to `programme_extras`; both run in the transaction that begins it.
    """

    def began(self, programme):
        """The days of a template are there."""

    def copied(self, programme, copy, days, sessions):
        """`days` and `sessions` map the keys of the original's rows to the copy's rows."""
