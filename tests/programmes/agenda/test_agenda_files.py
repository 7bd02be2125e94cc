"""An agenda as a file: what is in it for whom, and that it comes back as it was."""

import csv
import io
import re
from datetime import time

import pytest

from programmes.agenda import actions
from programmes.agenda.files_cells import markdown
from programmes.models import AgendaItem, AgendaTeam, AuditEvent
from tests.factories import make_day, make_item, make_member
from tests.programmes.agenda.pages import at, titles, words_of


@pytest.fixture
def full(day, asha, team):
    talk = make_item(
        day, "=Talk", 30, kind="input", purpose="To *listen*\n\n> and ask", facilitator_notes="Secret note",
        materials="Secret pens", room="Hall",
    )  # fmt: skip
    make_item(day, "Questions", None, part_of=talk)
    walk = make_item(day, "Walk", 45, alongside=talk)
    AgendaTeam.objects.create(programme=day.programme, item=walk, team=team)
    make_item(day, "Somehow", None)
    make_item(day, "Lunch", 60, kind="break", pinned_start=time(12, 30))
    make_item(day, "Painting", None, any_time=True)
    actions.set_hosts(talk, [asha.membership])
    actions.publish_day(day, by=asha.person)
    return day


def sheet(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def everything(day):
    found = AgendaItem.objects.filter(day=day).on_the_plan().select_related("part_of", "alongside")
    return [
        (
            each.title, each.kind, each.minutes, each.pinned_start, each.any_time, each.room, each.purpose,
            each.materials, each.facilitator_notes, each.part_of and each.part_of.title,
            each.alongside and each.alongside.title, sorted(host.name for host in each.hosts.all()),
        )
        for each in found
    ]  # fmt: skip


# out


def test_the_facilitators_file_has_the_draft_with_times_and_notes(asha, full):
    response = asha.get(at("plan_csv", full))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="plan-day-1-with-notes.csv"'
    talk, questions, walk, somehow, lunch, painting = sheet(response)
    assert talk == {
        "date": "2027-01-19", "start": "09:30", "end": "10:00", "minutes": "30", "any_time": "",
        "at_the_same_time": "", "part": "", "kind": "input", "title": "'=Talk", "room": "Hall",
        "hosts": "Asha Rao", "teams": "", "purpose": "To *listen*\n\n> and ask", "fixed_start": "",
        "materials": "Secret pens", "notes": "Secret note",
    }  # fmt: skip
    assert (questions["part"], questions["start"]) == ("yes", "")
    assert (walk["at_the_same_time"], walk["start"], walk["teams"]) == ("yes", "09:30", "Waiting well")
    assert (somehow["start"], somehow["end"], somehow["minutes"]) == ("10:15", "", "")
    assert (lunch["fixed_start"], lunch["kind"]) == ("12:30", "break")
    assert (painting["any_time"], painting["start"]) == ("yes", "")


@pytest.mark.parametrize("name", ["agenda_csv", "agenda_markdown"])
def test_ben_s_file_holds_the_published_plan_and_nothing_for_facilitators(asha, ben, full, name):
    AgendaItem.objects.filter(title="Walk").update(title="Not yet public")
    content = ben.get(at(name, full)).content.decode()
    assert "Walk" in content and "Lunch" in content and "12:30" in content
    for hidden in ("Secret", "Not yet public", "fixed_start", "materials", "notes"):
        assert hidden not in content
    assert ben.get(at("plan_csv", full)).status_code == ben.get(at("plan_markdown", full)).status_code == 403


def test_ben_has_no_file_of_a_day_that_is_not_published(ben, programme):
    draft = make_day(programme, published_at=None)
    assert ben.get(at("agenda_csv", draft)).status_code == 404
    assert ben.get(at("agenda_markdown", draft)).status_code == 404


def test_markup_of_a_title_is_shown_as_it_was_typed(asha, full):
    text = asha.get(at("plan_markdown", full)).content.decode()
    assert "## =Talk" in text and r"> To \*listen\*" in text
    assert "<b>" not in markdown("<b>") or markdown("<b>").startswith("\\<")


# in


def bring_in(client, day, text, *, mode="add", confirm=False, **more):
    """Paste and look; with `confirm`, press the button below what is shown."""
    data = {"pasted": text, "mode": mode, **more}
    shown = client.post(at("agenda_files", day), data)
    if not confirm or shown.status_code != 200:
        return shown
    seen = re.search(r'name="seen" value="(\w+)"', shown.content.decode())[1]
    return client.post(at("agenda_files", day), data | {"confirm": "1", "seen": seen})


@pytest.mark.parametrize("name", ["plan_csv", "plan_markdown"])
def test_a_file_comes_back_as_it_was_on_another_day(asha, full, programme, name):
    other = make_day(programme, start=time(13, 0), end=time(20, 0))
    text = asha.get(at(name, full)).content.decode()
    assert bring_in(asha, other, text, confirm=True).status_code == 302
    assert everything(other) == everything(full)


@pytest.mark.parametrize("name", ["agenda_csv", "agenda_markdown"])
def test_ben_s_file_comes_back_with_the_times_it_shows(asha, ben, full, programme, name):
    other = make_day(programme)
    text = ben.get(at(name, full)).content.decode()
    bring_in(asha, other, text, confirm=True)
    ours = [(title, kind, minutes, start) for title, kind, minutes, start, *_rest in everything(other)]
    assert ours == [
        ("=Talk", "input", 30, None),
        ("Questions", "welcome", None, None),
        ("Walk", "welcome", 45, None),
        ("Somehow", "welcome", None, None),
        ("Lunch", "break", 60, time(12, 30)),
        ("Painting", "welcome", None, None),
    ]


def test_a_look_changes_nothing_and_shows_what_would_be_added(asha, day):
    make_item(day, "Tea")
    response = bring_in(asha, day, "title,minutes\nSong,10\nTalk,soon\n,20\nLunch,60\n")
    page = words_of(response)
    assert response.status_code == 200 and titles(day) == ["Tea"]
    assert "3 sessions and parts to add" in page and "Song" in page and "Lunch" in page
    assert "2 things could not be read" in page
    assert "Line 3: “soon”: Use digits" in page
    assert "Line 4: A session needs a name" in page
    assert "Song,10" in response.content.decode()
    assert not AuditEvent.objects.exists()


def test_confirming_adds_behind_what_is_there(asha, day):
    make_item(day, "Tea")
    bring_in(asha, day, "title;minutes\nSong;10\nTalk;\n", confirm=True)
    assert titles(day) == ["Tea", "Song", "Talk"]
    event = AuditEvent.objects.get(verb="agenda_brought_in")
    assert event.facts == {"sessions": 2, "mode": "add"} and event.object_ref == day.ref


def test_the_button_brings_in_only_what_was_looked_at(asha, day):
    shown = bring_in(asha, day, "title\nSong\n").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    data = {"pasted": "title\nSomething else\n", "mode": "add", "confirm": "1"}
    for more in ({"seen": seen}, {}):
        response = asha.post(at("agenda_files", day), data | more)
        assert response.status_code == 200 and "Please look once more" in words_of(response)
        assert titles(day) == []


def test_what_is_replaced_can_be_put_back(asha, day):
    talk = make_item(day, "Talk")
    make_item(day, "Questions", None, part_of=talk)
    make_item(day, "Walk", alongside=talk)
    bring_in(
        asha, day, "# Day\n\n## Song\n\n- Minutes: 10\n\n### Second verse\n", mode="replace", confirm=True
    )
    assert titles(day) == ["Song", "Second verse"]
    asha.post(at("put_back", day, talk.ref))
    assert titles(day)[:3] == ["Talk", "Questions", "Walk"]


def test_a_file_can_be_chosen_and_corrected(asha, day):
    upload = io.BytesIO("title,kind\nCafé,break\n".encode("cp1252"))
    upload.name = "agenda.csv"
    response = asha.post(at("agenda_files", day), {"file": upload, "mode": "add", "confirm": "1"})
    assert response.status_code == 200 and "Café" in words_of(response)
    assert titles(day) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Paste an agenda or choose a file"),
        ("a,b\n1,2\n", "Line 1: No “title” column"),
        ('title\n"Never closed\n', "Line 2: Quotation mark not closed"),
        ("title\n", "There is no session in it"),
        ("x" * 200_001, "at most 200 KB"),
        ("days:\n - [", "not YAML"),
        ("title\n" + "Song\n" * 301, "At most 300 sessions a day"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_words_stay(asha, day, text, says):
    response = bring_in(asha, day, text, confirm=True)
    assert response.status_code == 422 and says in words_of(response)
    assert text[:50].replace('"', "&quot;") in response.content.decode()
    assert titles(day) == []


def test_parts_of_a_session_without_a_name_do_not_move_to_another(asha, day):
    text = "title,part,minutes\nTalk,,\n,,20\nLost part,yes,\nLunch,,\n"
    page = words_of(bring_in(asha, day, text))
    assert "Line 4: It belongs to a session that is left out" in page
    bring_in(asha, day, text, confirm=True)
    assert titles(day) == ["Talk", "Lunch"]


def test_odd_values_are_named_by_line_and_the_session_comes_without_them(asha, day):
    text = (
        "## Talk\n\n- Minutes: many\n- Kind: lecture\n- Colour: red\n- Any time: perhaps\n"
        "- Fixed start: noon\n\nWe talk.\n"
    )
    page = words_of(bring_in(asha, day, text))
    for said in ("Line 3:", "Line 4:", "Line 5: We do not know “Colour”", "Line 6:", "Line 7:"):
        assert said in page
    bring_in(asha, day, text, confirm=True)
    item = AgendaItem.objects.get()
    assert (item.title, item.minutes, item.kind, item.purpose) == ("Talk", None, "other", "We talk.")


def test_a_host_with_two_of_the_name_or_none_is_left_out_and_said(asha, ben, programme, day):
    make_member(programme, "Ben Carter")
    text = "title,hosts\nTalk,Ben Carter; Asha Rao; Nobody Known\n"
    page = words_of(bring_in(asha, day, text))
    assert "Hosts that we did not find" in page and "Ben Carter" in page and "Nobody Known" in page
    bring_in(asha, day, text, confirm=True)
    assert [host.name for host in AgendaItem.objects.get().hosts.all()] == ["Asha Rao"]


def test_people_who_only_take_part_bring_nothing_in(ben, hal, day):
    for who in (ben, hal):
        assert bring_in(who, day, "title\nSong\n", confirm=True).status_code == 403
    assert titles(day) == []
