"""A day's checklist: what helps those who are coming, as jobs with a name and a tick.

The jobs are worked out from what people told us and from how they come; a row is written only when somebody
ticks one or takes one on. So a job comes and goes with the need and the plan behind it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.attendance.words import moment_words
from programmes.care.needs import (
    ASKED,
    GREET,
    LEAVE,
    WORDS,
    is_checked_for,
    kinds_of,
    promise_for,
)
from programmes.models import AccessJob, AccessNeed, Attendance, Help, Membership, Plan, Presence, Role

# What is no help to somebody who comes online.
IN_THE_ROOM = {
    Help.STEP_FREE, Help.LOOP, Help.QUIET, Help.PARKING, Help.COMPANION, GREET, LEAVE,
}  # fmt: skip
NOT_COMING = {Presence.APOLOGIES, Presence.NOT_HERE}
ONLINE = {Presence.ONLINE, Presence.PHONE}
ALSO = {
    GREET: gettext_lazy("Greet them at the door"),
    LEAVE: gettext_lazy("Agree who stays with them if the alarm goes"),
    WORDS: gettext_lazy("In their own words"),
}
WHAT = {Help(value): label for value, label in Help.choices} | {
    Help.COMPANION: gettext_lazy("Room for the person who comes with them"),
}


@dataclass(frozen=True)
class Job:
    """One thing to get ready. `key` names it in an address: `loop.ref`, or the ref of a job for everybody."""

    key: str
    what: str
    words: str
    who_ref: str
    who: str
    done: str


@dataclass(frozen=True)
class JobsOfOne:
    """What one person needs, as jobs."""

    ref: str
    name: str
    jobs: list


@dataclass(frozen=True)
class Asked:
    """Somebody whose needs we know, and whether they said so again for this day."""

    ref: str
    name: str
    is_checked: bool
    said_on: date
    delete_on: date | None


@dataclass
class Ready:
    people: list = field(default_factory=list)
    for_all: list = field(default_factory=list)
    to_order: list = field(default_factory=list)
    to_ask_again: list = field(default_factory=list)
    checked: list = field(default_factory=list)
    never_asked: list = field(default_factory=list)
    until: date | None = None

    @property
    def all_jobs(self):
        return [*(job for person in self.people for job in person.jobs), *self.for_all]

    @property
    def done(self):
        return sum(bool(job.done) for job in self.all_jobs)


def ready_for(day):
    """The whole page in a handful of questions, however many people there are."""
    kept, for_all = _kept_jobs(day)
    plans = _plans(day)
    needs = _needs(day.programme_id)
    people, asked, counts = [], [], Counter()
    for need in needs:
        how = plans.get(need.membership_id, "room")
        if how == "away":
            continue
        asked.append(_asked(need, day))
        kinds = _kinds(need, how)
        counts.update(kinds)
        jobs = [_job(need, kind, kept.get((need.membership_id, kind)), day) for kind in kinds]
        if jobs:
            people.append(JobsOfOne(need.membership.ref, need.membership.name, jobs))
    return Ready(
        people=people,
        for_all=[_job_for_all(row, day) for row in for_all],
        to_order=_to_order(counts),
        to_ask_again=[one for one in asked if not one.is_checked],
        checked=[one for one in asked if one.is_checked],
        never_asked=_never_asked(day, plans, kept),
        until=promise_for(day.programme),
    )


def _kept_jobs(day):
    rows = list(
        AccessJob.objects.filter(programme=day.programme_id, day=day)
        .select_related("who", "done_by")
        .order_by("made_at", "id")
    )
    kept = {(row.membership_id, row.help): row for row in rows if row.membership_id}
    return kept, [row for row in rows if not row.membership_id]


def _plans(day):
    """{membership: "room", "online" or "away"} of those who said, or of whom we know."""
    rows = Attendance.objects.filter(programme=day.programme_id, day=day)
    said = rows.values_list("membership", "plan", "presence")
    return {pk: _how(plan, presence) for pk, plan, presence in said}


def _how(plan, presence):
    if presence:
        return "away" if presence in NOT_COMING else "online" if presence in ONLINE else "room"
    return {Plan.APOLOGIES: "away", Plan.ONLINE: "online"}.get(plan, "room")


def _needs(programme_id):
    return (
        AccessNeed.objects.filter(programme=programme_id, membership__left_on__isnull=True)
        .select_related("membership")
        .order_by("membership__sort_name", "membership_id")
    )


def _kinds(need, how):
    return [kind for kind in kinds_of(need) if how == "room" or kind not in IN_THE_ROOM]


def _asked(need, day):
    said = max(filter(None, [need.agreed_at, need.reviewed_at]))
    return Asked(
        need.membership.ref,
        need.membership.name,
        is_checked_for(need, day),
        timezone.localdate(said, day.programme.tz),
        need.delete_on,
    )


def _job(need, kind, row, day):
    return Job(
        key=f"{kind}.{need.membership.ref}",
        what=what_of(kind),
        words=need.words if kind == WORDS else "",
        **_state(row, day),
    )


def _job_for_all(row, day):
    return Job(key=row.ref, what=row.words, words="", **_state(row, day))


def _state(row, day):
    if row is None:
        return {"who_ref": "", "who": "", "done": ""}
    return {
        "who_ref": row.who.ref if row.who else "",
        "who": row.who.name if row.who else "",
        "done": _done_words(row, day) if row.done_at else "",
    }


def _done_words(row, day):
    at = moment_words(row.done_at, day, day.programme.tz)
    if row.done_by:
        return _("Done, says %(name)s, %(time)s") % {"name": row.done_by.says, "time": at}
    return _("Done, %(time)s") % {"time": at}


def what_of(kind):
    return str(ALSO.get(kind) or WHAT.get(kind, kind))


def _to_order(counts):
    """(what, for how many), as there is something to order or to set up."""
    return [
        (
            what_of(kind),
            ngettext("for one person", "for %(number)s people", counts[kind]) % {"number": counts[kind]},
        )
        for kind in [*Help.values, GREET, LEAVE]
        if counts[kind]
    ]


def _never_asked(day, plans, kept):
    """People who come, have told us nothing, and were never shown the question: somebody should ask them."""
    people = (
        Membership.objects.current()
        .filter(programme=day.programme_id, agreed_at__isnull=True, access_need__isnull=True)
        .order_by("sort_name", "id")
        .values_list("pk", "ref", "name")
    )
    return [(ref, name) for pk, ref, name in people if plans.get(pk) != "away" and (pk, ASKED) not in kept]


def people_who_help(programme):
    """(ref, name) of everybody who may take a job on: those who run the days, and helpers."""
    roles = [Role.HELPER, Role.FACILITATOR, Role.LEAD]
    people = Membership.objects.current().filter(programme=programme, role__in=roles)
    return list(people.order_by("sort_name", "id").values_list("ref", "name"))
