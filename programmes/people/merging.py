"""Two places that are one person's become one, and can be taken apart again.

What somebody wrote in reflections stays with the place that wrote it: joining places is done by staff, and
must not carry private words from one person to another. Its writer can bring it over (mindsets).
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.access import STAFF_ROLES
from programmes.attendance.actions import ChangedSince, put_right, record_plan
from programmes.attendance.actions import undo as undo_change
from programmes.models import (
    AccessJob,
    AccessNeed,
    AgendaHost,
    Attendance,
    AttendanceChange,
    AuditEvent,
    FriendCall,
    How,
    LetterCopy,
    Membership,
    Merge,
    Plan,
    RecognitionChoice,
    SessionTick,
    Suggestion,
    ThankYou,
    Visitor,
)
from programmes.people.actions import may_have_card

# What goes over as it is, unless the place that is kept has its own.
MOVES = (
    (SessionTick, "membership"),
    (AgendaHost, "membership"),
    (LetterCopy, "membership"),
    (AccessNeed, "membership"),
    (AccessJob, "membership"),
    (Visitor, "comes_with"),
    (Suggestion, "by"),
    (RecognitionChoice, "membership"),
    (ThankYou, "membership"),
    (FriendCall, "membership"),
)
FILLED = ("called", "belongs_to", "reach_by", "part_in_own_words")
FACTS = (
    "presence",
    "plan",
    "arrived_at",
    "left_at",
    "half",
    "how",
    "recorded_by_id",
    "recorded_at",
    "version",
)


class CannotJoin(Exception):
    """These two may not become one; str() says why."""


def why_not(kept, joined):
    """In words, what keeps these two places from becoming one; '' when nothing does."""
    if kept.pk == joined.pk:
        return _("Choose somebody else: this is the same place")
    if joined.left_on or kept.left_on:
        return _("One of them no longer takes part. Bring them back first")
    if joined.role in STAFF_ROLES:
        return _("%(name)s runs the days. Change what they do here first") % {"name": joined.name}
    if not may_have_card(joined):
        return _("%(name)s comes in with their own email. Keep that place, and join the other one to it") % {
            "name": joined.name
        }
    return ""


@transaction.atomic
def join(kept, joined, *, by):
    """Make one place of two. Returns the Merge. Raises CannotJoin."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("programme", "person")
    places = {row.pk: row for row in rows.filter(programme=kept.programme_id, pk__in=[kept.pk, joined.pk])}
    kept, joined = places[kept.pk], places[joined.pk]
    if reason := why_not(kept, joined):
        raise CannotJoin(reason)
    moved = {
        "attendance": _join_attendance(kept, joined, by),
        "rows": _move_rows(kept, joined),
        "filled": _fill(kept, joined),
    }
    joined.left_on = timezone.localdate(timezone=joined.programme.tz)
    joined.save(update_fields=["left_on"])
    joined.person.end_sessions()
    joined.invitations.usable().filter(programme=joined.programme_id).update(revoked_at=timezone.now())
    merge = Merge.objects.create(programme=kept.programme, kept=kept, joined=joined, moved=moved, by=by)
    AuditEvent.objects.record("places_joined", actor=by, programme=kept.programme, about=kept)
    return merge


def _join_attendance(kept, joined, by):
    """Days that only the joined place has become the kept one's; its own rows go, and are noted."""
    noted = []
    rows = Attendance.objects.filter(programme=kept.programme_id, membership=joined)
    for row in rows.select_related("day__programme"):
        noted.append(
            {
                "day": str(row.day_id),
                "facts": {name: _as_text(getattr(row, name)) for name in FACTS},
                "change": _take_over(kept, row, by),
            }
        )
        row.delete()
    return noted


def _take_over(kept, row, by):
    """What the kept place did not know of this day; the reference of the change that it made, or None."""
    known = Attendance.objects.filter(programme=kept.programme_id, day=row.day_id, membership=kept).first()
    if row.presence and not (known and known.presence):
        done = put_right(
            row.day,
            kept,
            row.presence,
            by=by,
            how=How.MERGE,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            half=row.half,
        )
    elif row.plan != Plan.EXPECTED and (known is None or known.plan == Plan.EXPECTED):
        done = record_plan(row.day, kept, row.plan, by=by, how=How.MERGE)
    else:
        return None
    return str(done.change.pk)


def _as_text(value):
    return value.isoformat() if hasattr(value, "isoformat") else value and str(value)


def _move_rows(kept, joined):
    """{table: keys that went over}; what the kept place has of its own stays in the way and is left."""
    went = {}
    for model, field in MOVES:
        for key in model.objects.filter(programme=kept.programme_id, **{field: joined}).values_list(
            "pk", flat=True
        ):
            if _point(model, field, kept.programme_id, key, kept):
                went.setdefault(f"{model._meta.model_name}.{field}", []).append(str(key))
    return went


def _point(model, field, programme_id, key, membership):
    try:
        with transaction.atomic():
            return model.objects.filter(programme=programme_id, pk=key).update(**{field: membership})
    except IntegrityError:
        return 0


def _fill(kept, joined):
    """What was blank at the kept place and known at the other: {field: the new value}."""
    filled = {
        name: getattr(joined, name) for name in FILLED if getattr(joined, name) and not getattr(kept, name)
    }
    if joined.team_id and not kept.team_id:
        filled["team_id"] = str(joined.team_id)
    if joined.parts and not kept.parts:
        filled["parts"] = joined.parts
    Membership.objects.filter(programme=kept.programme_id, pk=kept.pk).update(**filled)
    return filled


@transaction.atomic
def take_apart(merge, *, by):
    """Make two places again. What was changed at the kept place since then stays there."""
    merge = (
        Merge.objects.select_for_update(of=("self",))
        .select_related("kept", "joined__programme")
        .get(programme=merge.programme_id, pk=merge.pk)
    )
    if merge.undone_at:
        return
    programme, kept, joined = merge.joined.programme, merge.kept, merge.joined
    for noted in merge.moved["attendance"]:
        _give_back_day(programme, joined, noted, by)
    for name, keys in merge.moved["rows"].items():
        model, field = next((m, f) for m, f in MOVES if f"{m._meta.model_name}.{f}" == name)
        for key in model.objects.filter(programme=programme, pk__in=keys, **{field: kept}).values_list(
            "pk", flat=True
        ):
            _point(model, field, programme.pk, key, joined)
    for name, value in merge.moved["filled"].items():
        blank = {"parts": [], "team_id": None}.get(name, "")
        Membership.objects.filter(programme=programme, pk=kept.pk, **{name: value}).update(**{name: blank})
    joined.left_on = None
    joined.save(update_fields=["left_on"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    AuditEvent.objects.record("places_taken_apart", actor=by, programme=programme, about=kept)


def _give_back_day(programme, joined, noted, by):
    Attendance.objects.get_or_create(
        programme=programme, day_id=noted["day"], membership=joined, defaults=noted["facts"]
    )
    if noted["change"]:
        change = AttendanceChange.objects.filter(programme=programme, pk=noted["change"]).first()
        try:
            if change:
                undo_change(change, by=by, how=How.MERGE)
        except ChangedSince:
            pass  # somebody put it right for the kept place meanwhile: theirs stands
