"""People in the building who do not take part: who they are, and that they come and go."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.attendance.words import clock
from programmes.care.times import is_over, is_to_come
from programmes.models import AccessNeed, Attendance, Help, Plan, Presence, Visitor, VisitorKind

# Whoever says one of these does not come through the door, so nobody comes with them.
NOT_AT_THE_DOOR = {Plan.ONLINE, Plan.APOLOGIES}
STAYED_AWAY = {Presence.ONLINE, Presence.PHONE, Presence.APOLOGIES, Presence.NOT_HERE}


def several(kind, number):
    """'2 supporters'; one of them without a number."""
    return {
        VisitorKind.SUPPORTER: ngettext("Supporter", "%(number)s supporters", number),
        VisitorKind.INTERPRETER: ngettext("Interpreter", "%(number)s interpreters", number),
        VisitorKind.SPEAKER: ngettext("Speaker", "%(number)s speakers", number),
        VisitorKind.OBSERVER: ngettext("Observer", "%(number)s observers", number),
        VisitorKind.OTHER: ngettext("Visitor", "%(number)s visitors", number),
    }[VisitorKind(kind)] % {"number": number}


def said(visitor):
    """What a list says of a visitor: the name, or how many of which kind."""
    return visitor.name or several(visitor.kind, visitor.how_many)


@dataclass(frozen=True)
class VisitorRow:
    ref: str
    says: str
    kind: str
    is_named: bool
    comes_with: str
    help_to_leave: bool
    state: str  # "expected", "here" or "left"
    since: str


@dataclass(frozen=True)
class Awaited:
    """Somebody who told us beforehand that they do not come alone."""

    ref: str
    name: str


@dataclass
class VisitorsPage:
    rows: list = field(default_factory=list)
    awaited: list = field(default_factory=list)
    here: int = 0
    counts: list = field(default_factory=list)
    is_over: bool = False
    is_to_come: bool = False


def visitors_page(day):
    """Everything of the day's page. After the day only how many of each kind there were."""
    if is_over(day):
        return VisitorsPage(counts=_counts(day), is_over=True)
    visitors = list(_of(day).select_related("comes_with"))
    zone = day.programme.tz
    return VisitorsPage(
        rows=[_row(visitor, zone) for visitor in visitors],
        awaited=_awaited(day, {visitor.comes_with_id for visitor in visitors}),
        here=sum(visitor.how_many for visitor in visitors if state_of(visitor) == "here"),
        is_to_come=is_to_come(day),
    )


def _of(day):
    return Visitor.objects.filter(programme=day.programme_id, day=day).order_by("kind", "made_at", "id")


def _counts(day):
    rows = _of(day).filter(arrived_at__isnull=False).order_by().values_list("kind").annotate(Sum("how_many"))
    numbers = dict(rows)
    return [several_in_numbers(kind, numbers[kind]) for kind in VisitorKind if kind in numbers]


def several_in_numbers(kind, number):
    words = several(kind, number)
    return words if number > 1 else _("1 %(kind)s") % {"kind": words.lower()}


def state_of(visitor):
    if visitor.arrived_at is None:
        return "expected"
    return "left" if visitor.left_at else "here"


def _row(visitor, zone):
    state = state_of(visitor)
    moment = {"here": visitor.arrived_at, "left": visitor.left_at}.get(state)
    return VisitorRow(
        ref=visitor.ref,
        says=said(visitor),
        kind=str(VisitorKind(visitor.kind).label),
        is_named=bool(visitor.name),
        comes_with=visitor.comes_with.name if visitor.comes_with else "",
        help_to_leave=visitor.help_to_leave,
        state=state,
        since=clock(moment, zone) if moment else "",
    )


def _awaited(day, already):
    """People who come in person and said that somebody comes with them; nothing else of what they told us."""
    needs = AccessNeed.objects.filter(
        programme=day.programme_id, helps__contains=[Help.COMPANION], membership__left_on__isnull=True
    )
    people = list(
        needs.order_by("membership__sort_name").values_list(
            "membership_id", "membership__ref", "membership__name"
        )
    )
    if not people:
        return []
    away = _away(day, [pk for pk, _ref, _name in people])
    return [Awaited(ref, name) for pk, ref, name in people if pk not in already and pk not in away]


def _away(day, people):
    rows = Attendance.objects.filter(programme=day.programme_id, day=day, membership__in=people).values_list(
        "membership_id", "plan", "presence"
    )
    return {
        pk
        for pk, plan, presence in rows
        if (presence in STAYED_AWAY if presence else plan in NOT_AT_THE_DOOR)
    }


@transaction.atomic
def add_visitor(day, *, client_id, **about):
    """Put somebody on the day's list: here now, or awaited while the day is still to come. Twice is once."""
    arrived = None if is_to_come(day) else timezone.now()
    visitor, _made = Visitor.objects.get_or_create(
        programme=day.programme,
        client_id=uuid.uuid5(client_id, str(day.pk)),
        defaults={"day": day, "arrived_at": arrived, **about},
    )
    return visitor


def add_awaited(day, membership):
    """The supporter of this person is here. One for each person and day, however often it is sent."""
    return add_visitor(day, client_id=membership.pk, kind=VisitorKind.SUPPORTER, comes_with=membership)


@transaction.atomic
def move_visitor(visitor, step):
    """`step`: "here", "left", "back" (not left after all), "not_here" (not here yet), "remove"."""
    visitor = Visitor.objects.select_for_update().get(programme=visitor.programme_id, pk=visitor.pk)
    now = timezone.now()
    if step == "remove":
        visitor.delete()
        return
    if step == "here":
        visitor.arrived_at, visitor.left_at = visitor.arrived_at or now, None
    elif step == "left":
        visitor.arrived_at, visitor.left_at = visitor.arrived_at or now, visitor.left_at or now
    elif step == "back":
        visitor.left_at = None
    else:
        visitor.arrived_at = visitor.left_at = None
    visitor.save(update_fields=["arrived_at", "left_at"])
