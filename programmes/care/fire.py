"""Who is in the building now. Worked out when somebody asks, and kept nowhere."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.attendance.words import clock
from programmes.care.times import is_over, is_to_come
from programmes.care.visitors import said
from programmes.models import (
    AccessJob,
    Attendance,
    Membership,
    Plan,
    Presence,
    Role,
    Visitor,
)

IN_THE_BUILDING = (Presence.IN_PERSON, Presence.PART)
LEAVE = "leave"
RUNNING, HELPING = "running", "helping"


class Line(NamedTuple):
    """One box to tick outside. `counts` is more than one for visitors that are only counted."""

    key: str
    name: str
    note: str
    number: int


class Group(NamedTuple):
    title: str
    kind: str  # "team", or "none", "running", "helping", "visitors"
    lines: list
    number: int


@dataclass
class FireList:
    needs_help: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    unsure: list = field(default_factory=list)
    total: int = 0
    at: str = ""
    is_over: bool = False
    is_to_come: bool = False


class _Somebody(NamedTuple):
    pk: object
    ref: str
    name: str
    role: str
    team: str
    help_to_leave: bool


_WHO = (
    "membership_id",
    "membership__ref",
    "membership__name",
    "membership__role",
    "membership__team__name",
    "membership__access_need__help_to_leave",
)


def fire_list(day, now=None):
    """Everyone in the building in four questions to the database, however many there are."""
    now = now or timezone.now()
    if is_over(day, now):
        return FireList(is_over=True)
    people, visitors = _people(day), _visitors(day)
    stays = _stays_with(day)
    first = [_line(one, note=_first_note(one, stays)) for one in people if one.help_to_leave]
    first += [_visitor_line(visitor) for visitor in visitors if visitor.help_to_leave]
    rest = [one for one in people if not one.help_to_leave]
    groups = _groups(rest, [visitor for visitor in visitors if not visitor.help_to_leave])
    return FireList(
        needs_help=first,
        groups=groups,
        unsure=_unsure(day, {one.pk for one in people}),
        total=sum(line.number for line in first) + sum(group.number for group in groups),
        at=clock(now, day.programme.tz),
        is_to_come=is_to_come(day, now),
    )


def _people(day):
    rows = Attendance.objects.filter(
        programme=day.programme_id, day=day, presence__in=IN_THE_BUILDING, left_at__isnull=True
    )
    ordered = rows.order_by("membership__team__name", "membership__sort_name", "membership_id")
    return [_Somebody(*row) for row in ordered.values_list(*_WHO)]


def _visitors(day):
    return list(
        Visitor.objects.filter(
            programme=day.programme_id, day=day, arrived_at__isnull=False, left_at__isnull=True
        )
        .select_related("comes_with")
        .order_by("kind", "name", "made_at")
    )


def _stays_with(day):
    """Who said they would leave together with somebody: {membership: name}."""
    jobs = AccessJob.objects.filter(programme=day.programme_id, day=day, help=LEAVE, who__isnull=False)
    return dict(jobs.values_list("membership_id", "who__name"))


def _unsure(day, here):
    """Those who run the day or help, and whom nobody has checked in: they are likely to be there."""
    elsewhere = Attendance.objects.filter(programme=day.programme_id, day=day).exclude(
        presence__isnull=True, plan__in=[Plan.EXPECTED, Plan.COMING, Plan.NOT_SURE]
    )
    staff = (
        Membership.objects.current()
        .filter(programme=day.programme_id, role__in=[Role.HELPER, Role.FACILITATOR, Role.LEAD])
        .exclude(pk__in=elsewhere.values("membership_id"))
        .order_by("sort_name", "id")
        .values_list("pk", "ref", "name")
    )
    return [Line(ref, name, "", 1) for pk, ref, name in staff if pk not in here]


def _line(one, note=""):
    return Line(one.ref, one.name, note, 1)


def _first_note(one, stays):
    words = [one.team or _part(one.role)]
    if who := stays.get(one.pk):
        words.append(_("%(name)s stays with them") % {"name": who})
    return ". ".join(word for word in words if word)


def _part(role):
    return {
        Role.HELPER: _("Helps on the day"),
        Role.FACILITATOR: _("Runs the day"),
        Role.LEAD: _("Runs the day"),
    }.get(role, "")


def _visitor_line(visitor):
    notes = [visitor.get_kind_display()] if visitor.name else []
    if visitor.comes_with:
        notes.append(_("with %(name)s") % {"name": visitor.comes_with.name})
    return Line(visitor.ref, said(visitor), ", ".join(notes), visitor.how_many)


def _groups(people, visitors):
    """By team, then the people without one, those who run the day, helpers, visitors."""
    teams, others = {}, {"none": [], RUNNING: [], HELPING: []}
    for one in people:
        if one.role in {Role.FACILITATOR, Role.LEAD}:
            others[RUNNING].append(_line(one))
        elif one.role == Role.HELPER:
            others[HELPING].append(_line(one))
        elif one.team:
            teams.setdefault(one.team, []).append(_line(one))
        else:
            others["none"].append(_line(one))
    titles = {
        "none": _("No team yet"),
        RUNNING: _("Running the day"),
        HELPING: _("Helping on the day"),
    }
    found = [(name, "team", lines) for name, lines in teams.items()]
    found += [(titles[kind], kind, lines) for kind, lines in others.items()]
    found.append((_("Visitors"), "visitors", [_visitor_line(visitor) for visitor in visitors]))
    return [
        Group(title, kind, lines, sum(line.number for line in lines)) for title, kind, lines in found if lines
    ]
