"""A private address that a person's calendar asks: made once, seen once, stopped at once."""

import re
from datetime import timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from copro.models import Tries
from programmes.agenda.actions import publish_day, take_day_out
from programmes.attendance.actions import record_plan
from programmes.calendars.jobs import tell_what_moved
from programmes.models import CalendarEntry, CalendarFeed, How, Plan, ProgrammeDay
from programmes.people.actions import mark_left
from tests.factories import make_attendance, make_day, make_member, make_programme
from tests.programmes.calendars.reading import events, lines


def page_of(programme):
    return reverse("programmes:my_calendar", args=[programme.slug])


def make(client):
    """The path of a fresh address, as the page shows it."""
    answer = client.post(page_of(client.membership.programme))
    assert answer.status_code == 200
    [path] = set(re.findall(r"/calendar/[\w-]{22}\.ics", answer.content.decode()))
    return path


def asked(path):
    """What a calendar, which is not signed in, gets."""
    answer = Client().get(path)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def coming(programme, number=10, **extra):
    return make_day(programme, on=timezone.localdate() + timedelta(days=number), **extra)


def test_ben_s_calendar_follows_the_days_without_signing_in(ben, programme):
    first, second = coming(programme, 10), coming(programme, 40)
    coming(programme, 50, published_at=None)
    make_day(make_programme("Elsewhere"))
    found = events(asked(make(ben)))
    assert [event["uid"] for event in found] == [str(first.pk), str(second.pk)]


def test_a_calendar_without_days_is_still_a_calendar(ben, programme):
    content = asked(make(ben))
    assert events(content) == [] and "BEGIN:VTIMEZONE" in lines(content)


def test_the_address_is_seen_once_and_kept_as_a_hash(ben, programme):
    path = make(ben)
    token = path.split("/")[-1].removesuffix(".ics")
    assert token not in ben.get(page_of(programme)).content.decode()
    kept = CalendarFeed.objects.values_list().get()
    assert token not in str(kept)


def test_a_new_address_stops_the_old_one_and_stop_stops_both(ben, programme):
    old = make(ben)
    new = make(ben)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    ben.post(reverse("programmes:stop_my_calendar", args=[programme.slug]))
    assert Client().get(new).status_code == 404
    assert "You have no address yet" in ben.get(page_of(programme)).content.decode()


def test_the_address_ends_when_ben_leaves(ben, lena, programme):
    path = make(ben)
    mark_left(ben.membership, by=lena.person)
    assert Client().get(path).status_code == 404


def test_bea_s_stop_does_not_stop_ben_s(ben, bea, programme):
    path = make(ben)
    make(bea)
    bea.post(reverse("programmes:stop_my_calendar", args=[programme.slug]))
    assert Client().get(path).status_code == 200


def test_a_guess_finds_nothing_and_soon_not_even_an_answer(anyone, programme, ben):
    path = make(ben)
    for _guess in range(60):
        assert anyone.get("/calendar/" + "a" * 22 + ".ics").status_code == 404
    answer = anyone.get("/calendar/" + "a" * 22 + ".ics")
    assert answer.status_code == 429 and answer.headers["Retry-After"]
    assert Client().get(path).status_code == 200  # the same company may ask for somebody else's


def test_a_calendar_that_asks_every_second_is_told_to_wait(ben, programme):
    path, client = make(ben), Client()
    found = [client.get(path).status_code for _ask in range(61)]
    assert found == [200] * 60 + [429]
    assert not Tries.objects.filter(subject__contains=path.split("/")[-1][:22]).exists()


def test_asking_costs_few_queries_however_many_days(ben, programme, django_assert_max_num_queries):
    path = make(ben)
    for number in range(12):
        coming(programme, number + 1)
    with django_assert_max_num_queries(9):
        Client().get(path)


def test_only_what_calendars_show_raises_the_number(asha, programme):
    day = coming(programme)
    publish_day(day, by=asha.person)
    entry = CalendarEntry.objects.get(day=day)
    assert entry.sequence == 0
    day.notes, day.capacity = "Order lunch", 60
    day.save()
    publish_day(day, by=asha.person)
    entry.refresh_from_db()
    assert entry.sequence == 0
    day.venue = "The library"
    day.save()
    entry.refresh_from_db()
    assert (entry.sequence, entry.facts["place"]) == (1, "The library")


def test_asha_moves_a_published_day_and_ben_s_calendar_moves_it(ben, asha, programme):
    day, path = coming(programme), None
    path = make(ben)
    [before] = events(asked(path))
    later = day.date + timedelta(days=7)
    answer = asha.post(
        reverse("programmes:edit_day", args=[programme.slug, day.ref]),
        {
            "title": "",
            "date": later.isoformat(),
            "start_wall": "10:00",
            "end_wall": "15:30",
            "zone": "Europe/London",
            "version": ProgrammeDay.objects.get(pk=day.pk).version,
        },
    )
    assert answer.status_code == 302
    [after] = events(asked(path))
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    assert after["starts"].date() == later and after["changed"] >= before["changed"]


def test_a_day_whose_date_goes_is_struck_out_and_comes_back_as_the_same(ben, programme):
    day, path = coming(programme), make(ben)
    date = day.date
    [told] = events(asked(path))
    day.date = day.starts_at = day.ends_at = None
    day.save()
    [gone] = events(asked(path))
    assert (gone["uid"], gone["status"], gone["sequence"]) == (told["uid"], "CANCELLED", 1)
    assert gone["starts"] == told["starts"] and gone["url"] is None
    day.date = date
    day.save()
    [back] = events(asked(path))
    assert (back["uid"], back["status"], back["sequence"]) == (told["uid"], "CONFIRMED", 2)


def test_a_day_that_is_taken_out_is_struck_out_for_sixty_days(asha, ben, programme):
    day, other, path = coming(programme, 10), coming(programme, 20), make(ben)
    take_day_out(day, by=asha.person)
    gone, moved_up = events(asked(path))
    assert (gone["uid"], gone["status"], gone["sequence"]) == (str(day.pk), "CANCELLED", 1)
    # "Day 2" is the first one now, and says so.
    assert (moved_up["uid"], moved_up["summary"]) == (str(other.pk), f"{programme.name}: Day 1")
    assert moved_up["sequence"] == 1
    entry = CalendarEntry.objects.get(uid=str(day.pk))
    for days_ago, shown in ((60, True), (61, False)):
        entry.facts["date"] = (timezone.localdate() - timedelta(days=days_ago)).isoformat()
        entry.save()
        assert (str(day.pk) in [event["uid"] for event in events(asked(path))]) is shown


def test_a_day_that_went_back_and_forth_never_counts_down(programme):
    day = coming(programme)
    seen = []
    for venue in ("A", "B", "A", "B"):
        day.venue = venue
        day.save()
        seen.append(CalendarEntry.objects.get(day=day).sequence)
    assert seen == sorted(set(seen))


def test_days_that_change_places_change_their_names_in_calendars(asha, programme):
    first, second = coming(programme, 10), coming(programme, 20)
    asha.post(reverse("programmes:move_day", args=[programme.slug, second.ref]), {"up": ""})
    titles = {entry.day_id: entry.facts["title"][-5:] for entry in CalendarEntry.objects.all()}
    assert titles == {first.pk: "Day 2", second.pk: "Day 1"}


def test_what_nobody_was_told_of_is_told_within_the_hour(programme):
    day, _other = coming(programme, 10), coming(programme, 20)
    ProgrammeDay.objects.filter(pk=day.pk).update(title="Meeting up")
    assert tell_what_moved() == 1
    assert tell_what_moved() == 0
    assert CalendarEntry.objects.get(day=day).facts["title"].endswith("Meeting up")


def test_a_day_published_before_calendars_were_told_is_told_by_the_job(programme):
    day = coming(programme)
    CalendarEntry.objects.all().delete()
    assert tell_what_moved() == 1
    assert CalendarEntry.objects.get(day=day).uid == str(day.pk)


def test_a_renamed_programme_is_renamed_in_calendars(ben, programme):
    coming(programme)
    path = make(ben)
    programme.name = "Better together"
    programme.save()
    [event] = events(asked(path))
    assert event["summary"] == "Better together: Day 1" and event["sequence"] == 1


@pytest.mark.parametrize("how", ["beforehand", "on the day"])
def test_a_day_that_ben_sent_apologies_for_leaves_his_time_free(ben, bea, programme, how):
    day = coming(programme)
    mine, hers = make(ben), make(bea)
    if how == "beforehand":
        record_plan(day, ben.membership, Plan.APOLOGIES, by=ben.person, how=How.SELF)
    else:
        make_attendance(day, ben.membership, "apologies")
    [event] = events(asked(mine))
    assert event["transp"] == "TRANSPARENT"
    assert event["words"].startswith("You sent apologies for this day.")
    assert event["stamp"] >= events(asked(hers))[0]["stamp"]
    assert "apologies" not in asked(hers).decode()


def test_the_feed_says_nothing_about_people(ben, bea, programme):
    day = coming(programme)
    make_member(programme, "Mei-Ling Chan")
    make_attendance(day, bea.membership)
    content = asked(make(ben)).decode()
    for word in ("Ben", "Bea", "Mei-Ling", "ATTENDEE", "ORGANIZER", "PARTSTAT", "mailto"):
        assert word not in content


def test_a_draft_programme_shows_no_days(ben, programme):
    coming(programme)
    path = make(ben)
    programme.state = "draft"
    programme.save()
    assert events(asked(path)) == []


def test_the_page_says_who_can_see_it_and_offers_each_day(ben, programme):
    day = coming(programme)
    page = ben.get(page_of(programme)).content.decode()
    assert "Whoever has the address sees the days" in page
    assert reverse("programmes:day_calendar", args=[programme.slug, day.ref]) in page
    assert page_of(programme) in ben.get(reverse("programmes:home", args=[programme.slug])).content.decode()


def test_google_may_fetch_it_and_no_search_engine_keeps_it(ben, anyone):
    rules = RobotFileParser()
    rules.parse(anyone.get("/robots.txt").content.decode().splitlines())
    path = make(ben)
    assert rules.can_fetch("Googlebot", path) and not rules.can_fetch("Googlebot", "/help/")
    assert anyone.get(path).headers["X-Robots-Tag"] == "noindex"
