"""What other tools' files say: who was seen, from when to when (features brief, section e).

Headings come in the language of whoever made the file, so Teams and Zoom are known by their shape; Eventbrite
and Forms by headings that their files keep.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.elsewhere.moments import length, moment
from programmes.people.workbooks import CannotRead


class Source(models.TextChoices):
    TEAMS = "teams", gettext_lazy("Microsoft Teams attendance report")
    ZOOM = "zoom", gettext_lazy("Zoom participants")
    EVENTBRITE = "eventbrite", gettext_lazy("Eventbrite attendees")
    FORMS = "forms", gettext_lazy("Microsoft Forms answers")


@dataclass(frozen=True)
class Seen:
    """One person in a file. Times are wall times, as the file gives them."""

    name: str
    email: str = ""
    joined: datetime | None = None
    left: datetime | None = None
    stayed: timedelta | None = None
    checked_in: bool | None = None  # None where the file does not tell


@dataclass(frozen=True)
class Report:
    source: str
    seen: list = field(default_factory=list)

    @property
    def dates(self):
        return sorted({each.joined.date() for each in self.seen if each.joined})


def read(rows, near: date | None):
    """The Report of a file's rows; people who joined several times are there once. Raises CannotRead."""
    for reads in (_teams, _zoom, _eventbrite, _forms, _teams_of_old):
        report = reads(rows, near)
        if report is not None:
            return replace(report, seen=_each_once(report.seen))
    raise CannotRead(
        _(
            "We do not know this file. Bring an attendance report of Teams or Zoom, "
            "or a list of Eventbrite or Microsoft Forms"
        )
    )


def _each_once(seen):
    """Joined three times is one person: the first coming, the last going, the minutes together."""
    found = {}
    for each in seen:
        key = (each.email or each.name).casefold()
        before = found.get(key)
        found[key] = _together(before, each) if before else each
    return list(found.values())


def _together(one, other):
    joined = [moment for moment in (one.joined, other.joined) if moment]
    left = [moment for moment in (one.left, other.left) if moment]
    stayed = [span for span in (one.stayed, other.stayed) if span is not None]
    return replace(
        one,
        joined=min(joined, default=None),
        left=max(left, default=None),
        stayed=sum(stayed, timedelta()) if stayed else None,
        checked_in=one.checked_in or other.checked_in,
    )


def _cell(cells, place):
    return cells[place] if place is not None and place < len(cells) else ""


def _block(rows, start):
    """The rows from `start` to the next blank one or the next numbered part."""
    for cells in rows[start:]:
        if not cells or _part_number(cells):
            return
        yield cells


def _part_number(cells):
    head = cells[0] if len(cells) == 1 else ""
    return head[0] if head[:2] in {"1.", "2.", "3."} else ""


def _teams(rows, near):
    """Three numbered parts; the second is one line a person: name, first join, last leave, length, email."""
    parts = {_part_number(cells): place for place, cells in enumerate(rows) if cells and _part_number(cells)}
    if "2" not in parts:
        return None
    people = list(_block(rows, parts["2"] + 2))  # behind the part's name and its headings
    return Report(Source.TEAMS, [_timed(cells, near, (1, 2, 3, 4)) for cells in people if cells[0]])


def _timed(cells, near, places, name=0):
    joined, left, stayed, email = places
    address = _cell(cells, email)
    return Seen(
        name=_cell(cells, name),
        email=address if "@" in address else "",
        joined=moment(_cell(cells, joined), near),
        left=moment(_cell(cells, left), near),
        stayed=length(_cell(cells, stayed)),
    )


def _zoom(rows, near):
    """Lines of name, email, join, leave, whole minutes, behind a block about the meeting, or without one."""
    for place, cells in enumerate(rows[:-1]):
        first = rows[place + 1]
        is_timed = len(cells) >= 5 and not moment(_cell(cells, 2), near) and _cell(first, 4).isdigit()
        if is_timed and moment(_cell(first, 2), near) and moment(_cell(first, 3), near):
            people = [_timed(each, near, (2, 3, 4, 1)) for each in _block(rows, place + 1) if each[0]]
            return Report(Source.ZOOM, people)
    return _zoom_without_times(rows)


def _zoom_without_times(rows):
    for place, cells in enumerate(rows[:12]):
        heads = [head.casefold() for head in cells]
        if len(heads) >= 3 and heads[0].startswith("name (") and "duration" in heads[2]:
            people = [
                Seen(each[0], _cell(each, 1) if "@" in _cell(each, 1) else "", stayed=length(_cell(each, 2)))
                for each in _block(rows, place + 1)
                if each[0]
            ]
            return Report(Source.ZOOM, people)
    return None


def _find(heads, *words):
    """The place of the first heading that is one of these words."""
    return next((place for place, head in enumerate(heads) if head in words), None)


def _heads(cells):
    return [" ".join(head.casefold().strip(" :?*").split()) for head in cells]


def _eventbrite(rows, near):
    for place, cells in enumerate(rows[:5]):
        heads = _heads(cells)
        status = _find(heads, "attendee status")
        first, last = _find(heads, "first name"), _find(heads, "last name", "surname")
        if status is None or (first is None and last is None):
            continue
        email = _find(heads, "email", "email address")
        return Report(
            Source.EVENTBRITE,
            [
                _attendee(each, first, last, email, status)
                for each in rows[place + 1 :]
                if each and not _is_off(_cell(each, status))
            ],
        )
    return None


def _is_off(status):
    return status.casefold() in {
        "not attending",
        "deleted",
        "refunded",
        "cancelled",
        "canceled",
        "transferred",
    }


def _attendee(cells, first, last, email, status):
    name = f"{_cell(cells, first)} {_cell(cells, last)}".strip()
    return Seen(name, _cell(cells, email), checked_in=_cell(cells, status).casefold() == "checked in")


def _forms(rows, near):
    """ID, start time, completion time, email, name, then the questions; nameless forms say 'anonymous'."""
    heads = _heads(rows[0])
    is_forms = len(heads) >= 4 and heads[0] == "id" and len(rows) > 1 and _cell(rows[1], 0).isdigit()
    if not is_forms or not moment(_cell(rows[1], 1), near) or not moment(_cell(rows[1], 2), near):
        return None
    asked = next((place for place, head in enumerate(heads) if place > 4 and "name" in head.split()), None)
    people = []
    for cells in rows[1:]:
        email, name = _cell(cells, 3), _cell(cells, 4)
        if not name or name.casefold() in {"anonymous", "anonym", "anonyme"}:
            name = _cell(cells, asked)
        if name:
            people.append(Seen(name, email if "@" in email else "", joined=moment(_cell(cells, 2), near)))
    return Report(Source.FORMS, people)


def _teams_of_old(rows, near):
    """Reports without numbered parts: one line a joining, under headings we know."""
    for place, cells in enumerate(rows[:20]):
        heads = _heads(cells)
        name = _find(heads, "full name", "name", "participant name")
        joined = _find(heads, "join time", "first join", "first join time", "timestamp")
        if name is None or joined is None:
            continue
        columns = (
            joined,
            _find(heads, "leave time", "last leave", "last leave time"),
            _find(heads, "duration", "in-meeting duration"),
            _find(heads, "email", "participant id (upn)"),
        )
        people = [_timed(each, near, columns, name) for each in _block(rows, place + 1) if _cell(each, name)]
        return Report(Source.TEAMS, people)
    return None
