"""Files as they come from other people's computers."""

import csv
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copro.text import tidy
from programmes.people.columns import guess_columns
from programmes.people.reading import CannotRead, read_file, read_pasted, understood
from tests.programmes.people.lists import upload, workbook


def cells(listed):
    return [row for _number, row in understood(listed.rows, listed.encoding)]


@pytest.mark.parametrize(
    "data",
    [
        "Name,Email\nJosé,j@example.org\n".encode("utf-8-sig"),
        "Name;Email\r\nJosé;j@example.org\r\n".encode(),
        "Name\tEmail\nJosé\tj@example.org".encode("utf-16"),
        "Name\tEmail\nJosé\tj@example.org".encode("utf-16-le"),
        "Name,Email\nJosé,j@example.org".encode("cp1252"),
        "sep=;\nName;Email\nJosé;j@example.org".encode(),
        '"Name","Email"\n"José","j@example.org"\n\n\n'.encode(),
        workbook(["Name", "Email"], ["José", "j@example.org"]),
        workbook([], ["Name", "Email"], [], ["José", "j@example.org"]),
    ],
)
def test_every_usual_kind_of_file_reads_the_same(data):
    assert cells(read_file(data)) == [["Name", "Email"], ["José", "j@example.org"]]


def _zip(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return held.getvalue()


BOMB = _zip(xl__workbook="<x/>", xl__sheet=b"0" * 40_000_000)
ENTITIES = _zip(
    xl__workbook='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "x.csv", "This file has no rows"),
        (b"\n\n , ,\n", "x.csv", "This file has no rows"),
        (
            b"Name,Email,Team,Phone\n" + b"a,b,c,d\n" * 12 + b"a,b,c,d,e\n",
            "x.csv",
            "Row 14 has 5 values, expected 4",
        ),
        (b"Name,Email\n" + b"a,b\n" * 7 + b'"a,b\nc,d\n', "x.csv", "Row 9: quotation mark not closed"),
        (workbook(["Name"], ["Ann"]), "people.csv", "Save as CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "x.xls", "Save as CSV"),
        (b"PK\x03\x04broken", "x.xlsx", "Save as CSV"),
        (BOMB, "x.xlsx", "too large to open"),
        (ENTITIES, "x.xlsx", "Save as CSV"),
        (_zip(word__document="<x/>"), "x.xlsx", "CSV files only"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "x.csv", "CSV files only"),
        (b"\xef\xbb\xbf <!doctype html><p>Name,Email", "x.csv", "CSV files only"),
        (b"GIF89a/*\x00\x01*/=1;alert(1)", "x.csv", "CSV files only"),
        (b"%PDF-1.7 ...", "x.csv", "CSV files only"),
        (bytes(range(256)) * 20 + b"\0" * 2000, "x.csv", "CSV files only"),
        (b",".join([b"x"] * 41), "x.csv", "At most 40 columns"),
        (b"x\n" * 10_002, "x.csv", "At most 10,000"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained_and_changes_nothing(asha, programme, data, name, says):
    response = upload(asha, programme, data, name)
    assert response.status_code == 422
    assert says in " ".join(str(error) for error in response.context["form"].errors["file"])
    assert programme.memberships.count() == 1 and not programme.import_drafts.exists()


def test_a_bomb_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args: pytest.fail("it was opened"))
    with pytest.raises(CannotRead, match="too large"):
        read_file(BOMB)


@pytest.mark.parametrize("name", ["../../x.csv", "x" * 300 + ".csv", "x\0y.csv", "C:\\people.csv"])
def test_the_name_of_a_file_does_not_matter(asha, programme, name):
    assert upload(asha, programme, b"Name\nAnn\n", name).status_code == 302


def test_a_file_over_5_mb_is_refused_kindly(asha, programme):
    response = upload(asha, programme, b"x" * 5_100_000)
    assert response.status_code == 413 and "larger than 5 MB" in response.content.decode()


def test_a_pasted_list_over_the_limit_gets_a_kind_page(asha, programme):
    response = upload(asha, programme, "x" * 1_100_000)
    assert response.status_code == 413 and "too much at once" in response.content.decode()


def test_ten_thousand_fields_are_refused(asha, programme):
    from django.urls import reverse

    address = reverse("programmes:move_people", args=[programme.slug])
    response = asha.post(address, {f"f{n}": "x" for n in range(10_000)})
    assert response.status_code == 400 and "could not read that" in response.content.decode()


def test_nothing_sent_is_explained(asha, programme):
    response = upload(asha, programme, "  \n ")
    assert response.status_code == 422 and "Paste a list or choose a file" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ann Lee\nBob", [["Ann Lee"], ["Bob"]]),
        ("Ann Lee <ann@x.org>\nBob", [["Ann Lee", "ann@x.org"], ["Bob", ""]]),
        ("Ann Lee, ann@x.org\nBob", [["Ann Lee", "ann@x.org"], ["Bob", ""]]),
        ("Ann\tann@x.org\n\nBob\t", [["Ann", "ann@x.org"], ["Bob", ""]]),
        ('William "Bill" Grey\nBob', [['William "Bill" Grey'], ["Bob"]]),
        ("Ann; ann@x.org\nBob; bob@x.org", [["Ann", "ann@x.org"], ["Bob", "bob@x.org"]]),
    ],
)
def test_a_pasted_list_reads_as_it_was_meant(text, rows):
    assert cells(read_pasted(text)) == rows


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([["Ann"]], ["name"]),
        ([["Ann", "ann@x.org"], ["Bob", "bob@x.org"]], ["name", "email"]),
        ([["Name (Original Name)", "User Email", "Join Time"]], ["name", "email", ""]),
        ([["First Name", "Last Name", "Email", "Ticket Type"]], ["first", "last", "email", ""]),
        ([["ID", "Start time", "Email", "Name"]], ["", "", "email", "name"]),
        ([["NAME:", "e-mail", "Group"]], ["name", "email", "team"]),
    ],
)
def test_columns_are_guessed_from_headings_people_know(rows, columns):
    assert guess_columns([[n, row] for n, row in enumerate(rows, 1)]).columns == columns


def test_columns_of_one_kind_are_named(asha, programme):
    response = upload(asha, programme, b"Name,Email,E-mail\nAnn,a@x.org,b@x.org\n")
    assert response.status_code == 422 and "Two columns for email: Email, E-mail" in response.content.decode()


anything = st.text(max_size=40)
names = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and text.strip())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.lists(st.lists(anything, max_size=4), max_size=6).map(str)))
def test_no_bytes_and_no_text_break_the_reader(data):
    read = read_pasted if isinstance(data, str) else read_file
    try:
        listed = read(data)
    except CannotRead as error:
        assert str(error)
    else:
        guess_columns(understood(listed.rows, listed.encoding))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_pasted_text_breaks_the_page(asha, programme, text):
    response = upload(asha, programme, text)
    assert response.status_code in (302, 422)
    if response.status_code == 302:
        assert asha.get(response.url).status_code == 200
        assert asha.post(response.url, {"leave_out_problems": "on"}).status_code in (302, 422)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(names, min_size=1, max_size=8), st.sampled_from(",;\t"), st.sampled_from(["utf-8-sig", "utf-16"])
)
def test_names_come_out_of_a_file_as_they_went_in(written, delimiter, encoding):
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["Name", "Email"])
    writer.writerows([name, f"p{n}@example.org"] for n, name in enumerate(written))
    listed = read_file(held.getvalue().encode(encoding))
    assert [row[0] for row in cells(listed)[1:]] == [name.strip() for name in written]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_a_tidy_name_stays_as_it_is(text):
    from django.core.exceptions import ValidationError

    from programmes.people.fields import NameOfPerson

    try:
        name = NameOfPerson().clean(text)
    except ValidationError:
        return
    assert name == tidy(name) and NameOfPerson().clean(name) == name
