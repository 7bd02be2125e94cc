"""The library: what is kept, what using it does, and that nobody spoils it."""

import pytest

from programmes.models import AgendaItem, DayTemplate, KeptSession, ProgrammeDay
from tests.factories import make_day, make_item, make_member, make_programme
from tests.programmes.agenda.pages import at, titles, words_of


def library(programme, rest=""):
    return f"/p/{programme.slug}/library/{rest}"


@pytest.fixture
def kept(asha, day):
    """A song with a part, kept from Asha's day."""
    item = make_item(
        day, "Song", 15, kind="social", purpose="To begin", facilitator_notes="Ask Mia", room="Hall"
    )
    make_item(day, "Second verse", None, part_of=item)
    asha.post(at("keep_session", day, item.ref), {"title": "A song to begin"}, follow=True)
    return KeptSession.objects.get()


@pytest.fixture
def template(asha, day):
    talk = make_item(day, "Talk", 30, pinned_start="10:00", facilitator_notes="Ask Mia")
    make_item(day, "Questions", None, part_of=talk)
    make_item(day, "Walk", 40, alongside=talk)
    make_item(day, "Paint", None, any_time=True)
    asha.post(at("keep_day", day), {"name": "A gentle day", "about": "For a first time"}, follow=True)
    return DayTemplate.objects.get()


def test_an_empty_library_says_what_to_do(asha, programme):
    page = words_of(asha.get(library(programme)))
    assert "Nothing kept yet" in page and "Open a day’s plan" in page


def test_our_notes_are_kept_only_when_somebody_says_so(asha, day, kept):
    assert (kept.title, kept.facilitator_notes) == ("A song to begin", "")
    item = AgendaItem.objects.get(title="Song")
    asha.post(at("keep_session", day, item.ref), {"title": "With notes", "with_notes": "on"})
    assert KeptSession.objects.get(title="With notes").facilitator_notes == "Ask Mia"


def test_a_kept_session_is_used_with_its_parts_and_stays_as_it_was(asha, programme, kept):
    other = make_day(programme)
    make_item(other, "Tea")
    before = KeptSession.objects.filter(pk=kept.pk).values().get()
    asha.post(library(programme, f"{kept.ref}/use/"), {"to": other.ref})
    assert titles(other) == ["Tea", "A song to begin", "Second verse"]
    copy = AgendaItem.objects.get(day=other, title="A song to begin")
    assert (copy.minutes, copy.kind, copy.purpose, copy.room) == (15, "social", "To begin", "")
    copy.title = "Changed"
    copy.save()
    assert KeptSession.objects.filter(pk=kept.pk).values().get() == before


def test_a_template_becomes_a_new_day_and_nothing_spoils_it(asha, programme, template):
    before = DayTemplate.objects.filter(pk=template.pk).values().get()
    for _time in range(2):
        asha.post(library(programme, f"days/{template.ref}/use/"), {"to": "new"})
    first, second = ProgrammeDay.objects.filter(title="A gentle day")
    AgendaItem.objects.filter(day=first).update(title="Spoiled")
    assert titles(second) == ["Talk", "Questions", "Walk", "Paint"]
    talk = AgendaItem.objects.get(day=second, title="Talk")
    assert talk.pinned_start.isoformat() == "10:00:00" and talk.facilitator_notes == ""
    assert AgendaItem.objects.get(day=second, title="Walk").alongside == talk
    assert AgendaItem.objects.get(day=second, title="Questions").part_of == talk
    assert AgendaItem.objects.get(day=second, title="Paint").any_time
    assert (second.start_wall.isoformat(), second.date) == ("09:30:00", None)
    assert DayTemplate.objects.filter(pk=template.pk).values().get() == before


def test_a_template_comes_behind_what_a_day_has_already(asha, programme, template):
    other = make_day(programme)
    make_item(other, "Tea")
    asha.post(library(programme, f"days/{template.ref}/use/"), {"to": other.ref})
    assert titles(other)[:2] == ["Tea", "Talk"]


def test_other_facilitators_of_the_organisation_find_it_and_strangers_do_not(
    asha, cora, organisation, programme, kept, template
):
    sister = make_programme("Sister programme", organisation)
    make_member(sister, "Asha Rao", "facilitator", person=asha.person)
    page = words_of(asha.get(library(sister)))
    assert "A song to begin" in page and "A gentle day" in page
    foreign = words_of(cora.get(library(cora.programme)))
    assert "A song to begin" not in foreign and "A gentle day" not in foreign
    for rest in (f"{kept.ref}/", f"days/{template.ref}/"):
        assert cora.get(library(cora.programme, rest)).status_code == 404
    there = make_day(cora.programme)
    assert cora.post(library(cora.programme, f"{kept.ref}/use/"), {"to": there.ref}).status_code == 404
    assert cora.post(library(cora.programme, f"{kept.ref}/change/"), {"title": "Mine"}).status_code == 404
    assert asha.post(library(programme, f"{kept.ref}/use/"), {"to": there.ref}).status_code == 422


def test_words_narrow_the_library(asha, programme, kept, template):
    page = words_of(asha.get(library(programme) + "?words=BEGIN"))
    assert "A song to begin" in page and "A gentle day" not in page
    page = words_of(asha.get(library(programme) + "?words=first time"))
    assert "A gentle day" in page and "A song to begin" not in page
    page = words_of(asha.get(library(programme) + "?words=nothing-like-it"))
    assert "No day fits these words." in page and "No session fits these words." in page


def test_lena_names_it_anew_and_asha_may_not(asha, lena, programme, kept, template):
    for rest, data in (
        (f"{kept.ref}/change/", {"title": "Hum"}),
        (f"days/{template.ref}/change/", {"name": "Hum"}),
    ):
        assert asha.post(library(programme, rest), data).status_code == 403
        assert lena.post(library(programme, rest), data).status_code == 302
    assert (KeptSession.objects.get().title, DayTemplate.objects.get().name) == ("Hum", "Hum")
    assert "Change its name" not in words_of(asha.get(library(programme, f"{kept.ref}/")))


def test_a_name_that_is_missing_is_asked_for_and_the_words_stay(lena, programme, template):
    response = lena.post(
        library(programme, f"days/{template.ref}/change/"), {"name": " ", "about": "Still here"}
    )
    assert response.status_code == 422
    assert "Enter a name" in words_of(response) and "Still here" in response.content.decode()


def test_what_is_put_away_can_be_brought_back(ada, asha, programme, kept):
    ada.post(library(programme, f"{kept.ref}/change/"), {"away": "1", "title": kept.title})
    assert "A song to begin" not in words_of(asha.get(library(programme)))
    assert "A song to begin" in words_of(ada.get(library(programme)))
    ada.post(library(programme, f"{kept.ref}/change/"), {"back": "1"})
    assert "A song to begin" in words_of(asha.get(library(programme)))


def test_the_library_costs_as_many_queries_with_many_as_with_one(
    asha, programme, kept, django_assert_max_num_queries
):
    KeptSession.objects.bulk_create(
        KeptSession(organisation=programme.organisation, title=f"Song {number}") for number in range(40)
    )
    with django_assert_max_num_queries(12):
        asha.get(library(programme))
