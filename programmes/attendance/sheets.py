"""The sign-in sheet: everybody by last name with a number, and empty rows for those who just turn up."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from programmes.attendance.queries import plain

ROWS, LARGE_ROWS = 17, 9
EMPTY_ROWS = 6


class SheetRow(NamedTuple):
    """One row of paper; an empty one has no number and no name."""

    number: int | None = None
    name: str = ""
    team: str = ""
    ref: str = ""


EMPTY = SheetRow()


@dataclass(frozen=True)
class Sheet:
    """One page of paper; `team` is its heading when there is a page for each team."""

    rows: list
    team: str
    number: int
    of: int

    @property
    def names(self):
        return [row.name for row in self.rows]


def paper_order(programme, day=None, *, by_team=False):
    """Everybody in the order of the sheet, numbered; the screen that types it back in has the same order.

    Whoever turned up on the day comes last, so that the numbers on a sheet printed before still hold.
    """
    people = list(
        programme.memberships.current().values_list("name", "team__name", "ref", "came_by", "joined_on")
    )
    people.sort(key=lambda person: _turned_up(day, *person[3:]))
    if by_team:
        people.sort(key=lambda person: (person[1] is None, plain(person[1] or "")))
    return [
        SheetRow(number, name, team or "", ref)
        for number, (name, team, ref, _came_by, _joined_on) in enumerate(people, 1)
    ]


def _turned_up(day, came_by, joined_on):
    return bool(day and day.date and came_by == "walk_in" and joined_on >= day.date)


def sheets_of(programme, day=None, *, large=False, by_team=False):
    """Pages of rows, filled up with empty ones: at least six of them at the end."""
    length = LARGE_ROWS if large else ROWS
    people = paper_order(programme, day, by_team=by_team)
    if by_team:
        groups = [(team, list(rows)) for team, rows in groupby(people, lambda row: row.team)]
    else:
        groups = [("", people)]
    pages = [(team, rows) for team, group in groups or [("", [])] for rows in _paged(group, length)]
    return [Sheet(rows, team, number, len(pages)) for number, (team, rows) in enumerate(pages, 1)]


def _paged(people, length):
    empty = EMPTY_ROWS if length == ROWS else EMPTY_ROWS // 2
    wanted = len(people) + empty
    whole = -(-wanted // length) * length
    filled = [*people, *[EMPTY] * (whole - len(people))]
    return [filled[start : start + length] for start in range(0, whole, length)]
