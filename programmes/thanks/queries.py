"""What the ledger shows: to each person their own, to those who lead everybody who wants something."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from programmes.agenda.words import when
from programmes.models import (
    CAME,
    Attendance,
    Membership,
    ProgrammeDay,
    Recognition,
    RecognitionChoice,
    ThanksState,
    ThankYou,
    ThankYouChange,
)
from programmes.thanks.rules import SHORT, WANT_SOMETHING, had_to_travel, portion_of


@dataclass(frozen=True)
class Step:
    """One line of a thank-you's history."""

    at: datetime
    by: str
    words: str
    on_behalf: bool


@dataclass(frozen=True)
class Row:
    """One person and one day: what is suggested, or what there is."""

    person: Membership
    wants: str
    portion: str
    travel: bool
    thank_you: ThankYou | None = None
    on_behalf: str = ""  # who wrote the answer down for them

    @property
    def state_says(self):
        return self.thank_you.get_state_display() if self.thank_you else _("Not offered yet")


@dataclass(frozen=True)
class Mine:
    """One of my own thank-yous."""

    thank_you: ThankYou
    day: ProgrammeDay
    when: str
    portion: str
    on_behalf: str


@dataclass(frozen=True)
class DayLine:
    """One day in the list of those who lead."""

    day: ProgrammeDay
    waiting: int
    counts: dict = field(default_factory=dict)


def choice_of(membership):
    """What this person chose, or None when they were not asked yet."""
    return (
        RecognitionChoice.objects.filter(programme=membership.programme_id, membership=membership)
        .select_related("changed_by", "membership")
        .first()
    )


def noted_by(choice):
    """Who wrote a choice down for somebody, or ""."""
    if choice is None or choice.changed_by_id in (None, choice.membership.person_id):
        return ""
    return choice.changed_by.name


def my_thank_yous(membership):
    found = (
        ThankYou.objects.filter(programme=membership.programme_id, membership=membership)
        .select_related("day")
        .order_by("-day__number")
    )
    found = list(found)
    helped = _answered_for(membership.programme_id, found)
    return [
        Mine(each, each.day, when(each.day), each.get_portion_display(), helped.get(each.pk, ""))
        for each in found
    ]


def _answered_for(programme_id, thank_yous):
    """{thank-you: name} where the newest yes or no was written down by somebody else."""
    by_somebody_else = {}
    steps = (
        ThankYouChange.objects.filter(programme=programme_id, thank_you__in=[each.pk for each in thank_yous])
        .select_related("by", "thank_you__membership")
        .order_by("at")
    )
    for step in steps:
        if step.new["state"] in (ThanksState.ACCEPTED, ThanksState.DECLINED):
            if step.old.get("state") == ThanksState.PAID:
                continue  # a payment taken back is nobody's answer
            own = step.by_id == step.thank_you.membership.person_id
            by_somebody_else[step.thank_you_id] = "" if own else (step.by.name if step.by else _("somebody"))
    return by_somebody_else


def day_lines(programme):
    """Days on which somebody was there, with how far their thank-yous are."""
    days = programme.days.filter(attendances__programme=programme, attendances__presence__in=CAME).distinct()
    counts = {}
    by_state = (
        ThankYou.objects.filter(programme=programme).values("day_id", "state").annotate(number=Count("id"))
    )
    for line in by_state:
        counts.setdefault(line["day_id"], {})[line["state"]] = line["number"]
    came = (
        Attendance.objects.filter(programme=programme, presence__in=CAME)
        .filter(membership__recognition_choices__choice__in=WANT_SOMETHING)
        .values("day_id")
        .annotate(number=Count("id"), done=Count("id", filter=_has_one()))
    )
    waiting = {line["day_id"]: line["number"] - line["done"] for line in came}
    return [DayLine(day, waiting.get(day.pk, 0), counts.get(day.pk, {})) for day in days]


def _has_one():
    same = ThankYou.objects.filter(
        programme=OuterRef("programme"), day=OuterRef("day"), membership=OuterRef("membership")
    )
    return Q(Exists(same))


def rows_of_day(day):
    """Everybody who was there and wants something, and everybody with a thank-you already; by name."""
    programme = day.programme_id
    wants = dict(RecognitionChoice.objects.filter(programme=programme).values_list("membership_id", "choice"))
    there = {each.membership_id: each for each in ThankYou.objects.filter(programme=programme, day=day)}
    records = {
        record.membership_id: record
        for record in Attendance.objects.filter(programme=programme, day=day, presence__in=CAME)
        if wants.get(record.membership_id) in WANT_SOMETHING
    }
    people = Membership.objects.filter(programme=programme, pk__in={*there, *records})
    helped = _answered_for(programme, list(there.values()))
    return [
        _row(person, wants.get(person.pk), records.get(person.pk), there.get(person.pk), helped)
        for person in people
    ]


def _row(person, wants, record, thank_you, helped):
    portion = thank_you.portion if thank_you else portion_of(record)
    return Row(
        person,
        str(SHORT[Recognition(wants)]) if wants else _("Not asked"),
        dict(ThankYou._meta.get_field("portion").flatchoices)[portion],
        thank_you.travel if thank_you else had_to_travel(record),
        thank_you,
        helped.get(thank_you.pk, "") if thank_you else "",
    )


def not_asked(programme):
    """How many people with a place now have not said what they would like."""
    return people_to_ask(programme).filter(is_asked=False).count()


def people_to_ask(programme):
    """Everybody with a place now, by name; those who have not said what they would like come first."""
    asked = RecognitionChoice.objects.filter(programme=programme, membership=OuterRef("pk"))
    people = Membership.objects.current().filter(programme=programme).annotate(is_asked=Exists(asked))
    return people.order_by("is_asked", "sort_name", "pk")


def history_of(thank_you, person):
    """The steps of this person's thank-you, the newest first."""
    steps = (
        ThankYouChange.objects.filter(programme=thank_you.programme_id, thank_you=thank_you)
        .select_related("by")
        .order_by("-at")
    )
    return [_step(step, person.person_id) for step in steps]


def _step(step, own):
    labels = dict(ThanksState.choices)
    portions = dict(ThankYou._meta.get_field("portion").flatchoices)
    words = [labels[step.new["state"]]] if step.new["state"] != step.old.get("state") else []
    if step.new["portion"] != step.old.get("portion"):
        words.append(portions[step.new["portion"]])
    if step.new["travel"] != step.old.get("travel"):
        words.append(_("with travel") if step.new["travel"] else _("without travel"))
    answered = step.new["state"] in (ThanksState.ACCEPTED, ThanksState.DECLINED)
    taken_back = step.old.get("state") == ThanksState.PAID
    return Step(
        step.at,
        step.by.name if step.by else _("somebody"),
        ", ".join(str(word) for word in words),
        on_behalf=answered and not taken_back and step.by_id != own,
    )
