"""What the poster shows: the mindsets' newest words, and the notes that the person who asks may read."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from mindsets.library.models import Look
from mindsets.library.queries import mindset_rows
from mindsets.models import FrameworkVersion, Mindset, Prompt, TeamNote

FRAMEWORK = "mindsets"


@dataclass(frozen=True)
class PosterRow:
    """One mindset on the poster. Counts of notes, never of people."""

    key: str
    look: str
    name: str
    short_name: str
    gloss: str
    url: str
    ours: int = 0
    others: int = 0


@dataclass(frozen=True)
class Poster:
    rows: list
    # The rows in the order of the drawing's threads; empty where the drawing does not fit the words.
    threads: list


@dataclass(frozen=True)
class NoteRow:
    ref: str
    words: str
    is_open: bool
    team: str


@dataclass(frozen=True)
class Notes:
    ours: list = field(default_factory=list)
    others: list = field(default_factory=list)


def current_version(organisation):
    """The newest published words of the six mindsets, or None."""
    return (
        FrameworkVersion.objects.filter(
            organisation=organisation, framework__key=FRAMEWORK, published_at__isnull=False
        )
        .order_by("-number")
        .first()
    )


def poster_of(seat, *, route="poster_mindset"):
    """Three queries, however many notes there are."""
    version = current_version(seat.programme.organisation_id)
    found = Mindset.objects.filter(organisation=version.organisation_id, version=version) if version else []
    counts = _counts(seat)
    rows = [
        PosterRow(
            key=mindset.key,
            look=mindset.look,
            name=mindset.name,
            short_name=mindset.short_name,
            gloss=mindset.gloss,
            url=reverse(f"mindsets:{route}", args=[seat.programme.slug, mindset.key]),
            ours=counts.get((mindset.key, True), 0),
            others=counts.get((mindset.key, False), 0),
        )
        for mindset in found
    ]
    return Poster(rows, _threads(rows))


def _threads(rows):
    """Each thread of the drawing ends at one mindset; words of one's own may be more, or fewer."""
    by_look = {row.look: row for row in rows}
    looks = [look for look in Look.values if look in by_look]
    return [by_look[look] for look in looks] if len(looks) == len(rows) == len(Look.values) else []


def _readable(seat):
    """Notes of one's own team, and those that any team shows to everybody."""
    shown = Q(is_open=True)
    if mine := _team(seat):
        shown |= Q(team=mine)
    return TeamNote.objects.filter(shown, programme=seat.programme)


def _team(seat):
    return seat.membership.team_id if seat.membership else None


def _counts(seat):
    """{(mindset's key, whether ours): how many notes}."""
    mine, counts = _team(seat), {}
    for key, team, number in _readable(seat).values_list("mindset_key", "team").annotate(n=Count("pk")):
        place = (key, team == mine)
        counts[place] = counts.get(place, 0) + number
    return counts


def mindset_row(seat, key):
    """The mindset with its prompts (mindsets.library.queries.MindsetRow), or None."""
    version = current_version(seat.programme.organisation_id)
    return next((row for row in mindset_rows(version) if row.mindset.key == key), None)


def mindset_named(seat, key):
    version = current_version(seat.programme.organisation_id)
    if version is None:
        return None
    return Mindset.objects.filter(organisation=version.organisation_id, version=version, key=key).first()


def prompts_for_us(seat):
    """{mindset's key: questions for a team}, for the printed list."""
    version, found = current_version(seat.programme.organisation_id), {}
    if version:
        asked = Prompt.objects.filter(organisation=version.organisation_id, version=version, for_us=True)
        for key, text in asked.order_by("position").values_list("mindset__key", "text"):
            found.setdefault(key, []).append(text)
    return found


def notes_at(seat, key):
    """What this person may read at a mindset: their own team's notes, and what others show."""
    mine, notes = _team(seat), Notes()
    for note in _readable(seat).filter(mindset_key=key).select_related("team").order_by("team__name", "pk"):
        row = NoteRow(note.ref, note.words, note.is_open, note.team.name)
        (notes.ours if note.team_id == mine else notes.others).append(row)
    return notes


def shown_notes(programme, key):
    """The words that teams show to everybody: no team, no person, for a projected screen."""
    notes = TeamNote.objects.filter(programme=programme, mindset_key=key, is_open=True)
    return sorted(note.words for note in notes)
