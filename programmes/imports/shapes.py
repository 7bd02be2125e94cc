"""What a programme file says, before anything is written."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """Something that could not be understood, with the line it stands on."""

    line: int
    text: str


@dataclass
class SessionDraft:
    """Times are wall times; None is "not known", never a guess. Parts have no times of their own."""

    title: str
    kind: str
    line: int
    start: dt.time | None = None
    end: dt.time | None = None
    materials: str = ""
    notes: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def minutes(self):
        """Whole minutes from start to end; None where one of them is unknown."""
        if self.start is None or self.end is None:
            return None
        length = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return length + 24 * 60 if length < 0 else length


@dataclass
class DayDraft:
    title: str
    line: int
    date: dt.date | None = None
    window_from: dt.date | None = None
    window_to: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    zone: str = ""
    capacity: int | None = None
    online_note: str = ""
    notes: str = ""
    sessions: list[SessionDraft] = field(default_factory=list)


@dataclass
class ProgrammeDraft:
    name: str = ""
    purpose: str = ""
    notes: list[str] = field(default_factory=list)
    days: list[DayDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def cannot(self, line, text):
        self.problems.append(Problem(line, text))
