"""The sign-in sheet: everybody by last name, with empty rows for those who just turn up."""

from dataclasses import dataclass
from itertools import groupby

from programmes.attendance.queries import plain

ROWS, LARGE_ROWS = 17, 9
EMPTY_ROWS = 6


@dataclass(frozen=True)
class Sheet:
    """One page of paper; `team` is its heading when there is a page for each team."""

    names: list
    team: str
    number: int
    of: int


def sheets_of(programme, *, large=False, by_team=False):
    """Pages of names, filled up with empty rows: at least six of them at the end."""
    rows = LARGE_ROWS if large else ROWS
    people = list(programme.memberships.current().values_list("team__name", "name"))
    if by_team:
        people.sort(key=lambda person: (person[0] is None, plain(person[0] or "")))
        groups = [
            (team or "", [name for _team, name in group])
            for team, group in groupby(people, lambda one: one[0])
        ]
    else:
        groups = [("", [name for _team, name in people])]
    pages = [(team, names) for team, group in groups or [("", [])] for names in _paged(group, rows)]
    return [Sheet(names, team, number, len(pages)) for number, (team, names) in enumerate(pages, 1)]


def _paged(names, rows):
    empty = EMPTY_ROWS if rows == ROWS else EMPTY_ROWS // 2
    wanted = len(names) + empty
    whole = -(-wanted // rows) * rows
    filled = [*names, *[""] * (whole - len(names))]
    return [filled[start : start + rows] for start in range(0, whole, rows)]
