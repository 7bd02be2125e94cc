"""What other tools' files say."""

from datetime import date, datetime, timedelta

import pytest

from programmes.elsewhere.moments import length, moment
from programmes.elsewhere.sources import read
from programmes.elsewhere.tables import rows_of
from programmes.people.workbooks import CannotRead
from tests.programmes.elsewhere import samples

THE_DAY = date(2027, 1, 19)


def report(text, encoding="utf-8"):
    return read(rows_of(text.encode(encoding)), THE_DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_teams_report_is_read_however_it_is_encoded(encoding):
    found = report(samples.TEAMS, encoding)
    assert found.source == "teams"
    assert [each.name for each in found.seen] == ["Ben Carter", "Lind, Bea (Guest)", "Nobody We Know"]
    ben = found.seen[0]
    assert (ben.email, ben.joined) == ("ben@example.org", datetime(2027, 1, 19, 9, 28, 1))
    assert (ben.left, ben.stayed) == (
        datetime(2027, 1, 19, 15, 30),
        timedelta(hours=5, minutes=50, seconds=1),
    )


def test_a_teams_report_in_another_language_says_the_same():
    [ben] = report(samples.TEAMS_GERMAN, "utf-16").seen
    assert (ben.name, ben.joined) == ("Ben Carter", datetime(2027, 1, 19, 9, 28, 1))


def test_commas_in_place_of_tabs_are_understood():
    text = samples.TEAMS.replace(", ", " ").replace("\t", ",").replace("Lind Bea", "Bea Lind")
    assert [each.name for each in report(text).seen][:2] == ["Ben Carter", "Bea Lind (Guest)"]


def test_somebody_who_joined_zoom_twice_is_there_once_with_both_spans():
    found = report(samples.ZOOM)
    assert found.source == "zoom"
    ben, bea = found.seen
    assert (ben.joined.hour, ben.left.hour, ben.stayed) == (9, 15, timedelta(minutes=242))
    assert bea.name == "Bea Lind"


def test_zoom_without_its_first_block_and_in_another_language():
    lines = samples.ZOOM.split("\n")[3:]
    lines[0] = "Nom (nom original),Adresse e-mail,Arrivée,Départ,Durée (minutes),Invité,Accord"
    assert [each.name for each in report("\n".join(lines)).seen] == ["Ben (Ben Carter)", "Bea Lind"]


def test_zoom_without_times_still_says_who():
    text = (
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\nBen Carter,ben@example.org,92,No\n"
    )
    [ben] = report(text).seen
    assert (ben.email, ben.stayed, ben.joined) == ("ben@example.org", timedelta(minutes=92), None)


def test_eventbrite_tells_who_was_checked_in_and_leaves_out_who_will_not_come():
    found = report(samples.EVENTBRITE)
    assert [(each.name, each.checked_in) for each in found.seen] == [
        ("Ben Carter", True),
        ("Bea Lind", False),
    ]


def test_forms_takes_the_name_from_the_question_where_the_form_asked_for_none():
    found = report(samples.FORMS)
    assert (found.source, [each.name for each in found.seen]) == ("forms", ["Ben Carter", "Bea Lind"])


def test_an_old_teams_report_without_parts():
    text = "Full Name\tJoin Time\tLeave Time\tDuration\nBen Carter\t19/01/2027, 09:28:01\t\t\n"
    assert report(text).seen[0].joined == datetime(2027, 1, 19, 9, 28, 1)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no rows"),
        (b"%PDF-1.7 x", "Save it as CSV"),
        (b"<html><table>", "web page"),
        (b"Pet,Colour\ncat,red\n", "We do not know this file"),
        (b"a\n" * 6000, "5,000 rows"),
    ],
)
def test_what_cannot_be_read_says_so(data, says):
    with pytest.raises(CannotRead, match=says):
        read(rows_of(data), THE_DAY)


@pytest.mark.parametrize(
    ("text", "near", "meant"),
    [
        ("3/4/26, 2:05:00 PM", date(2026, 4, 3), datetime(2026, 4, 3, 14, 5)),
        ("3/4/26, 2:05:00 PM", date(2026, 3, 4), datetime(2026, 3, 4, 14, 5)),
        ("2026-03-04T12:00:30", None, datetime(2026, 3, 4, 12, 0, 30)),
        ("04.03.26 12.30", date(2026, 3, 4), datetime(2026, 3, 4, 12, 30)),
        ("3/4/26, 12:05\u202fAM", date(2026, 3, 4), datetime(2026, 3, 4, 0, 5)),
        ("31/12/2026 23:59", None, datetime(2026, 12, 31, 23, 59)),
        ("yesterday", None, None),
        ("2026-03-04", None, None),
        ("99/99/9999 10:00", None, None),
    ],
)
def test_times_are_read_in_the_order_that_fits_the_day(text, near, meant):
    assert moment(text, near) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1h 30m 52s", timedelta(seconds=5452)),
        ("42", timedelta(minutes=42)),
        ("1:02:03", timedelta(seconds=3723)),
        ("", None),
    ],
)
def test_lengths(text, meant):
    assert length(text) == meant
