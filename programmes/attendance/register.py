"""Who came: everybody against every day, and the same as lines. Leavers stay in the days they came."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.attendance.queries import NO_TEAM
from programmes.attendance.words import SHORT, how_words, moment_words, short_date
from programmes.models import Attendance, Membership, Plan, Presence, SessionTick

PAGE = 100
NOT_RECORDED, NOT_YET, TO_COME, HAD_LEFT = "not_recorded", "not_yet", "to_come", "had_left"
ICONS = {
    Presence.IN_PERSON: "check",
    Presence.ONLINE: "online",
    Presence.PHONE: "online",
    Presence.PART: "check",
    Presence.CALLED_AWAY: "later",
    Presence.APOLOGIES: "sorry",
    Presence.NOT_HERE: "later",
    NOT_RECORDED: "later",
}
ALWAYS_COUNTED = (Presence.IN_PERSON, Presence.ONLINE, Presence.APOLOGIES, NOT_RECORDED)


@dataclass(frozen=True)
class DayHead:
    ref: str
    label: str
    date: str
    is_done: bool
    is_today: bool


@dataclass(frozen=True)
class Cell:
    """What stands for one person and day; `icon` is empty where nothing has happened yet."""

    kind: str
    words: str
    icon: str
    day: str
    is_missing: bool


@dataclass(frozen=True)
class RegisterRow:
    ref: str
    name: str
    team: str
    left: str
    cells: list


@dataclass(frozen=True)
class Total:
    words: str
    counts: list


@dataclass(frozen=True)
class Line:
    """One person on one day."""

    ref: str
    name: str
    team: str
    day: DayHead
    cell: Cell
    arrived: str = ""
    left: str = ""
    how: str = ""
    by: str = ""
    at: str = ""
    half: str = ""
    sessions: str = ""


@dataclass(frozen=True)
class _Person:
    pk: object
    ref: str
    name: str
    team_ref: str
    team: str
    left_on: object


class Register:
    """The register of a programme, narrowed to a team, a day or a status; totals count everybody.

    Three queries, whatever the number of people and days; two more for the details of a page of lines.
    """

    def __init__(self, programme, *, team="", day="", how=""):
        self.programme, self.team, self.how = programme, team, how
        self.people = _people(programme)
        self.records = _records(programme)
        self.all_days = list(programme.days.all())
        self.has_records = {day for (_person, day), (presence, _plan) in self.records.items() if presence}
        heads = {each.pk: self._head(each) for each in self.all_days}
        self._done = {pk: head.is_done for pk, head in heads.items()}
        self.done = sum(self._done.values())
        self.days = [(each, heads[each.pk]) for each in self.all_days if day in ("", each.ref)]
        self.heads = [head for _day, head in self.days]
        self._cells, self._counts = {}, defaultdict(Counter)
        self._kept = [
            (person, cells) for person in self.people if (cells := self._line_of(person)) is not None
        ]

    def page(self, number):
        """A page of people, each with a cell for every day."""
        page = Paginator(self._kept, PAGE).get_page(number)
        left = _(" (has left)")
        page.object_list = [
            RegisterRow(person.ref, person.name, person.team, left if person.left_on else "", cells)
            for person, cells in page.object_list
        ]
        return page

    def lines(self, number):
        """A page of lines, day by day: what happened, and what is not recorded though the day is done."""
        wanted = [
            (person, day, head, cells[index])
            for index, (day, head) in enumerate(self.days)
            for person, cells in self._kept
            if self._is_line(cells[index].kind)
        ]
        page = Paginator(wanted, PAGE).get_page(number)
        page.object_list = self._detailed(page.object_list)
        return page

    def totals(self):
        """How many of everybody, by status and day; rare statuses only where somebody has one."""
        kinds = [*Presence.values, NOT_RECORDED]
        totals = []
        for kind in kinds:
            counts = [
                self._counts[day.pk][kind] if head.is_done or head.is_today else None
                for day, head in self.days
            ]
            if kind in ALWAYS_COUNTED or any(counts):
                totals.append(Total(_total_words(kind), counts))
        return totals

    @property
    def sheet_day(self):
        """The day somebody is most likely to print a sheet for: the next one, or the last."""
        to_come = [day for day in self.all_days if not self._done[day.pk]]
        return next(iter(to_come or self.all_days[-1:]), None)

    def _line_of(self, person):
        """Somebody's cells; None when the filters leave them out, though they are counted."""
        cells = []
        for day, head in self.days:
            kind = self._kind(person, day, head)
            self._counts[day.pk][kind] += 1
            cells.append(self._cell(kind, day.ref))
        if self.team and (person.team_ref or NO_TEAM) != self.team:
            return None
        if self.how and all(cell.kind != self.how for cell in cells):
            return None
        return cells

    def _kind(self, person, day, head):
        presence, plan = self.records.get((person.pk, day.pk), (None, None))
        if presence:
            return presence
        if plan == Plan.APOLOGIES:
            return Presence.APOLOGIES.value
        if person.left_on and (day.date is None or person.left_on < day.date):
            return HAD_LEFT
        if head.is_done:
            return NOT_RECORDED
        return NOT_YET if head.is_today else TO_COME

    def _cell(self, kind, day_ref):
        if (kind, day_ref) not in self._cells:
            self._cells[kind, day_ref] = Cell(
                kind, _words(kind), ICONS.get(kind, ""), day_ref, kind == NOT_RECORDED
            )
        return self._cells[kind, day_ref]

    def _head(self, day):
        now, today = timezone.now(), timezone.localdate(timezone=self.programme.tz)
        is_over = day.ends_at is not None and day.ends_at <= now
        if day.date is None:
            is_done, is_today = day.pk in self.has_records, False
        else:
            is_today = day.date == today and not is_over
            is_done = day.date < today or is_over
        return DayHead(day.ref, str(day.label), short_date(day.date), is_done, is_today)

    def _is_line(self, kind):
        return kind not in (TO_COME, NOT_YET, HAD_LEFT) and self.how in ("", kind)

    def _detailed(self, wanted):
        details, ticks = _details(self.programme, wanted), _ticks(self.programme, wanted)
        zone = self.programme.tz
        lines = []
        for person, day, head, cell in wanted:
            about = {"ref": person.ref, "name": person.name, "team": person.team, "day": head, "cell": cell}
            about["sessions"] = ticks.get((person.pk, day.pk), "")
            if record := details.get((person.pk, day.pk)):
                about |= {
                    "arrived": moment_words(record.arrived_at, day, zone) if record.arrived_at else "",
                    "left": moment_words(record.left_at, day, zone) if record.left_at else "",
                    "half": record.get_half_display(),
                    "how": how_words(record.how),
                    "by": record.recorded_by.name if record.recorded_by else "",
                    "at": moment_words(record.recorded_at, day, zone),
                }
            lines.append(Line(**about))
        return lines


def _people(programme):
    recorded = Attendance.objects.filter(
        programme=programme, membership=OuterRef("pk"), presence__isnull=False
    )
    rows = (
        Membership.objects.filter(programme=programme)
        .filter(Q(left_on__isnull=True) | Exists(recorded))
        .order_by("sort_name", "id")
        .values_list("pk", "ref", "name", "team__ref", "team__name", "left_on")
    )
    return [
        _Person(pk, ref, name, team_ref or "", team or "", left)
        for pk, ref, name, team_ref, team, left in rows
    ]


def _records(programme):
    rows = Attendance.objects.filter(programme=programme).values_list(
        "membership_id", "day_id", "presence", "plan"
    )
    return {(person, day): (presence, plan) for person, day, presence, plan in rows}


def _details(programme, wanted):
    records = Attendance.objects.select_related("recorded_by").filter(
        programme=programme,
        day__in={day.pk for _person, day, _head, _cell in wanted},
        membership__in={person.pk for person, _day, _head, _cell in wanted},
    )
    return {(record.membership_id, record.day_id): record for record in records}


def _ticks(programme, wanted):
    """{(person, day): '2 of 3'}: how many of the sessions that were ticked somebody was at."""
    rows = (
        SessionTick.objects.filter(
            programme=programme,
            day__in={day.pk for _person, day, _head, _cell in wanted},
            membership__in={person.pk for person, _day, _head, _cell in wanted},
        )
        .values_list("membership_id", "day_id")
        .annotate(there=Count("pk", filter=Q(was_there=True)), ticked=Count("pk"))
    )
    words = _("%(there)s of %(ticked)s")
    return {(person, day): words % {"there": there, "ticked": ticked} for person, day, there, ticked in rows}


def _words(kind):
    if kind in Presence.values:
        return str(SHORT[Presence(kind)])
    return {
        NOT_RECORDED: _("Not recorded"),
        NOT_YET: _("Not yet"),
        TO_COME: _("To come"),
        HAD_LEFT: _("Had left"),
    }[kind]


def _total_words(kind):
    return Presence(kind).label if kind in Presence.values else _words(kind)
