"""What an attendance file may hold: its columns, with the SQL that makes the text of each.

The rows never pass through Python as objects: Postgres makes the text and COPY sends it, because model
instances cost thirteen times as much (decisions, "Speed"). Nothing here reads reflections, places or what
helps people take part, and nothing may (tests/programmes/exports/test_privacy.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from psycopg import sql

from programmes.attendance.models import CAME, Half, How, Plan, Presence
from programmes.exports.cells import sql_case, sql_safe
from programmes.people.models import Part, Role

DAY, PERSON, RECORD = "day", "person", "record"
NOT_RECORDED = _("Not recorded")
JOINED = {Presence.IN_PERSON: _("Room"), Presence.ONLINE: _("Online"), Presence.PHONE: _("Phone")}


@dataclass(frozen=True)
class Column:
    """One column. `expression` is SQL over its part: a day, a person, or one person's record of a day.

    It is a function where it holds words, so that they are in the language of whoever asks.
    """

    key: str
    label: str
    part: str
    expression: object
    on: bool = True
    typed: bool = False  # somebody typed it, so it may begin like a formula
    kind: str = "text"  # or "date", or "number": how a workbook keeps it

    def select(self, *, defused):
        """`expression AS key`, and as a safe cell where that is asked for."""
        text = self.expression() if callable(self.expression) else sql.SQL(self.expression)
        if self.typed and defused:
            text = sql_safe(text)
        if self.part != RECORD:  # COPY writes an empty text as "", and nothing as nothing
            text = sql.SQL("NULLIF({}, '')").format(text)
        return sql.SQL("{} AS {}").format(text, sql.Identifier(self.key))


def _labels(expression, choices):
    return lambda: sql_case(expression, choices)


def _how_they_take_part():
    return sql.SQL(
        "concat_ws('; ', (SELECT string_agg({label}, '; ') FROM unnest(m.parts) AS part(key)),"
        " NULLIF(m.part_in_own_words, ''))"
    ).format(label=sql_case("part.key", Part.choices))


def _status():
    """What happened; else apologies that were sent; else, once the day is over, that nobody wrote it down."""
    return sql.SQL(
        "CASE WHEN a.presence IS NOT NULL THEN {presence}"
        " WHEN day.is_past AND COALESCE(a.plan, '') <> 'apologies' THEN {none}"
        " ELSE {plan} END"
    ).format(
        presence=sql_case("a.presence", Presence.choices),
        none=sql.Literal(str(NOT_RECORDED)),
        plan=sql_case("COALESCE(a.plan, 'expected')", Plan.choices),
    )


_LAST = "split_part(tidy.name, ' ', -1)"
_HAS_LAST = "strpos(tidy.name, ' ') > 0"
# Cutting the text of a time is a third quicker than to_char; the writers ask for ISO dates.
_LOCAL = "(a.{} AT TIME ZONE day.tz)::text"

COLUMNS = (
    Column("programme", _("Programme"), DAY, "p.name", typed=True),
    Column("day", _("Day"), DAY, "label", typed=True),
    Column("date", _("Date"), DAY, "to_char(d.date, 'YYYY-MM-DD')", kind="date"),
    Column("start", _("Start"), DAY, "to_char(d.start_wall, 'HH24:MI')"),
    Column("end", _("End"), DAY, "to_char(d.end_wall, 'HH24:MI')"),
    Column("zone", _("Time zone"), DAY, "d.zone"),
    Column("number", _("Person number"), PERSON, "m.ref"),
    Column("last_name", _("Last name"), PERSON, f"CASE WHEN {_HAS_LAST} THEN {_LAST} END", typed=True),
    Column(
        "first_name",
        _("First name"),
        PERSON,
        f"CASE WHEN {_HAS_LAST} THEN left(tidy.name, -1 - length({_LAST})) ELSE tidy.name END",
        typed=True,
    ),
    Column(
        "name_used",
        _("Name used"),
        PERSON,
        "COALESCE(NULLIF(m.called, ''), split_part(tidy.name, ' ', 1))",
        typed=True,
    ),
    Column("email", _("Email"), PERSON, "u.email", on=False, typed=True),
    Column("takes_part", _("How they take part"), PERSON, _how_they_take_part, on=False, typed=True),
    Column("organisation", _("Organisation"), PERSON, "m.belongs_to", on=False, typed=True),
    Column("team", _("Team"), PERSON, "t.name", typed=True),
    Column("role", _("Role"), PERSON, _labels("m.role", Role.choices)),
    Column("status", _("Status"), RECORD, _status),
    Column("said", _("Said beforehand"), RECORD, _labels("COALESCE(a.plan, 'expected')", Plan.choices)),
    Column("joined", _("Joined"), RECORD, _labels("a.presence", JOINED.items())),
    Column("half", _("Half day"), RECORD, _labels("a.half", Half.choices), on=False),
    Column("in", _("In"), RECORD, f"substr({_LOCAL.format('arrived_at')}, 12, 5)"),
    Column("out", _("Out"), RECORD, f"substr({_LOCAL.format('left_at')}, 12, 5)"),
    Column(
        "minutes",
        _("Minutes"),
        RECORD,
        "CASE WHEN a.left_at >= a.arrived_at"
        " THEN round(date_part('epoch', a.left_at - a.arrived_at) / 60)::int END",
        kind="number",
    ),
    Column("how", _("How recorded"), RECORD, _labels("a.how", How.choices)),
    Column("recorded_by", _("Recorded by"), RECORD, "recorder.name"),
    Column("recorded_at", _("Recorded at"), RECORD, f"left({_LOCAL.format('recorded_at')}, 16)"),
)
COLUMN = {column.key: column for column in COLUMNS}

# For the grid: one letter a day, with a line that says what each means.
LETTERS = {
    Presence.IN_PERSON: "P",
    Presence.ONLINE: "O",
    Presence.PHONE: "T",
    Presence.PART: "H",
    Presence.CALLED_AWAY: "C",
    Presence.APOLOGIES: "A",
    Presence.NOT_HERE: "N",
}
UNRECORDED_LETTER = "?"
ATTENDED = [LETTERS[presence] for presence in LETTERS if presence in CAME]
ATTENDED_OR_APOLOGISED = [*ATTENDED, LETTERS[Presence.APOLOGIES]]
