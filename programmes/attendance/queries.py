"""What the board at the door shows, as plain rows: the template fetches nothing and works nothing out."""

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, FilteredRelation, Q
from django.http import Http404
from django.utils.translation import gettext as _

from copro.prepared import A_KEY, ANOTHER_KEY, Prepared
from programmes.attendance.words import clock
from programmes.models import Membership, Plan, Presence, ProgrammeDay

SHOWN_AT_FIRST = 120
LETTERS = 2
NO_TEAM = "none"

IN_PERSON, ONLINE, APOLOGIES, NOT_YET = "in_person", "online", "apologies", "not_yet"
CALLED_AWAY, NOT_HERE = "called_away", "not_here"
STANDINGS = {
    Presence.IN_PERSON: IN_PERSON,
    Presence.PART: IN_PERSON,
    Presence.ONLINE: ONLINE,
    Presence.PHONE: ONLINE,
    Presence.APOLOGIES: APOLOGIES,
    Presence.CALLED_AWAY: CALLED_AWAY,
    Presence.NOT_HERE: NOT_HERE,
}
STATES = {"here": {IN_PERSON, ONLINE}, "apologies": {APOLOGIES}, "not_yet": {NOT_YET}}
# Letters that carry a stroke or join two: taking accents off does not change these.
UNUSUAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def plain(text):
    """Text as it is compared in a search: small letters, no accents."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold().translate(UNUSUAL)


@dataclass(frozen=True)
class Filters:
    """What the board is narrowed to. One letter narrows nothing: it would only make the list jump."""

    q: str = ""
    team: str = ""
    state: str = ""
    everyone: bool = False

    def matches(self, name, called, team_ref, standing):
        if self.team and (team_ref or NO_TEAM) != self.team:
            return False
        if self.state and standing not in STATES[self.state]:
            return False
        looked_for = plain(self.q).split()
        if len("".join(looked_for)) < LETTERS:
            return True
        whole = f"{plain(name)} {plain(called)}"
        return all(part in whole for part in looked_for)


class BoardRow(NamedTuple):
    """One person on the board. The four `…_on` say which of the big buttons is pressed: true or false.

    `now` is the same in one word, for a door that keeps its list: a presence, "apologies" or "not_yet".
    """

    ref: str
    name: str
    team: str
    note: str
    kept: str
    version: int
    in_person_on: str
    online_on: str
    apologies_on: str
    not_yet_on: str
    greet: bool
    now: str
    here: str


@dataclass
class Tally:
    """The live count. It always adds up to everybody."""

    in_person: int = 0
    online: int = 0
    apologies: int = 0
    not_yet: int = 0
    called_away: int = 0
    not_here: int = 0


@dataclass
class Board:
    rows: list = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    people: int = 0
    matched: int = 0
    teams: list = field(default_factory=list)

    @property
    def has_more(self):
        return len(self.rows) < self.matched


def standing_of(presence, plan):
    """Where somebody counts: apologies sent beforehand hold until the door says otherwise."""
    if not presence:
        return APOLOGIES if plan == Plan.APOLOGIES else NOT_YET
    return STANDINGS[presence]


_COLUMNS = (
    "ref",
    "name",
    "called",
    "team__ref",
    "team__name",
    "mark__presence",
    "mark__plan",
    "mark__arrived_at",
    "mark__left_at",
    "mark__version",
    "mark__recorded_at",
    "mark__recorded_by__name",
    "need__please_greet",
)


_day_of = Prepared(
    lambda programme, ref: ProgrammeDay.objects.filter(programme=programme, ref=ref).order_by(),
    programme=A_KEY,
    ref="-ref-",
)
person_of = Prepared(
    lambda programme, ref: Membership.objects.current().filter(programme=programme, ref=ref).order_by(),
    programme=A_KEY,
    ref="-ref-",
)


def day_of(seat, ref):
    """The day of the seat's programme. Raises Http404."""
    for day in _day_of(programme=seat.programme.pk, ref=ref):
        day.programme = seat.programme
        return day
    raise Http404


def _marked(programme, day):
    """Everybody with a place now, each with their record of the day as `mark`, if there is one."""
    mark = FilteredRelation(
        "attendances", condition=Q(attendances__day=day, attendances__programme=programme)
    )
    return Membership.objects.current().filter(programme=programme).annotate(mark=mark)


def _lines(programme, day):
    need = FilteredRelation("access_need", condition=Q(access_need__programme=programme))
    people = _marked(programme, day).annotate(need=need)
    return people.values_list(*_COLUMNS).order_by("sort_name", "id")


_everybody = Prepared(_lines, programme=A_KEY, day=ANOTHER_KEY)
_one_of_them = Prepared(
    lambda programme, day, ref: _lines(programme, day).filter(ref=ref),
    programme=A_KEY,
    day=ANOTHER_KEY,
    ref="-ref-",
)
_groups = Prepared(
    lambda programme, day: (
        _marked(programme, day)
        .order_by()
        .values_list("mark__presence", "mark__plan")
        .annotate(number=Count("pk"))
    ),
    programme=A_KEY,
    day=ANOTHER_KEY,
)


def _lines_of(day, refs):
    """How these people stand for the day, in one query; most often it is one person, after one tap."""
    if len(refs) == 1:
        [ref] = refs
        return _one_of_them(programme=day.programme_id, day=day.pk, ref=ref)
    return _lines(day.programme_id, day.pk).filter(ref__in=refs)


def _counts(day):
    """How many stand where, counted by the database."""
    counts = Counter()
    for presence, plan, number in _groups(programme=day.programme_id, day=day.pk):
        counts[standing_of(presence, plan)] += number
    return counts


class _Writer:
    """Writes board rows; what is the same for every row is worked out once."""

    def __init__(self, seat):
        self.zone = seat.programme.tz
        self.here, self.back = _("In person"), _("Back again")
        # Helpers see names and teams of those who come, not who recorded whom.
        self.kept_pattern = (
            _("Recorded %(time)s by %(name)s") if seat.is_facilitator else _("Recorded %(time)s")
        )
        self.times = {
            Presence.IN_PERSON: _("Arrived %(time)s"),
            Presence.PART: _("Here for part. Arrived %(time)s"),
            Presence.ONLINE: _("Joined %(time)s"),
            Presence.PHONE: _("By phone. Joined %(time)s"),
            Presence.CALLED_AWAY: _("Called away %(time)s"),
        }
        self.without_time = {
            Presence.PART: _("Here for part"),
            Presence.PHONE: _("By phone"),
            Presence.CALLED_AWAY: _("Called away"),
            Presence.NOT_HERE: _("Not here"),
        }
        self.plans = {
            Plan.COMING: _("Coming"),
            Plan.ONLINE: _("Coming online"),
            Plan.NOT_SURE: _("Not sure yet"),
            Plan.APOLOGIES: _("Sent apologies"),
        }

    def row(self, line, standing):
        ref, name, _called, _team_ref, team, presence, plan, arrived, left, version, at, by, greet = line
        note = self.note(presence, plan, left if presence == Presence.CALLED_AWAY else arrived)
        return BoardRow(
            ref,
            name,
            team or "",
            f". {note}" if team and note else note,
            self.kept_pattern % {"time": clock(at, self.zone), "name": by or _("someone")} if at else "",
            version or 0,
            "true" if presence == Presence.IN_PERSON else "false",
            "true" if presence == Presence.ONLINE else "false",
            "true" if standing == APOLOGIES else "false",
            "true" if standing == NOT_YET else "false",
            bool(greet),
            presence or standing,
            self.back if presence == Presence.CALLED_AWAY else self.here,
        )

    def note(self, presence, plan, moment):
        if not presence:
            return self.plans.get(plan, "")
        if moment and presence in self.times:
            return self.times[presence] % {"time": clock(moment, self.zone)}
        return self.without_time.get(presence, "")


def board_of(seat, day, filters):
    """The board with its count; the count is of everybody, whatever the list is narrowed to."""
    board, counts, write, teams = Board(), Counter(), _Writer(seat), {}
    for line in _everybody(programme=day.programme_id, day=day.pk):
        standing = standing_of(line[5], line[6])
        counts[standing] += 1
        teams[line[3]] = line[4]
        if not filters.matches(line[1], line[2], line[3], standing):
            continue
        board.matched += 1
        if filters.everyone or board.matched <= SHOWN_AT_FIRST:
            board.rows.append(write.row(line, standing))
    board.people, board.tally = sum(counts.values()), Tally(**counts)
    board.teams = sorted(((ref, name) for ref, name in teams.items() if ref), key=lambda team: plain(team[1]))
    return board


def rows_of(seat, day, refs):
    """Board rows of these people only, with the count of everybody."""
    write, counts = _Writer(seat), _counts(day)
    rows = [write.row(line, standing_of(line[5], line[6])) for line in _lines_of(day, refs)]
    return Board(rows=rows, tally=Tally(**counts), people=sum(counts.values()), matched=len(rows))
