"""Suggesting a change to a published day, and what came of it.

Who wrote an unnamed suggestion is known to its writer alone: it stands in no list, file, log or event.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.agenda.changes import newest_publication
from programmes.models import AgendaItem, AuditEvent, Suggestion, SuggestionState

MOST_OPEN = 10


class Answered(Exception):
    """Somebody was quicker: the suggestion is not open any more."""


class TooManyOpen(Exception):
    """One person has MOST_OPEN suggestions waiting for an answer on this day."""


def may_answer(seat):
    """Facilitators, and members of the working group."""
    return seat.can_set_up or bool(seat.membership and seat.membership.in_working_group)


def published_titles(day):
    """{reference: title} of the sessions that members see; a draft's titles are not for them."""
    newest = newest_publication(day)
    return {row["ref"]: row["title"] for row in newest.plan} if newest else {}


@transaction.atomic
def suggest(day, words, *, by, ref="", shows_name=False):
    """Write down a suggestion; the same words twice are one. Raises TooManyOpen."""
    type(by).objects.select_for_update().get(programme=by.programme_id, pk=by.pk)
    mine = Suggestion.objects.filter(programme=day.programme_id, day=day, by=by, state=SuggestionState.OPEN)
    same = mine.filter(words=words).first()
    if same:
        return same
    if mine.count() >= MOST_OPEN:
        raise TooManyOpen
    item = AgendaItem.objects.filter(programme=day.programme_id, day=day, ref=ref).first() if ref else None
    return Suggestion.objects.create(
        programme_id=day.programme_id, day=day, item=item, words=words, by=by, shows_name=shows_name
    )


def _open(suggestion):
    """The suggestion, locked. Raises Answered."""
    held = Suggestion.objects.select_for_update().get(programme=suggestion.programme_id, pk=suggestion.pk)
    if held.state != SuggestionState.OPEN:
        raise Answered
    return held


@transaction.atomic
def take_back(suggestion):
    """Its writer does not want it any more. Raises Answered."""
    held = _open(suggestion)
    held.state = SuggestionState.TAKEN_BACK
    held.save(update_fields=["state"])


@transaction.atomic
def answer(suggestion, state, reason, *, seat):
    """Accept or decline. The plan stays as it is: changing it is the facilitators' work. Raises Answered."""
    held = _open(suggestion)
    held.state, held.reason = state, reason
    held.answered_by, held.answered_at = seat.membership, timezone.now()
    held.save(update_fields=["state", "reason", "answered_by", "answered_at"])
    AuditEvent.objects.record(
        "suggestion_answered",
        actor=seat.person,
        programme=seat.programme,
        about=suggestion.day,
        answer=str(state),
    )


@dataclass(frozen=True)
class SuggestionRow:
    """One suggestion as this visitor may see it; `who` is "" for an unnamed one of somebody else."""

    ref: str
    words: str
    about: str
    item_ref: str
    who: str
    is_mine: bool
    shows_name: bool
    on: datetime
    state: str
    state_name: str
    reason: str
    answered_by: str
    answered_on: datetime | None

    @property
    def is_open(self):
        return self.state == SuggestionState.OPEN

    @property
    def is_accepted(self):
        return self.state == SuggestionState.ACCEPTED


def suggestion_rows(seat, day, *, only_open=False):
    """The day's suggestions, newest first; taken back ones only for who took them back. Two queries."""
    found = Suggestion.objects.filter(programme=day.programme_id, day=day)
    if only_open:
        found = found.filter(state=SuggestionState.OPEN)
    found = list(found.select_related("by", "answered_by", "item").order_by("-at"))
    titles = published_titles(day) if any(each.item_id for each in found) else {}
    rows = [_row(seat, each, titles) for each in found]
    return [row for row in rows if row.state != SuggestionState.TAKEN_BACK or row.is_mine]


def _row(seat, each, titles):
    mine = seat.membership is not None and each.by_id == seat.membership.pk
    ref = each.item.ref if each.item else ""
    return SuggestionRow(
        ref=each.ref,
        words=each.words,
        about=titles.get(ref) or (_("A session that is not on the plan now") if ref else _("The whole day")),
        item_ref=ref,
        who=each.by.name if each.shows_name else "",
        is_mine=mine,
        shows_name=each.shows_name,
        on=each.at,
        state=each.state,
        state_name=SuggestionState(each.state).label,
        reason=each.reason,
        answered_by=each.answered_by.name if each.answered_by else "",
        answered_on=each.answered_at,
    )
