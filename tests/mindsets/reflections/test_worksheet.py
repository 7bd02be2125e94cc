"""One mindset at a time: looked at, written down, changed, left empty."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mindsets.library.shipped import ship_frameworks
from mindsets.models import Entry, Reflection, Worksheet


def entry_of(client):
    return Entry.objects.get(membership=client.membership)


def test_ben_sees_the_mindset_its_places_and_its_questions(ben, page):
    text = ben.get(page()).text
    assert "Being in the grey" in text
    assert "In the brambles" in text and "It depends" in text and "pausing" in text
    assert "What are you not sure about right now?" in text
    assert "Who makes the final choice in our team" not in text, "questions for us are for teams"


def test_looking_writes_nothing(ben, page):
    ben.get(page())
    assert not Reflection.objects.exists()


def test_only_me_is_chosen_and_the_picture_is_not_ticked_to_begin_with(ben, page):
    text = ben.get(page()).text
    assert 'value="me" checked' in text
    assert 'id="id_count_me">' in text


def test_ben_saves_and_goes_on_to_the_next_mindset(ben, page, answer):
    response = ben.post(page(), answer(ben))
    assert response.url == page("doing")
    entry = entry_of(ben)
    assert (entry.place, entry.words, entry.sharing) == ("bench", "I sat back a bit.", "me")
    assert "I sat back a bit." in ben.get(page()).text


def test_after_the_last_mindset_comes_the_path(ben, page, answer, programme):
    assert ben.post(page("perspectives"), answer(ben)).url == f"/p/{programme.slug}/path/"


def test_an_empty_page_leaves_nothing_behind(ben, page, answer):
    assert ben.post(page(), answer(ben, place="", words="  \n ")).status_code == 302
    assert not Entry.objects.exists()


def test_talking_about_it_is_an_answer(ben, page, answer):
    ben.post(page(), answer(ben, place="", words="", talked_instead="on"))
    assert entry_of(ben).talked_instead


def test_emptying_an_answer_takes_it_away(ben, page, answer):
    ben.post(page(), answer(ben))
    ben.post(page(), answer(ben, base_version="1", place="", words=""))
    assert not Entry.objects.exists()


def test_a_helper_who_types_is_named(ben, page, answer):
    ben.post(page(), answer(ben, typed_by="Pat"))
    assert "Typed for me by Pat" in ben.get(page()).text


def test_20001_letters_come_back_whole_with_what_to_do(ben, page, answer):
    long = "a" * 20_001
    response = ben.post(page(), answer(ben, words=long))
    assert response.status_code == 422
    assert "Shorten by 1" in response.text
    assert long in response.text


def test_a_place_that_is_not_on_the_sheet_is_refused(ben, page, answer):
    assert ben.post(page(), answer(ben, place="10")).status_code == 422


def test_the_yes_to_the_picture_holds_for_the_whole_worksheet(ben, page, answer):
    ben.post(page(), answer(ben, count_me="on"))
    assert Reflection.objects.get(membership=ben.membership).count_me
    assert 'id="id_count_me" checked' in ben.get(page("doing")).text
    ben.post(page("doing"), answer(ben, count_me_was="on"))
    assert not Reflection.objects.get(membership=ben.membership).count_me


def test_nia_without_a_team_cannot_share_with_one(nia, page, answer):
    nia.membership.team = None
    nia.membership.save()
    response = nia.post(page(), answer(nia, sharing="team", words="Only ours"))
    assert response.status_code == 422
    assert "Only ours" in response.text


def test_values_have_no_places_and_can_be_written_about(ben, programme, day, page, answer):
    values = ship_frameworks(programme.organisation)["values"]
    sheet = Worksheet.objects.create(programme=programme, day=day, version=values, opens_at=timezone.now())
    assert "At the gate" not in ben.get(page("assets", of=sheet)).text
    ben.post(page("assets", of=sheet), answer(ben, place="", words="I can bake."))
    assert entry_of(ben).words == "I can bake."


def test_a_worksheet_of_a_day_that_is_not_published_is_not_there(ben, page, day):
    day.published_at = None
    day.save()
    assert ben.get(page()).status_code == 404


def test_a_closed_worksheet_keeps_what_was_written_and_takes_nothing_new(ben, page, answer, worksheet):
    ben.post(page(), answer(ben))
    worksheet.closes_at = "2020-01-01T00:00Z"
    worksheet.save()
    response = ben.post(page(), answer(ben, base_version="1", words="Too late"))
    assert response.status_code == 422
    assert "Too late" in response.text, "what was typed is still there to copy"
    assert entry_of(ben).words == "I sat back a bit."


def test_when_the_records_cannot_be_reached_the_words_come_back(ben, page, answer, monkeypatch):
    def unreachable(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("mindsets.reflections.views.save_answer", unreachable)
    response = ben.post(page(), answer(ben))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "I sat back a bit." in response.text


def test_saving_by_itself_costs_few_queries(ben, type_into):
    type_into(ben)
    with CaptureQueriesContext(connection) as spent:
        assert type_into(ben, base_version="1", words="More").status_code == 200
    asked = [query["sql"] for query in spent if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 7, asked


@pytest.mark.parametrize("key", ["nothing", "grey2"])
def test_a_mindset_that_is_not_on_the_sheet_is_404(ben, page, key):
    assert ben.get(page(key)).status_code == 404


def test_where_nobody_said_when_it_opens_it_opens_on_its_day(ben, page, answer, worksheet, day):
    worksheet.opens_at = None
    worksheet.save()
    day.date = timezone.localdate(timezone=day.programme.tz) + timedelta(days=1)
    day.save()
    assert "This worksheet is not open yet" in ben.get(page()).text
    early = ben.post(page(), answer(ben))
    assert early.status_code == 422
    assert "not open yet" in early.text and "I sat back a bit." in early.text
    day.date -= timedelta(days=1)
    day.save()
    assert ben.post(page(), answer(ben)).status_code == 302


def test_asha_prints_the_paper_before_the_day_is_published(asha, ben, programme, worksheet, day):
    day.published_at = None
    day.save()
    paper = f"/p/{programme.slug}/reflections/{worksheet.ref}/paper/"
    assert asha.get(paper).status_code == 200
    assert ben.get(paper).status_code == 404


def test_the_time_of_saving_is_told_in_the_programme_s_zone(ben, programme, type_into):
    programme.zone = "Pacific/Auckland"
    programme.save()
    now = timezone.localtime(timezone=programme.tz)
    minutes = {f"Saved {now:%-I:%M}{now:%p}".lower(), f"Saved {now - timedelta(minutes=1):%-I:%M%p}".lower()}
    assert type_into(ben).json()["saved"].lower() in minutes | {
        f"Saved {now + timedelta(minutes=1):%-I:%M%p}".lower()
    }
