"""What goes on around the demo's days: letters, visitors, suggestions, a word between facilitators."""

from datetime import timedelta

from django.utils import timezone

from mindsets.demo.people import key, ref
from programmes.agenda.lines import Line
from programmes.letters.actions import write_letter
from programmes.models import (
    AccessNeed,
    Audience,
    CallState,
    DayTemplate,
    DraftComment,
    FriendCall,
    KeptSession,
    LetterKind,
    RecognitionChoice,
    Suggestion,
    SuggestionState,
    Visitor,
    VisitorKind,
)

GREETED, HELP_TO_LEAVE = ("Amara Osei",), ("Joe Hartley",)
HALF_A_DAY = (
    ("Doors, tea and settling in", "arrive", 30),
    ("Hello again", "welcome", 20),
    ("Team time", "team_time", 60),
    ("Tea and a stretch", "break", 20),
    ("Teams tell each other", "sharing", 40),
)
WISHES = {"Amara Osei": "payment", "Joe Hartley": "expenses", "Jamal Wright": "declines"}


def write_around(programme, days, members, by):
    """`days` are the four days in order, `members` {name: Membership}, `by` the person who leads."""
    _one, two, three, four = days
    _write_care(programme, members)
    _write_visitors(programme, three, members)
    _write_suggestions(programme, four, members)
    DraftComment.objects.create(
        programme=programme,
        ref=ref("comment"),
        day=four,
        words="Could the look back come before lunch? People are tired after it.",
        by=members["Hannah Blythe"],
    )
    FriendCall.objects.create(
        programme=programme,
        day=two,
        membership=members["Ines Ferreira"],
        who=members["Bernie Callaghan"],
        state=CallState.LEFT_WORD,
    )
    write_letter(programme, LetterKind.INVITATION, by=by, day=four, audience=Audience.EVERYONE)
    _write_library(programme.organisation, by)


def _write_care(programme, members):
    for name in {*GREETED, *HELP_TO_LEAVE}:
        need, _made = AccessNeed.objects.get_or_create(
            programme=programme, membership=members[name], defaults={"agreed_at": timezone.now()}
        )
        need.please_greet, need.help_to_leave = name in GREETED, name in HELP_TO_LEAVE
        need.save(update_fields=["please_greet", "help_to_leave"])
    for name, choice in WISHES.items():
        RecognitionChoice.objects.create(
            programme=programme,
            membership=members[name],
            choice=choice,
            changed_by=members[name].person,
        )


def _write_visitors(programme, day, members):
    arrived = day.starts_at - timedelta(minutes=10)
    for kind, name, how_many, comes_with in (
        (VisitorKind.INTERPRETER, "Lucia Moreno", 1, "Amara Osei"),
        (VisitorKind.OBSERVER, "", 2, None),
    ):
        Visitor.objects.create(
            programme=programme,
            day=day,
            ref=ref("visitor", kind),
            client_id=key("visitor", kind),
            kind=kind,
            name=name,
            how_many=how_many,
            comes_with=members.get(comes_with),
            arrived_at=arrived,
        )


def _write_suggestions(programme, day, members):
    told = (
        ("Joe Hartley", "Could we start at 10? The first bus gets in at ten to.", "open", ""),
        (
            "Priya Nair",
            "A longer lunch, so that teams can eat together.",
            SuggestionState.ACCEPTED,
            "Yes. Lunch is 50 minutes now.",
        ),
        (
            "Jamal Wright",
            "Let us hold it outdoors.",
            SuggestionState.DECLINED,
            "The hearing loop only works inside. We will open the garden door.",
        ),
    )
    for name, words, state, reason in told:
        is_answered = state != SuggestionState.OPEN
        Suggestion.objects.create(
            programme=programme,
            ref=ref("suggestion", name),
            day=day,
            words=words,
            by=members[name],
            shows_name=True,
            state=state,
            reason=reason,
            answered_by=members["Hannah Blythe"] if is_answered else None,
            answered_at=timezone.now() if is_answered else None,
        )


def _write_library(organisation, by):
    KeptSession.objects.create(
        organisation=organisation,
        ref=ref("kept", "walk"),
        title="Walk round the table",
        kind="activity",
        minutes=40,
        purpose="Stay with a question that has no answer yet, together.",
        materials="One long roll of paper, pens that work.",
        kept_by=by,
    )
    DayTemplate.objects.create(
        organisation=organisation,
        ref=ref("template", "half"),
        name="Half a day together",
        about="A morning: hello, team time, and telling each other.",
        start_wall="09:30",
        end_wall="12:30",
        plan=[Line(title, kind, minutes).as_data for title, kind, minutes in HALF_A_DAY],
        kept_by=by,
    )
