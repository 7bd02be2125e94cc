"""What the page of one session's ticks shows, as plain rows."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import FilteredRelation, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from programmes.agenda.plan_times import A_DAY
from programmes.agenda.queries import plan_rows
from programmes.attendance.queries import Filters, plain
from programmes.attendance.words import status_words
from programmes.models import Membership, Presence

PAGE = "programmes/attendance/session_ticks.html"
# Recorded for the day, though a tick says that they were at one of its sessions.
AT_ODDS = {Presence.APOLOGIES, Presence.NOT_HERE}


class TickRow(NamedTuple):
    """One person; the three `…_on` say which button is pressed: true or false."""

    ref: str
    name: str
    team: str
    note: str
    there_on: str
    not_there_on: str
    unknown_on: str


@dataclass(frozen=True)
class Session:
    """One session that somebody may have been at."""

    item: object
    words: str
    start: int | None

    @property
    def ref(self):
        return self.item.ref


@dataclass
class TickList:
    rows: list = field(default_factory=list)
    there: int = 0
    not_there: int = 0
    people: int = 0
    teams: list = field(default_factory=list)


def sessions_of(seat, day):
    """The day's sessions in order, without breaks; helpers see none before the plan is published."""
    if not (seat.can_set_up or day.is_published):
        return []
    rows = [row for row in plan_rows(day) if not row.item.is_break and not row.is_part]
    return [Session(row.item, _words(row), row.start) for row in rows]


def _words(row):
    return f"{row.starts}, {row.item.title}" if row.starts else row.item.title


def session_now(sessions, day, zone):
    """The session that began last by the plan, or the first; None when there is none."""
    local = timezone.localtime(timezone=zone)
    if day.date is None or not sessions:
        return sessions[0] if sessions else None
    minutes = (local.date() - day.date).days * A_DAY + local.hour * 60 + local.minute
    begun = [each for each in sessions if each.start is not None and each.start <= minutes]
    return begun[-1] if begun else sessions[0]


def ticks_of(day, item, filters):
    """Everybody with their tick of this session; two letters or a team narrow the rows, not the counts."""
    found, teams = TickList(), {}
    for ref, name, called, team_ref, team, was_there, presence, plan in _lines(day, item):
        found.people += 1
        found.there += was_there is True
        found.not_there += was_there is False
        teams[team_ref] = team
        if filters.matches(name, called, team_ref, ""):
            note = _note(team, was_there, presence, plan)
            found.rows.append(TickRow(ref, name, team or "", note, *map(_pressed(was_there), _CHOICES)))
    found.teams = sorted(((ref, name) for ref, name in teams.items() if ref), key=lambda one: plain(one[1]))
    return found


_CHOICES = (True, False, None)


def _pressed(was_there):
    return lambda choice: "true" if was_there is choice else "false"


def _note(team, was_there, presence, plan):
    words = status_words(presence, plan)
    if was_there and presence in AT_ODDS:
        words = _("The day says: %(status)s. Put it right") % {"status": words}
    return f". {words}" if team else words


def _lines(day, item):
    programme = day.programme_id
    return (
        Membership.objects.current()
        .filter(programme=programme)
        .annotate(
            tick=FilteredRelation(
                "session_ticks", condition=Q(session_ticks__item=item, session_ticks__programme=programme)
            ),
            mark=FilteredRelation(
                "attendances", condition=Q(attendances__day=day, attendances__programme=programme)
            ),
        )
        .order_by("sort_name", "id")
        .values_list(
            "ref",
            "name",
            "called",
            "team__ref",
            "team__name",
            "tick__was_there",
            "mark__presence",
            "mark__plan",
        )
    )


def one_row(day, item, membership):
    """A TickList with this person's row only; its counts are of everybody."""
    found = ticks_of(day, item, Filters())
    found.rows = [row for row in found.rows if row.ref == membership.ref]
    return found


def write_tick_rows(seat, day, rows, *, is_answer=False):
    """The rows as markup: a template renders one, and each person is filled in, escaped."""
    if not rows:
        return ""
    row = render_to_string(f"{PAGE}#row", {"seat": seat, "day": day, "is_answer": is_answer})
    return format_html_join("", row, (each._asdict() for each in rows))
