"""What the pages about letters show."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.attendance.words import clock
from programmes.letters.filling import subject_in_lists
from programmes.letters.going import NEVER, goes_at, is_due
from programmes.letters.words import how_many_days, why
from programmes.models import (
    Attendance,
    Audience,
    CopyState,
    Letter,
    LetterCopy,
    LetterKind,
    LetterState,
    Plan,
    Programme,
)

LATE = timedelta(minutes=5)  # a worker that runs has begun by then


def moment_says(moment):
    """'Tuesday 12 January 2027, 9:00am' in the zone that is active."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l j F Y')}, {clock(local, local.tzinfo)}"


def goes_says(letter):
    """When a letter goes, in words."""
    moment = goes_at(letter)
    if moment is None:
        return _("as soon as somebody agrees") if letter.state == LetterState.WAITING else _("now")
    if moment == NEVER:
        return _("%(days)s, once it has a date") % {"days": how_many_days(letter.days_from_day)}
    if letter.days_from_day is None:
        return moment_says(moment)
    return _("%(days)s: %(moment)s") % {
        "days": how_many_days(letter.days_from_day),
        "moment": moment_says(moment),
    }


@dataclass
class Counts:
    """How many copies of a letter are where."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    on_paper: int = 0
    not_needed: int = 0

    @property
    def total(self):
        return self.waiting + self.sent + self.failed + self.on_paper + self.not_needed

    @property
    def done(self):
        return self.total - self.waiting


@dataclass(frozen=True)
class OutboxRow:
    """One letter in a list."""

    letter: Letter
    subject: str
    kind: str
    audience: str
    goes: str
    counts: Counts

    @property
    def day(self):
        return self.letter.day.label if self.letter.day else ""


@dataclass
class Outbox:
    waiting: list = field(default_factory=list)
    agreed: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    thrown_away: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.waiting or self.agreed or self.gone or self.thrown_away)


def outbox(programme, day=None):
    """Every letter of a programme, or of one of its days, newest first; in two queries."""
    letters = Letter.objects.filter(programme=programme).select_related("day", "programme")
    if day is not None:
        letters = letters.filter(day=day)
    counted, found = _counts(programme), Outbox()
    for letter in letters:
        row = OutboxRow(
            letter=letter,
            subject=subject_in_lists(letter),
            kind=LetterKind(letter.kind).label,
            audience=Audience(letter.audience).label,
            goes=goes_says(letter),
            counts=counted.get(letter.pk, Counts()),
        )
        getattr(found, letter.state).append(row)
    return found


def _counts(programme, letter=None):
    copies = LetterCopy.objects.filter(programme=programme)
    if letter is not None:
        copies = copies.filter(letter=letter)
    counted = {}
    for row in copies.order_by().values("letter", "state").annotate(number=Count("pk")):
        setattr(counted.setdefault(row["letter"], Counts()), row["state"], row["number"])
    return counted


def needs_somebody(programme):
    """(letters that wait to be read, copies that could not be sent)."""
    waiting = Letter.objects.filter(programme=programme, state=LetterState.WAITING).order_by()
    failed = LetterCopy.objects.filter(programme=programme, state=CopyState.FAILED).order_by()
    counts = [
        Coalesce(Subquery(rows.values("programme").annotate(number=Count("pk")).values("number")), 0)
        for rows in (waiting, failed)
    ]
    return Programme.objects.filter(pk=programme.pk).values_list(*counts).get()


@dataclass(frozen=True)
class CopyRow:
    """One person's copy: where it is, and what they said about the day."""

    ref: str
    person: str
    name: str
    state: str
    says: str
    detail: str
    answer: str


@dataclass(frozen=True)
class Progress:
    """How far a letter is."""

    counts: Counts
    rows: list
    is_going: bool
    is_late: bool
    to_print: int


def progress_of(letter):
    """A letter's copies, those that need somebody first; in three queries."""
    counts = _counts(letter.programme_id, letter).get(letter.pk, Counts())
    answers = _answers(letter)
    copies = LetterCopy.objects.filter(programme=letter.programme_id, letter=letter).select_related(
        "membership"
    )
    rows = [_copy_row(copy, answers) for copy in copies.order_by("membership__sort_name", "pk")]
    rows.sort(key=lambda row: row.state != CopyState.FAILED)
    is_agreed = letter.state == LetterState.AGREED
    return Progress(
        counts=counts,
        rows=rows,
        is_going=(is_agreed and is_due(letter)) or counts.waiting > 0,
        is_late=is_agreed and is_due(letter, timezone.now() - LATE) and _agreed_long_ago(letter),
        to_print=copies.filter(state=CopyState.ON_PAPER, printed_at=None).count(),
    )


def _agreed_long_ago(letter):
    return letter.agreed_at is not None and letter.agreed_at < timezone.now() - LATE


def _answers(letter):
    if letter.day_id is None:
        return {}
    rows = Attendance.objects.filter(programme=letter.programme_id, day=letter.day_id)
    return dict(rows.exclude(plan=Plan.EXPECTED).values_list("membership", "plan"))


def _copy_row(copy, answers):
    plan = answers.get(copy.membership_id)
    return CopyRow(
        ref=copy.ref,
        person=copy.membership.ref,
        name=copy.membership.name,
        state=copy.state,
        says=_("Printed") if copy.printed_at else CopyState(copy.state).label,
        detail=_detail(copy),
        answer=Plan(plan).label if plan else "",
    )


def _detail(copy):
    if copy.state == CopyState.SENT:
        return moment_says(copy.sent_at)
    if copy.state == CopyState.FAILED:
        return why(copy.trouble)
    if copy.state == CopyState.WAITING and copy.next_try_at:
        return _("It did not work yet. We try again at %(time)s.") % {
            "time": clock(timezone.localtime(copy.next_try_at), timezone.get_current_timezone())
        }
    return ""
