"""Getting ready: what helps those who are coming, as jobs with a name and a tick."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.care.jobs import forget_old_jobs
from programmes.care.ready import ready_for
from programmes.models import AccessJob, AccessNeed, Membership
from tests.factories import make_attendance, make_day, make_member, new_id


def what(day):
    return [(person.name, [job.what for job in person.jobs]) for person in ready_for(day).people]


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def tick(asha, at):
    def post(job, do="done", who="", **more):
        return asha.post(at("ready_job"), {"job": job, "do": do, "who": who}, **more)

    return post


def test_what_helps_ben_becomes_jobs(today, ben, needs):
    needs(ben, "loop", "companion", words="front row", greet=True, leave=True)
    [(name, jobs)] = what(today)
    assert name == "Ben Carter"
    assert jobs == [
        "A hearing loop",
        "Room for the person who comes with them",
        "Greet them at the door",
        "Agree who stays with them if the alarm goes",
        "In their own words",
    ]


@pytest.mark.parametrize("plan", ["expected", "coming", "not_sure"])
def test_jobs_stand_for_whoever_may_come(today, ben, needs, plan):
    needs(ben, "step_free")
    record_plan(today, ben.membership, plan, by=ben.person)
    assert what(today) == [("Ben Carter", ["A way in without steps"])]


def test_jobs_go_with_apologies_and_come_back(today, ben, needs):
    needs(ben, "bsl", words="front row")
    record_plan(today, ben.membership, "apologies", by=ben.person)
    assert what(today) == [] and ready_for(today).checked == []
    record_plan(today, ben.membership, "coming", by=ben.person)
    assert what(today) == [("Ben Carter", ["A sign language interpreter", "In their own words"])]


def test_somebody_online_needs_no_room_made_ready(today, ben, needs):
    needs(ben, "step_free", "bsl", "companion", leave=True)
    record_plan(today, ben.membership, "online", by=ben.person)
    assert what(today) == [("Ben Carter", ["A sign language interpreter"])]


def test_what_happened_counts_more_than_what_was_planned(today, ben, needs):
    needs(ben, "loop")
    record_plan(today, ben.membership, "apologies", by=ben.person)
    today.attendances.filter(programme=today.programme).update(presence="in_person")
    assert what(today) == [("Ben Carter", ["A hearing loop"])]


def test_somebody_who_has_left_makes_no_jobs(today, ben, needs):
    needs(ben, "loop")
    Membership.objects.filter(pk=ben.membership.pk).update(left_on=timezone.localdate())
    assert what(today) == []


def test_the_page_counts_what_to_order(asha, at, ben, bea, needs):
    needs(ben, "loop")
    needs(bea, "loop", "bsl")
    shown = text_of(asha.get(at("getting_ready")))
    assert "A hearing loop, <b>for 2 people</b>" in shown
    assert "A sign language interpreter, <b>for one person</b>" in shown


def test_looking_writes_nothing(asha, at, ben, needs):
    needs(ben, "loop")
    asha.get(at("getting_ready"))
    assert not AccessJob.objects.exists()


def test_asha_ticks_a_job_and_takes_the_tick_back(asha, at, today, ben, needs, tick):
    needs(ben, "loop", "quiet")
    key = f"loop.{ben.membership.ref}"
    assert tick(key).url == at("getting_ready")
    shown = text_of(asha.get(at("getting_ready")))
    assert "1 of 2 jobs done" in shown and "Done, says Asha" in shown
    tick(key)
    assert AccessJob.objects.filter(programme=today.programme).count() == 1
    tick(key, "undo")
    assert "0 of 2 jobs done" in text_of(asha.get(at("getting_ready")))


def test_a_helper_can_be_given_a_job_and_the_tick_keeps_the_name(asha, hal, at, today, ben, needs, tick):
    needs(ben, "loop")
    key = f"loop.{ben.membership.ref}"
    tick(key, "", hal.membership.ref)
    tick(key, "done", hal.membership.ref)
    tick(key, "undo")
    job = AccessJob.objects.get(programme=today.programme)
    assert (job.who, job.done_at) == (hal.membership, None)
    tick(key, "who", "")
    job.refresh_from_db()
    assert job.who is None


def test_a_member_cannot_be_given_a_job(ben, bea, today, needs, tick):
    needs(ben, "loop")
    assert tick(f"loop.{ben.membership.ref}", "who", bea.membership.ref).status_code == 422
    assert not AccessJob.objects.exists()


def test_the_tick_of_one_day_is_not_the_tick_of_another(programme, today, ben, needs, tick):
    needs(ben, "loop")
    tick(f"loop.{ben.membership.ref}")
    other = make_day(programme, on=None)
    assert [ready_for(day).done for day in (today, other)] == [1, 0]


@pytest.mark.parametrize("job", ["bsl.{ref}", "loop.346789ac", "346789ac", "loop", "", "loop.{ref}.x"])
def test_a_job_that_is_not_there_says_so_and_writes_nothing(ben, needs, tick, job):
    needs(ben, "loop")
    response = tick(job.format(ref=ben.membership.ref))
    assert response.status_code == 422 and "The list below is as it stands now" in text_of(response)
    assert not AccessJob.objects.exists()


def test_a_need_taken_back_while_the_page_is_open_makes_no_job(ben, needs, tick):
    needs(ben, "loop")
    needs(ben)
    assert tick(f"loop.{ben.membership.ref}").status_code == 422


def test_htmx_gets_the_lists_only(ben, needs, tick):
    needs(ben, "loop")
    answer = tick(f"loop.{ben.membership.ref}", headers={"HX-Request": "true"})
    assert answer.status_code == 200 and text_of(answer).strip().startswith('<div id="lists"')


def test_a_job_for_everybody_is_sealed_done_and_removed(asha, at, today, tick):
    sent = {"words": "Water on the tables", "client_id": new_id()}
    asha.post(at("getting_ready"), sent)
    asha.post(at("getting_ready"), sent)
    job = AccessJob.objects.get(programme=today.programme)
    assert b"Water" not in bytes(job.sealed_words) and job.words == "Water on the tables"
    tick(job.ref)
    assert "1 of 1 job done" in text_of(asha.get(at("getting_ready")))
    tick(job.ref, "remove")
    assert not AccessJob.objects.exists()


def test_an_empty_job_is_no_job(asha, at):
    response = asha.post(at("getting_ready"), {"words": " ", "client_id": new_id()})
    assert response.status_code == 422 and "Write what to get ready" in text_of(response)


def test_who_has_to_be_asked_again_and_who_said_it_is_still_right(asha, at, today, ben, bea, needs):
    old = needs(ben, "loop")
    AccessNeed.objects.filter(pk=old.pk).update(agreed_at=timezone.now() - timedelta(days=20))
    needs(bea, "quiet")
    ready = ready_for(today)
    assert [one.name for one in ready.to_ask_again] == ["Ben Carter"]
    assert [one.name for one in ready.checked] == ["Bea Lind"]
    asha.post(
        f"/p/{today.programme.slug}/people/{ben.membership.ref}/helps/still-right/",
        {"day": today.ref, "until": ready.until},
    )
    assert ready_for(today).to_ask_again == []


def test_somebody_added_by_name_alone_has_not_been_asked(asha, programme, today, at, tick):
    ewa = make_member(programme, "Ewa Nowak")
    make_member(programme, "Nia Moss", agreed_at=timezone.now())
    away = make_member(programme, "Sol Vega")
    make_attendance(today, away, presence=None, plan="apologies")
    names = [name for _ref, name in ready_for(today).never_asked]
    assert names == ["Ewa Nowak", "Asha Rao"]
    tick(f"asked.{ewa.ref}")
    assert [name for _ref, name in ready_for(today).never_asked] == ["Asha Rao"]


def test_the_page_costs_the_same_for_many(asha, at, programme, needs, ben, django_assert_max_num_queries):
    needs(ben, "loop", words="front row")
    for number in range(30):
        member = make_member(programme, f"Person {number}")
        AccessNeed.objects.create(
            programme=programme, membership=member, helps=["loop", "quiet"], agreed_at=timezone.now()
        )
    asha.get(at("getting_ready"))
    with django_assert_max_num_queries(12):
        asha.get(at("getting_ready"))


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_a_month_after_a_day_its_jobs_are_forgotten(programme, days, left):
    day = make_day(programme, on=timezone.localdate() - timedelta(days))
    job = AccessJob(programme=programme, day=day)
    job.words = "Water on the tables"
    job.save()
    forget_old_jobs()
    assert AccessJob.objects.filter(programme=programme).count() == left


def test_the_printed_list_says_to_shred_it(asha, at):
    assert "Shred this sheet after the day" in text_of(asha.get(at("getting_ready")))
