"""Whatever somebody types, a spreadsheet program shows it as text and runs none of it."""

import csv
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.exports import cells
from programmes.exports.queries import Choice, table_for
from programmes.exports.tables import COLUMN
from programmes.exports.writers import csv_file, xlsx_file
from programmes.models import Membership, ProgrammeDay
from tests.factories import make_day, make_member, make_team

WITH_LINE_ENDS = ["\t=1", "\r=1", "\n=1"]
ON_ONE_LINE = [
    *["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1"],
    *["\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1", '  \uff1dHYPERLINK("x")'],
]
DANGEROUS = WITH_LINE_ENDS + ON_ONE_LINE
HARMLESS = ["Ben", "", "a=b", "1-2", "'=1", "Zoë", "100%", "it's"]
# What a name's field lets through: no control characters, no lone halves of characters.
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
typed = st.one_of(words, st.builds("{}{}".format, st.sampled_from(ON_ONE_LINE), words))


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_starts_like_a_formula_gets_an_apostrophe(text):
    assert cells.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_stay_as_they_are(text):
    assert cells.safe(text) == text


@pytest.mark.django_db
@pytest.mark.parametrize("text", DANGEROUS + HARMLESS)
def test_sql_and_python_agree_on_what_is_safe(text):
    from django.db import connection
    from psycopg import sql

    with connection.cursor() as cursor:
        query = sql.SQL("SELECT {}").format(cells.sql_safe(sql.Literal(text)))
        cursor.execute(query.as_string(connection.connection))
        assert cursor.fetchone()[0] == cells.safe(text)


@pytest.fixture
def ivo(programme):
    return make_member(programme, "Ivo", team=make_team(programme))


@pytest.fixture
def day(programme):
    return make_day(programme)


def _rename(ivo, day, text):
    Membership.objects.filter(programme=ivo.programme, pk=ivo.pk).update(called=text)
    ivo.team.name = text
    ivo.team.save()
    ProgrammeDay.objects.filter(programme=ivo.programme, pk=day.pk).update(title=text)
    return Choice((day,), ("day", "name_used", "team"))


_same_row_again = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_same_row_again
@given(text=typed)
def test_any_words_come_back_from_csv_as_typed(ivo, day, text):
    table = table_for(_rename(ivo, day, text), defused=True)
    content = b"".join(csv_file(table)).decode("utf-8-sig")
    _headings, row = csv.reader(io.StringIO(content, newline=""))
    assert row == [cells.safe(text)] * 3
    assert not any(cells.safe(cell) != cell for cell in row)
    assert [cell.removeprefix("'") if cells.safe(text) != text else cell for cell in row] == [text] * 3


@_same_row_again
@given(text=typed)
def test_any_words_come_back_from_a_workbook_as_typed_and_are_no_formula(ivo, day, text):
    table = table_for(_rename(ivo, day, text), defused=False)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_file(table)))).active
    row = sheet[2]
    assert [cell.value for cell in row] == [text] * 3
    assert all(cell.data_type == "s" for cell in row)


@pytest.mark.django_db
@pytest.mark.parametrize("text", DANGEROUS)
def test_a_days_title_is_safe_as_a_heading_of_the_grid(ivo, day, text):
    day.title = text
    day.save()
    table = table_for(Choice((day,), ("last_name",), "grid"), defused=True)
    assert table.headings[1].startswith("'")
    assert next(csv_file(table)).decode("utf-8-sig").count("'") >= 1


def test_every_typed_column_is_marked_as_typed():
    said = {key for key, column in COLUMN.items() if column.typed}
    assert said == {"programme", "day", "last_name", "first_name", "name_used", "email", "takes_part",
                    "organisation", "team"}  # fmt: skip


@pytest.mark.django_db
def test_the_name_of_whoever_recorded_is_safe_too(ivo, day):
    ivo.person.name = "=cmd()"
    ivo.person.save()
    ivo.attendances.create(programme=ivo.programme, day=day, presence="in_person", recorded_by=ivo.person)
    content = b"".join(csv_file(table_for(Choice((day,), ("recorded_by",)), defused=True))).decode(
        "utf-8-sig"
    )
    assert content.splitlines()[1] == "'=cmd()"
