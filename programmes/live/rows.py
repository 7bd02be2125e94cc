"""A day that runs, as pages show it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from programmes.agenda.published import PublishedRow
from programmes.live import words
from programmes.live.clockwork import Behind
from programmes.models import DayRun, RunState, SessionRun


@dataclass(frozen=True)
class LiveRow:
    """One session as it is published, and as it really goes. Parts and those for any time have no run."""

    row: PublishedRow
    zone: str
    run: SessionRun | None = None
    start: datetime | None = None
    end: datetime | None = None
    is_next: bool = False
    is_waiting: bool = False
    free_before: str = ""
    can_go_up: bool = False
    can_go_down: bool = False

    @property
    def ref(self):
        return self.row.ref

    @property
    def is_on(self):
        return bool(self.run) and self.run.state == RunState.ON and not self.is_waiting

    @property
    def is_done(self):
        return bool(self.run) and self.run.state == RunState.DONE

    @property
    def is_skipped(self):
        return bool(self.run) and self.run.state == RunState.SKIPPED

    @property
    def is_to_come(self):
        return bool(self.run) and (self.run.state == RunState.TO_COME or self.is_waiting)

    @property
    def starts(self):
        if self.is_skipped:
            return self.planned
        return words.at(self.start, self.zone) if self.run else self.row.starts

    @property
    def ends(self):
        return words.at(self.end, self.zone) if self.run else self.row.ends

    @property
    def planned(self):
        return words.at(self.run.planned_start, self.zone) if self.run else ""

    @property
    def was_planned(self):
        """The planned start where it is another one; '' where the plan holds."""
        return self.planned if self.planned and self.planned != self.starts else ""

    @property
    def says(self):
        """How it stands, in words."""
        if self.is_on:
            ends = {"ends": self.ends}
            return _("On now, until %(ends)s") % ends if self.ends else _("On now")
        if self.is_done:
            return _("Done at %(ends)s") % {"ends": self.ends}
        if self.is_skipped:
            return _("Left out today")
        return _("Next") if self.is_next else ""

    @property
    def css(self):
        names = ("on", self.is_on), ("done", self.is_done), ("out", self.is_skipped)
        return " ".join([self.row.css, *(name for name, holds in names if holds)])


BEFORE, RUNNING, WAITING, ALL_DONE, OVER, LEFT = "before", "on", "waiting", "all_done", "over", "left"


@dataclass(frozen=True)
class NowAndNext:
    """What is on and what comes next. Sessions side by side come together, so each is a tuple of LiveRows.

    `state`: "before" the day was started; "on"; "waiting" for a booked time, until `begins`; "all_done", all
    sessions are over; "over", the day was ended; "left", somebody forgot to end it long ago. `until` is None
    while nobody knows.
    """

    state: str
    zone: str
    at: datetime
    now: tuple = ()
    next: tuple = ()
    later: tuple = ()
    started: datetime | None = None
    until: datetime | None = None
    begins: datetime | None = None

    @property
    def is_running(self):
        return self.state in {RUNNING, WAITING, ALL_DONE}

    @property
    def until_words(self):
        return words.at(self.until, self.zone)

    @property
    def begins_words(self):
        return words.at(self.begins, self.zone)

    @property
    def left(self):
        return words.left(self.until, self.at)

    @property
    def is_over_time(self):
        return self.until is not None and self.at > self.until

    @property
    def lasts(self):
        """Seconds from its start to its end, for the bar; a bar of nothing cannot be drawn."""
        return max(1, int((self.until - self.started).total_seconds())) if self.until else 1

    @property
    def gone(self):
        return min(self.lasts, max(0, int((self.at - self.started).total_seconds()))) if self.started else 0

    @property
    def hosts(self):
        """Who hosts what is on, each once."""
        return list({host.ref: host for one in self.now for host in one.row.hosts}.values())

    @property
    def soon(self):
        """What comes after the next one, and the first break behind that: it is what people ask for."""
        pause = next((one for one in self.later[1:] if one.row.is_break), None)
        return [*self.later[:1], *([pause] if pause and not self.later[0].row.is_break else [])]

    @property
    def line(self):
        """'Now: Team time, until 11am'."""
        if self.state == WAITING:
            return _("Now: free time until %(time)s") % {"time": self.begins_words}
        if not self.now:
            return ""
        titles = " / ".join(each.row.title for each in self.now)
        if self.until is None or self.is_over_time:
            return _("Now: %(title)s") % {"title": titles}
        return _("Now: %(title)s, until %(time)s") % {"title": titles, "time": self.until_words}


@dataclass(frozen=True)
class LiveDay:
    """A day as it goes: every row, in the order in which it happens."""

    run: DayRun | None
    current: NowAndNext
    rows: tuple = ()
    published: list = field(default_factory=list)  # the plan as it stands, without the run
    behind: Behind = field(default_factory=Behind)
    what_gives: str = ""

    @property
    def sessions(self):
        return [row for row in self.rows if row.run]

    @property
    def done(self):
        return [row for row in self.sessions if row.is_done]

    @property
    def to_come(self):
        return [row for row in self.sessions if row.is_to_come or row.is_skipped]

    @property
    def any_time(self):
        return [row for row in self.rows if row.row.any_time]
