"""The rows of an attendance file as SQL: a line for each person and day, or a grid of people and days.

Nobody is missing for want of a record: everyone with a place has a line for each day, and those who have left
stand in the days they came.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from psycopg import sql

from programmes.attendance.models import CAME, Presence
from programmes.exports.cells import safe, sql_case, sql_safe
from programmes.exports.tables import (
    ATTENDED,
    ATTENDED_OR_APOLOGISED,
    COLUMN,
    DAY,
    LETTERS,
    NOT_RECORDED,
    PERSON,
    UNRECORDED_LETTER,
)


@dataclass(frozen=True)
class Choice:
    """What was asked for. `days` are ProgrammeDay rows in order; `columns` are keys of tables.COLUMN."""

    days: tuple
    columns: tuple
    shape: str = "lines"

    @property
    def programmes(self):
        return sorted({day.programme_id for day in self.days})


@dataclass
class Table:
    """Headings, the query of the rows, and what stands below them. A writer counts the rows it sent."""

    headings: list
    kinds: list
    query: sql.Composable
    below: tuple = ()
    rows: int = 0
    name: str = ""  # of a workbook's sheet, where it is not attendance


def table_for(choice, *, defused):
    """The chosen shape. `defused` makes cells safe for CSV; a workbook marks them as text instead."""
    return (_grid if choice.shape == "grid" else _lines)(choice, defused)


def _lines(choice, defused):
    columns = [COLUMN[key] for key in COLUMN if key in choice.columns]
    chosen = [_place_of(column) for column in columns]
    query = sql.SQL("{ctes} SELECT {chosen} {joined} ORDER BY day.place, a.place").format(
        ctes=_ctes(choice, columns, defused), chosen=sql.SQL(", ").join(chosen), joined=_JOINED
    )
    return Table([str(column.label) for column in columns], [column.kind for column in columns], query)


def _grid(choice, defused):
    columns = [COLUMN[key] for key in COLUMN if key in choice.columns and COLUMN[key].part == PERSON]
    days = range(1, len(choice.days) + 1)
    query = sql.SQL(
        "{ctes}, cell AS (SELECT a.id, day.place, {letter} AS letter {joined}),"
        " line AS (SELECT id, {days},"
        "  count(*) FILTER (WHERE letter = ANY({came})) AS came,"
        "  count(*) FILTER (WHERE letter = ANY({sorry})) AS sorry FROM cell GROUP BY id)"
        " SELECT {chosen}, {day_names}, came, sorry FROM line JOIN person a USING (id) ORDER BY a.place"
    ).format(
        ctes=_ctes(choice, columns, defused),
        letter=_letter(),
        joined=_JOINED,
        days=sql.SQL(", ").join(
            sql.SQL("max(letter) FILTER (WHERE place = {}) AS {}").format(sql.Literal(n), _day_name(n))
            for n in days
        ),
        came=sql.Literal(ATTENDED),
        sorry=sql.Literal(ATTENDED_OR_APOLOGISED),
        chosen=sql.SQL(", ").join(_place_of(column) for column in columns),
        day_names=sql.SQL(", ").join(_day_name(n) for n in days),
    )
    return Table(
        [
            *(str(column.label) for column in columns),
            *(_day_heading(day, defused) for day in choice.days),
            _("Attended"),
            _("Attended or apologised"),
        ],
        [*(column.kind for column in columns), *("text" for _day in days), "number", "number"],
        query,
        below=((), (_key_line(),)),
    )


# Day by day: sorting each day's people in memory is quicker than sorting all lines at once by a third.
_JOINED = sql.SQL(
    "FROM (SELECT * FROM day ORDER BY place OFFSET 0) day CROSS JOIN LATERAL"
    " (SELECT person.*, record.* FROM person"
    "  LEFT JOIN (SELECT membership_id, plan, presence, half, arrived_at, left_at, how, recorded_by_id,"
    "   recorded_at FROM programmes_attendance"
    "   WHERE programme_id = day.programme_id AND day_id = day.id OFFSET 0"
    "  ) record ON record.membership_id = person.id"
    "  WHERE person.programme_id = day.programme_id"
    "  AND (person.left_on IS NULL OR record.presence IS NOT NULL) OFFSET 0) a"
    " LEFT JOIN recorder ON recorder.id = a.recorded_by_id"
)


def _ctes(choice, columns, defused):
    """Text of days and people is made once each, not once a row; then every row only picks it up."""
    scope = {
        "programmes": sql.Literal(choice.programmes),
        "days": sql.Literal([day.pk for day in choice.days]),
    }

    def of(part):
        wanted = [column.select(defused=defused) for column in columns if column.part == part]
        return sql.SQL("").join(sql.SQL(", {}").format(one) for one in wanted)

    recorder = sql_safe(sql.SQL("u.name")) if defused else sql.SQL("u.name")
    return sql.SQL(
        "WITH day AS MATERIALIZED (SELECT d.id, d.programme_id, d.zone AS tz,"
        " d.date < (now() AT TIME ZONE d.zone)::date OR d.ends_at < now() OR d.date IS NULL AND EXISTS ("
        "  SELECT FROM programmes_attendance WHERE programme_id = d.programme_id AND day_id = d.id"
        "  AND presence IS NOT NULL) AS is_past,"
        " row_number() OVER (ORDER BY p.name, p.id, d.number) AS place {of_day}"
        " FROM programmes_programmeday d JOIN programmes_programme p ON p.id = d.programme_id"
        " CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(d.title, ''),"
        " replace({nth}, '%(number)s', d.number::text)) AS label) named"
        " WHERE d.programme_id = ANY({programmes}) AND d.id = ANY({days})),"
        " person AS MATERIALIZED (SELECT m.id, m.programme_id, m.left_on,"
        " row_number() OVER (ORDER BY m.sort_name, m.id) AS place {of_person}"
        " FROM programmes_membership m JOIN programmes_user u ON u.id = m.person_id"
        " LEFT JOIN programmes_team t ON t.programme_id = m.programme_id AND t.id = m.team_id"
        " CROSS JOIN LATERAL (SELECT btrim(regexp_replace(m.name, '\\s+', ' ', 'g')) AS name) tidy"
        " WHERE m.programme_id = ANY({programmes})),"
        " recorder AS MATERIALIZED (SELECT u.id, {recorder} AS name FROM programmes_user u"
        " WHERE u.id IN (SELECT recorded_by_id FROM programmes_attendance"
        " WHERE programme_id = ANY({programmes}) AND day_id = ANY({days})))"
    ).format(
        of_day=of(DAY),
        of_person=of(PERSON),
        nth=sql.Literal(_("Day %(number)s")),
        recorder=recorder,
        **scope,
    )


def _place_of(column):
    """Where the final SELECT finds a column: made in its CTE, or now from the record."""
    SOURCES = {DAY: "day", PERSON: "a"}
    if column.part in SOURCES:
        return sql.SQL("{}.{}").format(sql.SQL(SOURCES[column.part]), sql.Identifier(column.key))
    return column.select(defused=False)


def _letter():
    return sql.SQL(
        "CASE WHEN a.presence IS NOT NULL THEN {letters} WHEN a.plan = 'apologies' THEN {sorry}"
        " WHEN day.is_past THEN {none} END"
    ).format(
        letters=sql_case("a.presence", LETTERS.items()),
        sorry=sql.Literal(LETTERS[Presence.APOLOGIES]),
        none=sql.Literal(UNRECORDED_LETTER),
    )


def _day_name(number):
    return sql.Identifier(f"day {number}")


def _day_heading(day, defused):
    heading = f"{day.label} {day.date.isoformat()}" if day.date else str(day.label)
    return safe(heading) if defused else heading


def _key_line():
    letters = [f"{letter} {Presence(presence).label}" for presence, letter in LETTERS.items()]
    attended = ", ".join(LETTERS[presence] for presence in LETTERS if presence in CAME)
    return _(
        "Key: %(letters)s; %(unrecorded)s %(not_recorded)s; empty: to come. Attended counts %(attended)s"
    ) % {
        "letters": "; ".join(letters),
        "unrecorded": UNRECORDED_LETTER,
        "not_recorded": NOT_RECORDED,
        "attended": attended,
    }
