"""What the pages about moments and moves show. Private notes are looked up for their writer only."""

import json
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from mindsets.models import Moment, MomentState, Move, MoveNote, TeamMove, WayNames

DEPENDS = "depends"


@dataclass(frozen=True)
class Ways:
    """What the two ways are called here. They name moves, never people."""

    a: str
    b: str
    use_holly: bool = False

    @property
    def meanings(self):
        """What each name stands for, said of moves."""
        return [
            (self.a, _("Moves that begin with people: ask, listen, make it together.")),
            (self.b, _("Moves that mean well, and decide first: explain, send round, ask for comments.")),
        ]

    @property
    def choices(self):
        return [("a", self.a), ("b", self.b), (DEPENDS, _("It depends"))]


@dataclass(frozen=True)
class MyNote:
    """What I wrote at a moment, for me alone."""

    ref: str
    moment: Moment
    words: str
    # (move's text, what I called it)
    sorted: list = field(default_factory=list)


@dataclass(frozen=True)
class TryRow:
    ref: str
    words: str
    who: str
    until: date | None
    is_done: bool


def ways_of(programme):
    use_holly = WayNames.objects.filter(programme=programme, use_holly=True).exists()
    return Ways(_("Holly"), _("Wally"), True) if use_holly else Ways(_("Way A"), _("Way B"))


def moments_for(programme):
    """What everybody may try, as (moment, its moves)."""
    own = {"organisation": programme.organisation_id}
    moments = list(Moment.objects.filter(**own, state=MomentState.SHOWN))
    moves = {}
    for move in Move.objects.filter(**own, moment__in=[moment.pk for moment in moments]):
        moves.setdefault(move.moment_id, []).append(move)
    return [(moment, moves.get(moment.pk, [])) for moment in moments]


def moment_of(programme, ref):
    """(moment, its moves) where it is shown, or None."""
    own = {"organisation": programme.organisation_id}
    moment = Moment.objects.filter(**own, state=MomentState.SHOWN, ref=ref).first()
    return (moment, list(Move.objects.filter(**own, moment=moment))) if moment else None


def _mine(seat):
    return MoveNote.objects.filter(programme=seat.programme, membership=seat.membership)


def note_of(seat, moment):
    """My note at this moment, also one from an earlier version of its words."""
    return _mine(seat).filter(moment__key=moment.key).first()


def sorted_in(note):
    return json.loads(note.sorted) if note and note.sorted else {}


def my_notes(seat):
    """Everything I wrote at moments, put away or not; two queries."""
    ways, notes = dict(ways_of(seat.programme).choices), []
    found = list(_mine(seat).select_related("moment").order_by("moment__title"))
    moves = Move.objects.filter(
        organisation=seat.programme.organisation_id, moment__in=[note.moment_id for note in found]
    )
    texts = {move.ref: move.text for move in moves}
    for note in found:
        called = [(texts[ref], ways[way]) for ref, way in sorted_in(note).items() if ref in texts]
        notes.append(MyNote(note.ref, note.moment, note.words, called))
    return notes


def tries_of(seat):
    """What my own team will try; nobody else's."""
    if seat.membership is None or seat.membership.team_id is None:
        return TeamMove.objects.none()
    return TeamMove.objects.filter(programme=seat.programme, team=seat.membership.team_id)


def try_rows(seat):
    return [
        TryRow(one.ref, one.words, one.who, one.until, one.is_done)
        for one in tries_of(seat).order_by("is_done", "until", "pk")
    ]


def newest_moments(organisation):
    """For those who write moments: [(newest version, the shown version or None)]."""
    by_key = {}
    for moment in Moment.objects.filter(organisation=organisation).order_by("-number"):
        by_key.setdefault(moment.key, []).append(moment)
    rows = [
        (versions[0], next((one for one in versions if one.state == MomentState.SHOWN), None))
        for versions in by_key.values()
    ]
    return sorted(rows, key=lambda row: row[0].title)
