"""Writes to the thank-you ledger. Every step is kept with who took it; a stale form changes nothing."""

from django.db import transaction
from django.utils import timezone

from programmes.models import (
    CAME,
    Attendance,
    Membership,
    RecognitionChoice,
    ThanksState,
    ThankYou,
    ThankYouChange,
)
from programmes.thanks.rules import NEXT, WANT_SOMETHING, had_to_travel, portion_of

KEPT = ("portion", "travel", "state")


class ChangedMeanwhile(Exception):
    """Somebody changed this thank-you after the form was opened."""


class NoSuchStep(Exception):
    """That state cannot become this one."""


@transaction.atomic
def choose(membership, choice, *, by):
    """What somebody would like. Declining also declines what was offered and not answered."""
    mine = {"programme_id": membership.programme_id, "membership": membership}
    # The place is locked, so that an offer made at this moment is either seen here or not made.
    Membership.objects.select_for_update().get(programme=membership.programme_id, pk=membership.pk)
    kept, is_new = RecognitionChoice.objects.get_or_create(
        **mine, defaults={"choice": choice, "changed_by": by}
    )
    if not is_new and (kept.choice, kept.changed_by_id) != (choice, by.pk):
        kept.choice, kept.changed_at, kept.changed_by = choice, timezone.now(), by
        kept.save(update_fields=["choice", "changed_at", "changed_by"])
    if choice == "declines":
        open_ones = ThankYou.objects.select_for_update().filter(**mine, state=ThanksState.OFFERED)
        for thank_you in open_ones:
            _write(thank_you, by=by, state=ThanksState.DECLINED)
    return kept


@transaction.atomic
def offer(day, people, *, by):
    """Offer one to those of `people` who came, want one and have none for this day. Returns how many."""
    keys = [person.pk for person in people]
    wanting = RecognitionChoice.objects.filter(
        programme=day.programme_id, membership__in=keys, choice__in=WANT_SOMETHING
    )
    places = Membership.objects.filter(
        programme=day.programme_id, pk__in=wanting.values("membership_id")
    ).order_by("pk")
    wanted = {place.pk for place in places.select_for_update()}
    came = Attendance.objects.filter(
        programme=day.programme_id, day=day, membership__in=wanted, presence__in=CAME
    )
    made = 0
    for record in came:
        thank_you, is_new = ThankYou.objects.get_or_create(
            programme_id=day.programme_id,
            day=day,
            membership_id=record.membership_id,
            defaults={"portion": portion_of(record), "travel": had_to_travel(record)},
        )
        if is_new:
            _keep(thank_you, {}, by)
            made += 1
    return made


@transaction.atomic
def change(thank_you, *, version, by, **new):
    """Change how much, travel or state. Raises ChangedMeanwhile and NoSuchStep.

    Nobody's yes is moved to something else: what changes after somebody accepted it is offered again.
    """
    kept = _locked(thank_you, version)
    state = new.get("state", kept.state)
    if state != kept.state and state not in NEXT[ThanksState(kept.state)]:
        raise NoSuchStep
    terms = {name: new[name] for name in ("portion", "travel") if name in new}
    differs = any(getattr(kept, name) != value for name, value in terms.items())
    if differs and ThanksState.PAID in (kept.state, state):
        raise NoSuchStep
    if differs and state == kept.state == ThanksState.ACCEPTED:
        state = ThanksState.OFFERED
    return _write(kept, by=by, **terms, state=state)


@transaction.atomic
def pay_accepted(day, *, by):
    """Everything that was accepted for this day is paid. Returns how many."""
    accepted = ThankYou.objects.select_for_update().filter(
        programme=day.programme_id, day=day, state=ThanksState.ACCEPTED
    )
    return len([_write(thank_you, by=by, state=ThanksState.PAID) for thank_you in accepted])


@transaction.atomic
def answer(thank_you, *, accepts, version, by):
    """The person's own yes or no to what is offered. Raises ChangedMeanwhile and NoSuchStep."""
    kept = _locked(thank_you, version)
    if kept.state == ThanksState.PAID:
        raise NoSuchStep
    return _write(kept, by=by, state=ThanksState.ACCEPTED if accepts else ThanksState.DECLINED)


def _locked(thank_you, version):
    kept = ThankYou.objects.select_for_update().get(programme=thank_you.programme_id, pk=thank_you.pk)
    if kept.version != version:
        raise ChangedMeanwhile
    return kept


def _write(thank_you, *, by, **new):
    old = {name: getattr(thank_you, name) for name in KEPT}
    if all(old[name] == value for name, value in new.items()):
        return thank_you
    for name, value in new.items():
        setattr(thank_you, name, value)
    thank_you.version += 1
    thank_you.save(update_fields=[*new, "version"])
    _keep(thank_you, old, by)
    return thank_you


def _keep(thank_you, old, by):
    ThankYouChange.objects.create(
        programme_id=thank_you.programme_id,
        thank_you=thank_you,
        old=old,
        new={name: getattr(thank_you, name) for name in KEPT},
        by=by,
    )
