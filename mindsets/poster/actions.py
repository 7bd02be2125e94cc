"""Writing a team's notes: compared before they are changed, shown only when the team says so."""

from django.db import transaction
from django.db.models import F

from mindsets.models import TeamNote
from programmes.models import Team

NOTES_AT_MOST = 20


class Stale(Exception):
    """A team-mate has changed the note since it was read; `note` is how it stands now."""

    def __init__(self, note):
        super().__init__()
        self.note = note


class Gone(Exception):
    """A team-mate has deleted the note since it was read."""


class Enough(Exception):
    """The team has as many notes at this mindset as fit."""


def notes_of(seat):
    """The notes that this person may change: those of their own team, whatever else their seat may do."""
    if seat.membership is None or seat.membership.team_id is None:
        return TeamNote.objects.none()
    return TeamNote.objects.filter(programme=seat.programme, team=seat.membership.team_id)


@transaction.atomic
def add_note(seat, key, words, *, is_open):
    """Raises Enough."""
    # The team's row is the queue: two people who add at once are counted one after the other.
    Team.objects.select_for_update().get(programme=seat.programme, pk=seat.membership.team_id)
    if notes_of(seat).filter(mindset_key=key).count() >= NOTES_AT_MOST:
        raise Enough
    note = TeamNote(
        programme=seat.programme,
        team_id=seat.membership.team_id,
        mindset_key=key,
        is_open=is_open,
        written_by=seat.membership,
    )
    note.words = words
    note.save()
    return note


@transaction.atomic
def change_note(seat, ref, words, *, is_open, base_version):
    """Raises Stale where a team-mate was quicker, Gone where they deleted it."""
    note = notes_of(seat).select_for_update().filter(ref=ref).first()
    if note is None:
        raise Gone
    if note.version != base_version:
        raise Stale(note)
    note.words, note.is_open, note.written_by = words, is_open, seat.membership
    note.version += 1
    note.save()
    return note


def keep_to_ourselves(seat, ref):
    """Only the team reads it from now on, whatever version somebody saw. False where it is gone."""
    return bool(notes_of(seat).filter(ref=ref).update(is_open=False, version=F("version") + 1))


def delete_note(seat, ref, *, base_version):
    """True when it is gone; False when a team-mate has changed it since it was read."""
    return bool(notes_of(seat).filter(ref=ref, version=base_version).delete()[0])
