"""What the plan's pages show: the draft for facilitators, the last published plan for everybody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copro.templatetags.ui import icon_svg
from programmes.agenda.plan_times import A_DAY, LONG_STRETCH, Block, clock, longest_stretch, place, wall
from programmes.models import AgendaHost, AgendaItem, DayPublication, ItemKind
from programmes.panels import session_extras

PICTURES = {
    ItemKind.ARRIVE: "home",
    ItemKind.WELCOME: "heart",
    ItemKind.INPUT: "sound",
    ItemKind.TEAM_TIME: "people",
    ItemKind.SHARING: "screen",
    ItemKind.ACTIVITY: "sliders",
    ItemKind.REFLECTION: "note",
    ItemKind.BREAK: "later",
    ItemKind.SOCIAL: "heart",
    ItemKind.OTHER: "info",
}


def twelve_hours(minutes):
    """'9:30am' of a clock time; '' when it is not known."""
    if minutes is None:
        return ""
    at = wall(minutes)
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02d}{_('am') if at.hour < 12 else _('pm')}"


def iso(minutes):
    return "" if minutes is None else wall(minutes).strftime("%H:%M")


def read_iso(text):
    """Minutes after midnight of 'HH:MM', or None."""
    return int(text[:2]) * 60 + int(text[3:]) if text else None


@dataclass(frozen=True)
class Host:
    says: str
    name: str


@dataclass(frozen=True)
class PlanRow:
    """One session of the draft, with its derived times as words and as clock minutes."""

    item: AgendaItem
    start: int | None
    end: int | None
    gap_before: int
    late_by: int
    hosts: tuple = ()
    note: str = ""
    is_over: bool = False
    is_first: bool = False
    is_last: bool = False
    date_changes: str = ""

    @property
    def ref(self):
        return self.item.ref

    @property
    def is_part(self):
        return self.item.part_of_id is not None

    @property
    def starts(self):
        return twelve_hours(self.start)

    @property
    def starts_iso(self):
        return iso(self.start)

    @property
    def ends(self):
        return twelve_hours(self.end)

    @property
    def pinned(self):
        return twelve_hours(clock(self.item.pinned_start))

    @property
    def kind(self):
        return self.item.get_kind_display()

    @property
    def picture(self):
        return icon_svg(PICTURES[self.item.kind])

    @property
    def css(self):
        names = ("pause", self.item.is_break), ("over", self.is_over), ("part", self.is_part)
        return " ".join(name for name, holds in names if holds)


@dataclass(frozen=True)
class Plan:
    """A day's draft: rows, where it ends, and what is worth a look."""

    rows: list
    ends: int | None
    hints: list = field(default_factory=list)
    taken_out: list = field(default_factory=list)

    @property
    def ends_at(self):
        return twelve_hours(self.ends)

    @property
    def ends_iso(self):
        return iso(self.ends)


def blocks_of(items):
    return [
        Block(item.minutes, clock(item.pinned_start), item.part_of_id is not None, item.is_break)
        for item in items
    ]


def hosts_of(day):
    """{session id: [Host, …]} of a day, by name, in one query."""
    found = {}
    rows = (
        AgendaHost.objects.filter(programme=day.programme_id, item__day=day)
        .select_related("membership")
        .order_by("membership__sort_name", "membership_id")
    )
    for row in rows:
        found.setdefault(row.item_id, []).append(Host(row.membership.says, row.membership.name))
    return found


def plan_rows(day):
    """The draft's rows in order, in two queries however many there are."""
    items = list(AgendaItem.objects.filter(programme=day.programme_id, day=day).on_the_plan())
    return rows_from(day, items, hosts_of(day), {})


def rows_from(day, items, hosts, notes):
    start, closes = clock(day.start_wall), clock(day.end_wall)
    rows, reached = [], 0
    for number, (item, where) in enumerate(zip(items, place(blocks_of(items), start), strict=True)):
        date = ""
        if day.date and where.start is not None and where.start // A_DAY > reached:
            reached = where.start // A_DAY
            date = date_format(day.date + timedelta(days=reached), "l j F")
        rows.append(
            PlanRow(
                item=item,
                start=where.start,
                end=where.end,
                gap_before=where.gap,
                late_by=where.late,
                hosts=tuple(hosts.get(item.pk, ())),
                note=notes.get(item.pk, ""),
                is_over=closes is not None and where.end is not None and where.end > closes,
                is_first=number == 0,
                is_last=number == len(items) - 1,
                date_changes=date,
            )
        )
    return rows


def plan_of(seat, day):
    """Everything the builder shows of a day."""
    every = list(
        AgendaItem.objects.filter(programme=day.programme_id, day=day).order_by("position", "was_at")
    )
    items = [item for item in every if item.position is not None]
    notes = {}
    for extra in session_extras:
        notes |= extra.notes(seat, day)
    rows = rows_from(day, items, hosts_of(day), notes)
    timed = [row for row in rows if not row.is_part]
    ends = timed[-1].end if timed else None
    taken_out = [item for item in every if item.position is None and item.part_of_id is None]
    return Plan(rows, ends, _hints(day, items, timed, ends), taken_out)


def _hints(day, items, timed, ends):
    hints = []
    closes = clock(day.end_wall)
    if closes is not None and ends is not None and ends > closes:
        hints.append(
            _("This plan ends at %(ends)s. The day ends at %(closes)s.")
            % {"ends": twelve_hours(ends), "closes": twelve_hours(closes)}
        )
    hints += [
        ngettext(
            "%(title)s is booked for %(pinned)s and the plan gets there one minute late.",
            "%(title)s is booked for %(pinned)s and the plan gets there %(late)s minutes late.",
            row.late_by,
        )
        % {"title": row.item.title, "pinned": row.pinned, "late": row.late_by}
        for row in timed
        if row.late_by
    ]
    stretch = longest_stretch(blocks_of(items), place(blocks_of(items), clock(day.start_wall)))
    if stretch > LONG_STRETCH:
        hints.append(_("There are %(minutes)s minutes without a break.") % {"minutes": stretch})
    return hints


@dataclass(frozen=True)
class PublishedRow:
    """One session as members see it."""

    title: str
    kind: str
    picture: str
    starts: str
    starts_iso: str
    ends: str
    minutes: int | None
    hosts: tuple
    purpose: str
    is_break: bool
    is_part: bool
    date_changes: str = ""


def published_rows(day):
    """The last published plan of a day; nothing of a later draft. One query."""
    newest = DayPublication.objects.filter(programme=day.programme_id, day=day).first()
    return [_published(day, row) for row in newest.plan] if newest else []


def _published(day, row):
    start = row["start"]
    date = ""
    if day.date and row.get("new_date"):
        date = date_format(day.date + timedelta(days=start // A_DAY), "l j F")
    return PublishedRow(
        title=row["title"],
        kind=ItemKind(row["kind"]).label,
        picture=icon_svg(PICTURES[row["kind"]]),
        starts=twelve_hours(start),
        starts_iso=iso(start),
        ends=twelve_hours(row["end"]),
        minutes=row["minutes"],
        hosts=tuple(row["hosts"]),
        purpose=row["purpose"],
        is_break=row["kind"] == ItemKind.BREAK,
        is_part=row["is_part"],
        date_changes=date,
    )


def when(day):
    """'Tuesday 19 January 2027, 9:30am to 3:30pm' as far as it is known."""
    if day.date is None:
        if day.window_from and day.window_to:
            return _("Some time from %(first)s to %(last)s") % {
                "first": date_format(day.window_from, "j F"),
                "last": date_format(day.window_to, "j F Y"),
            }
        return _("Date not yet known")
    words = date_format(day.date, "l j F Y")
    if day.start_wall and day.end_wall:
        return _("%(date)s, %(start)s to %(end)s") % {
            "date": words,
            "start": twelve_hours(clock(day.start_wall)),
            "end": twelve_hours(clock(day.end_wall)),
        }
    if day.start_wall:
        return _("%(date)s, from %(start)s") % {"date": words, "start": twelve_hours(clock(day.start_wall))}
    return words


@dataclass(frozen=True)
class DayRow:
    day: object
    when: str
    session_count: int
    is_today: bool
    has_changes: bool


def day_rows(programme, today: datetime):
    """The facilitators' list of days."""
    from programmes.agenda.changes import unpublished_days

    waiting = unpublished_days(programme)
    counts = {}
    for item in AgendaItem.objects.filter(programme=programme, position__isnull=False).values_list("day_id"):
        counts[item[0]] = counts.get(item[0], 0) + 1
    return [
        DayRow(day, when(day), counts.get(day.pk, 0), day.date == today, day.pk in waiting)
        for day in programme.days.all()
    ]
