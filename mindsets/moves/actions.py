"""Keeping what a member sorted and wrote, what a team will try, and the moments themselves."""

import json

from django.db import transaction

from mindsets.models import Moment, MomentState, MoveNote, TeamMove, WayNames
from mindsets.moves.shipped import write_moves

TRIES_AT_MOST = 40


class Stale(Exception):
    """Saved in another window since it was read; `note` is how it stands now."""

    def __init__(self, note):
        super().__init__()
        self.note = note


class Enough(Exception):
    """A team has as many moves to try as fit."""


@transaction.atomic
def save_note(seat, moment, sorted_moves, words, *, base_version):
    """Keep how the member sorted the moves ({move's ref: way}) and their words. Raises Stale.

    The member's own row is the queue: two windows that save at once come one after the other.
    """
    type(seat.membership).objects.select_for_update().get(programme=seat.programme, pk=seat.membership.pk)
    mine = MoveNote.objects.filter(programme=seat.programme, membership=seat.membership)
    note = mine.filter(moment__key=moment.key).first()
    if (note.version if note else 0) != base_version:
        raise Stale(note)
    if not sorted_moves and not words:
        if note:
            note.delete()
        return None
    if note is None:
        note = MoveNote(programme=seat.programme, membership=seat.membership, version=0)
    note.moment = moment
    note.sorted = json.dumps(sorted_moves) if sorted_moves else ""
    note.words = words
    note.version += 1
    note.save()
    return note


@transaction.atomic
def try_move(seat, moment, words, *, who="", until=None):
    """Raises Enough."""
    team = seat.membership.team
    type(team).objects.select_for_update().get(programme=seat.programme, pk=team.pk)
    if TeamMove.objects.filter(programme=seat.programme, team=team).count() >= TRIES_AT_MOST:
        raise Enough
    chosen = TeamMove(programme=seat.programme, team=team, moment=moment, who=who, until=until)
    chosen.words = words
    chosen.save()
    return chosen


def name_ways(programme, *, use_holly):
    WayNames.objects.update_or_create(programme=programme, defaults={"use_holly": use_holly})


@transaction.atomic
def save_draft(organisation, title, story, moves, *, moment=None, key=""):
    """Write a draft: the moment itself while it is one, else the next version beside what is shown."""
    if moment is None:
        draft = Moment(organisation=organisation, key=key)
    else:
        versions = Moment.objects.select_for_update().filter(organisation=organisation, key=moment.key)
        newest = versions.order_by("-number").first()
        draft = newest
        if newest.state != MomentState.DRAFT:
            draft = Moment(organisation=organisation, key=moment.key, number=newest.number + 1)
    draft.title, draft.story = title, story
    draft.save()
    draft.moves.filter(organisation=organisation).delete()
    write_moves(draft, moves)
    return draft


@transaction.atomic
def show(moment):
    """Show this version to everybody; the version shown until now goes away."""
    versions = Moment.objects.filter(organisation=moment.organisation_id, key=moment.key)
    versions.exclude(pk=moment.pk).update(state=MomentState.AWAY)
    versions.filter(pk=moment.pk).update(state=MomentState.SHOWN)


def put_away(moment):
    """Nobody is offered it any more; what people wrote stays theirs."""
    Moment.objects.filter(organisation=moment.organisation_id, key=moment.key).exclude(
        state=MomentState.DRAFT
    ).update(state=MomentState.AWAY)


@transaction.atomic
def throw_away(moment):
    """Delete a draft; a version that was ever shown stays for those who wrote there."""
    moment.moves.filter(organisation=moment.organisation_id).delete()
    moment.delete()
