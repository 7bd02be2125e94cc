"""The organisation's library: sessions to use again, and templates of whole days that using never changes."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from programmes.agenda.actions import add_day
from programmes.agenda.lines import Line, add_lines, line_of, on_the_plan
from programmes.agenda.words import how_long, kind_picture
from programmes.models import DayTemplate, ItemKind, KeptSession, ProgrammeDay


def keep_session(item, title, *, with_notes, by):
    """Put a session with its parts into the library, under a title of its own."""
    own = [each for each in on_the_plan(item.day) if each.part_of_id == item.pk]
    first, *parts = [_kept(line_of(each), with_notes) for each in (item, *own)]
    for line in parts:
        line.part = True
    return KeptSession.objects.create(
        organisation=item.programme.organisation,
        title=title,
        kind=first.kind,
        minutes=first.minutes,
        purpose=first.purpose,
        materials=first.materials,
        facilitator_notes=first.facilitator_notes,
        parts=[line.as_data for line in parts],
        kept_by=by,
    )


def keep_day(day, name, about, *, with_notes, by):
    """Keep a day's plan as a template."""
    lines = [_kept(line_of(item), with_notes, day=True) for item in on_the_plan(day)]
    return DayTemplate.objects.create(
        organisation=day.programme.organisation,
        name=name,
        about=about,
        start_wall=day.start_wall,
        end_wall=day.end_wall,
        plan=[line.as_data for line in lines],
        kept_by=by,
    )


def _kept(line, with_notes, *, day=False):
    if not with_notes:
        line.facilitator_notes = ""
    if not day:
        line.start = line.room = ""
    return line


def lines_of_kept(kept):
    first = Line(
        title=kept.title,
        kind=kept.kind,
        minutes=kept.minutes,
        purpose=kept.purpose,
        materials=kept.materials,
        facilitator_notes=kept.facilitator_notes,
    )
    return [first, *(Line.from_data(data) for data in kept.parts)]


def lines_of_template(template):
    return [Line.from_data(data) for data in template.plan]


def use_session(kept, day):
    """Copy a kept session to the end of a day's plan; returns it. Raises TooManySessions."""
    return add_lines(day, lines_of_kept(kept))[0]


def use_plan(template, day):
    """Copy a template's sessions behind those of a day. Raises TooManySessions."""
    return add_lines(day, lines_of_template(template))


@transaction.atomic
def use_day(template, programme):
    """A new day at the end of the programme, with the template's plan."""
    day = ProgrammeDay(
        programme=programme,
        title=template.name[:80],
        zone=programme.zone,
        start_wall=template.start_wall,
        end_wall=template.end_wall,
    )
    add_day(day)
    use_plan(template, day)
    return day


def put_away(kept):
    kept.put_away_at = timezone.now()
    kept.save(update_fields=["put_away_at"])


def bring_back(kept):
    kept.put_away_at = None
    kept.save(update_fields=["put_away_at"])


@dataclass(frozen=True)
class KeptRow:
    ref: str
    title: str
    about: str
    kind: str
    picture: str
    length: str


@dataclass(frozen=True)
class TemplateRow:
    ref: str
    name: str
    about: str
    session_count: int
    length: str


@dataclass(frozen=True)
class Shelf:
    """What the library's page shows; `away` is what was put away."""

    sessions: list
    days: list
    away: list
    is_empty: bool


def shelf_of(organisation, words=""):
    """The library, narrowed to what holds these words. Three queries."""
    sessions = KeptSession.objects.filter(organisation=organisation)
    days = DayTemplate.objects.filter(organisation=organisation)
    away = [("kept_session", row) for row in sessions.filter(put_away_at__isnull=False)] + [
        ("day_template", row) for row in days.filter(put_away_at__isnull=False)
    ]
    sessions, days = sessions.filter(put_away_at=None), days.filter(put_away_at=None)
    is_empty = not sessions.exists() and not days.exists()
    for word in words.split():
        sessions = sessions.filter(Q(title__icontains=word) | Q(purpose__icontains=word))
        days = days.filter(Q(name__icontains=word) | Q(about__icontains=word))
    return Shelf(
        sessions=[_kept_row(row) for row in sessions],
        days=[_template_row(row) for row in days],
        away=away,
        is_empty=is_empty,
    )


def _kept_row(kept):
    return KeptRow(
        ref=kept.ref,
        title=kept.title,
        about=kept.purpose,
        kind=ItemKind(kept.kind).label,
        picture=kind_picture(kept.kind),
        length=how_long(kept.minutes) if kept.minutes else "",
    )


def _template_row(template):
    sessions = [line for line in lines_of_template(template) if not line.part]
    total = sum(line.minutes or 0 for line in sessions if not line.alongside)
    return TemplateRow(
        ref=template.ref,
        name=template.name,
        about=template.about,
        session_count=len(sessions),
        length=how_long(total) if total else "",
    )
