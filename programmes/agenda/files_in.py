"""Reading an agenda from a file that Copro wrote, or from a timetable: nothing is written here.

What cannot be read is listed by line, and the session comes without it; one without a name is left out, and
so is what belongs to it.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from copro.text import CleanCharField, WholeNumberField
from programmes.agenda.lines import Line
from programmes.imports.shapes import Problem
from programmes.imports.values import CannotRead, read_kind, read_time

MOST_BYTES = 200_000
A_DAY = 24 * 60
_ONE_LINE = {
    name: CleanCharField(max_length=most, required=False) for name, most in (("title", 200), ("room", 120))
}
_TEXTS = {
    name: CleanCharField(max_length=most, required=False, multiline=True)
    for name, most in (("purpose", 2000), ("materials", 2000), ("notes", 4000))
}
_MINUTES = WholeNumberField(at_least=1, at_most=A_DAY, required=False)
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"", "no", "n", "false", "0"}


@dataclass
class ReadSession:
    line: Line
    number: int
    start: time | None = None
    end: time | None = None
    hosts: list = field(default_factory=list)


@dataclass
class ReadDay:
    title: str = ""
    sessions: list = field(default_factory=list)


@dataclass
class ReadFile:
    """`says_what_is_fixed`: a start in it is fixed only where it says so; elsewhere it follows."""

    days: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    says_what_is_fixed: bool = False

    def cannot(self, number, text):
        self.problems.append(Problem(number, text))


class Collector:
    """Puts sessions together from values by column, and notes what cannot be read."""

    def __init__(self, read):
        self.read = read
        self.left_out = ""

    def add(self, values, number, numbers=None):
        """`values` are texts by column; `numbers` may give the line of each."""

        def take(reader, name):
            return self._take(reader, values.get(name, ""), (numbers or {}).get(name, number))

        part, alongside = bool(take(yes_or_no, "part")), bool(take(yes_or_no, "at_the_same_time"))
        title = take(_ONE_LINE["title"].clean, "title")
        if not title:
            self._leave_out(values, number, part, alongside)
            return
        if self._belongs_to_one_left_out(number, part, alongside):
            return
        fixed = take(read_time, "fixed_start")
        line = Line(
            title=title,
            kind=take(read_kind, "kind") or "other",
            minutes=take(_MINUTES.clean, "minutes"),
            start=fixed.strftime("%H:%M") if fixed else "",
            any_time=bool(take(yes_or_no, "any_time")),
            room=take(_ONE_LINE["room"].clean, "room") or "",
            purpose=take(_TEXTS["purpose"].clean, "purpose") or "",
            materials=take(_TEXTS["materials"].clean, "materials") or "",
            facilitator_notes=take(_TEXTS["notes"].clean, "notes") or "",
            part=part,
            alongside=alongside,
        )
        self._put(line, number, take, values)

    def _put(self, line, number, take, values):
        sessions = self.read.days[-1].sessions
        if (line.part or line.alongside) and not sessions:
            self.read.cannot(number, _("Nothing stands above it that it could belong to"))
            line.part = line.alongside = False
        if line.part:
            line.minutes, line.start, line.any_time, line.alongside = None, "", False, False
        hosts = [name.strip() for name in values.get("hosts", "").split(";") if name.strip()]
        session = ReadSession(line, number, take(read_time, "start"), take(read_time, "end"), hosts)
        if line.minutes is None and not line.part:
            line.minutes = minutes_between(session.start, session.end)
        sessions.append(session)

    def _take(self, reader, text, number):
        try:
            return reader(text)
        except ValidationError as error:
            self.read.cannot(number, f"“{shortened(text)}”: {error.messages[0]}")
        except CannotRead as error:
            self.read.cannot(number, str(error))
        return None

    def _leave_out(self, values, number, part, alongside):
        if not any(text.strip() for text in values.values()):
            return
        self.read.cannot(number, _("A session needs a name; this one is left out"))
        if not part:
            self.left_out = "session" if not alongside else "alongside"

    def _belongs_to_one_left_out(self, number, part, alongside):
        lost = (part and self.left_out) or (alongside and self.left_out == "session")
        if lost:
            self.read.cannot(number, _("It belongs to a session that is left out, so it is left out too"))
        elif not part:
            self.left_out = ""
        return bool(lost)


def yes_or_no(text):
    said = text.strip().lower()
    if said not in _YES | _NO:
        raise CannotRead(_("“%(text)s” is neither yes nor empty") % {"text": shortened(text)})
    return said in _YES


def shortened(text):
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= 40 else f"{text[:40]}…"


def minutes_between(start, end):
    if start is None or end is None:
        return None
    length = (end.hour - start.hour) * 60 + end.minute - start.minute
    return (length + A_DAY if length < 0 else length) or None


def lines_for(read, read_day, day):
    """The lines of one day of a file, as they would go into this day's plan."""
    if not read.says_what_is_fixed:
        _fix_what_does_not_follow(read_day.sessions, day.start_wall)
    return [session.line for session in read_day.sessions]


def _fix_what_does_not_follow(sessions, reached):
    """A start that is not the end of the slot above it was meant: it becomes a set time."""
    longest, begins = 0, None
    for session in sessions:
        line = session.line
        if line.part or line.any_time:
            continue
        if line.alongside:
            longest = None if None in (longest, line.minutes) else max(longest, line.minutes)
        else:
            if session.start and session.start != reached:
                line.start = session.start.strftime("%H:%M")
            begins, longest = session.start or reached, line.minutes
        reached = _later(begins, longest)


def _later(start, minutes):
    if start is None or minutes is None:
        return None
    total = (start.hour * 60 + start.minute + minutes) % A_DAY
    return time(total // 60, total % 60)
