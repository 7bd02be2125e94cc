"""Shapes to start a programme from: days with suggested sessions. Data, to be changed freely once chosen."""

from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext_lazy as _

from programmes.agenda.models import ItemKind as Kind


@dataclass(frozen=True)
class SessionShape:
    title: str
    kind: str
    minutes: int
    purpose: str = ""


@dataclass(frozen=True)
class DayShape:
    """A day without a date. Its sessions fill the time from start to end."""

    title: str
    sessions: tuple
    start: time = time(9, 30)
    end: time = time(15, 30)


@dataclass(frozen=True)
class ProgrammeShape:
    name: str
    about: str
    days: tuple = ()


def _day(title, *sessions):
    return DayShape(title, tuple(SessionShape(*session) for session in sessions))


_arrive = (_("Tea, coffee and finding a seat"), Kind.ARRIVE, 20)
_break = (_("Break"), Kind.BREAK, 20)
_lunch = (_("Lunch"), Kind.BREAK, 50)
_check_in = (_("How are we all?"), Kind.WELCOME, 20, _("Everyone says a word or two, or passes."))

_first_day = _day(
    _("Day one"),
    _arrive,
    (_("Hello, and why we are here"), Kind.WELCOME, 30, _("Who hosts, how the day works, where things are.")),
    (_("How we want to treat each other"), Kind.ACTIVITY, 30, _("An agreement in our own words.")),
    _break,
    (_("Six ways of thinking"), Kind.INPUT, 30, _("The mindsets, with a story for each.")),
    (_("Where am I with this?"), Kind.REFLECTION, 30, _("Alone or in pairs. Nothing has to be shared.")),
    _lunch,
    (_("What is it like now?"), Kind.TEAM_TIME, 70, _("Each team hears from the people who know it best.")),
    _break,
    (_("What we heard today"), Kind.SHARING, 40, _("One thing from each team.")),
    (_("Close, and what comes next"), Kind.WELCOME, 20),
)

_ideas_day = _day(
    _("Day two"),
    _arrive,
    _check_in,
    (_("What matters most to us"), Kind.TEAM_TIME, 60, _("Each team chooses what to work on first.")),
    _break,
    (_("Ideas to try"), Kind.TEAM_TIME, 60, _("Many small ideas before one big one.")),
    _lunch,
    (_("One small thing to try, by when"), Kind.TEAM_TIME, 50, _("Who does what, and how we will know.")),
    _break,
    (_("Where am I with this now?"), Kind.REFLECTION, 20, _("Alone or in pairs. Nothing has to be shared.")),
    (_("Asks and offers between teams"), Kind.SHARING, 30, _("What each team needs, and can give.")),
    (_("Close, and what comes next"), Kind.WELCOME, 10),
)

_learning_day = _day(
    _("Day three"),
    _arrive,
    _check_in,
    (_("What we tried, and what happened"), Kind.SHARING, 50, _("What went wrong is as welcome.")),
    _break,
    (_("What this tells us"), Kind.TEAM_TIME, 60, _("Keep it, change it, or leave it.")),
    _lunch,
    (_("The next small thing to try"), Kind.TEAM_TIME, 60, _("Who does what, and how we will know.")),
    _break,
    (_("Where am I with this now?"), Kind.REFLECTION, 20, _("Alone or in pairs. Nothing has to be shared.")),
    (_("Helping each other"), Kind.ACTIVITY, 30, _("One team brings a knot, the others think along.")),
    (_("Close, and what comes next"), Kind.WELCOME, 10),
)

_last_day = _day(
    _("Day four"),
    _arrive,
    _check_in,
    (_("What has changed, and for whom"), Kind.SHARING, 60, _("Each team shows its work in its own way.")),
    _break,
    (_("What carries on without us"), Kind.TEAM_TIME, 60, _("Who looks after it from here.")),
    _lunch,
    (_("Looking back"), Kind.REFLECTION, 40, _("Where was I at the start? Alone or in pairs.")),
    _break,
    (_("Thank you, each by each"), Kind.ACTIVITY, 40),
    (_("Goodbye, and cake"), Kind.SOCIAL, 30),
)

SHAPES = {
    "two_days": ProgrammeShape(
        _("Two days"), _("Meet, listen and choose what to try."), (_first_day, _ideas_day)
    ),
    "four_days": ProgrammeShape(
        _("Four days over six months"),
        _("Two days to start, then two to share what the teams tried."),
        (_first_day, _ideas_day, _learning_day, _last_day),
    ),
    "blank": ProgrammeShape(_("Blank"), _("No days yet. You add each one.")),
}
