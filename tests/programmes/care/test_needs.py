"""What helps somebody: asked with a date, kept as promised, asked again, deleted in time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.care.jobs import delete_needs_in_time
from programmes.care.needs import promise_for, still_right
from programmes.models import AccessJob, AccessNeed, AuditEvent, Membership
from tests.factories import make_day, make_member

KEPT = timedelta(days=30)


def page(client, name, *more):
    return reverse(f"programmes:{name}", args=[client.membership.programme.slug, *more])


def text_of(response):
    return response.content.decode()


@pytest.fixture
def agreed(ben):
    Membership.objects.filter(pk=ben.membership.pk).update(agreed_at=timezone.now())
    return ben


@pytest.fixture
def now():
    return timezone.localdate()


def test_ben_reads_the_date_of_deletion_in_the_box_he_ticks(agreed, programme):
    make_day(programme, on=date(2031, 3, 5))
    assert "delete it on 4 April 2031" in text_of(agreed.get(page(agreed, "my_details")))
    sent = {"name": "Ben Carter", "helps": ["loop"], "please_greet": "on", "keep_needs": "on"}
    agreed.post(page(agreed, "my_details"), sent)
    need = AccessNeed.objects.get(programme=programme)
    assert (need.delete_on, need.please_greet, need.help_to_leave) == (date(2031, 4, 4), True, False)


@pytest.mark.parametrize(
    "said",
    [{"helps": ["loop"]}, {"help_words": "front row"}, {"please_greet": "on"}, {"help_to_leave": "on"}],
)
def test_without_his_yes_nothing_about_ben_is_kept(agreed, said):
    response = agreed.post(page(agreed, "my_details"), {"name": "Ben Carter", **said})
    assert response.status_code == 422 and "Tick this so that we may keep it" in text_of(response)
    assert not AccessNeed.objects.exists()


def test_where_no_date_is_known_the_promise_is_a_year(programme, now):
    make_day(programme, on=None)
    assert promise_for(programme) == now + timedelta(days=365)


def test_a_day_some_time_in_a_week_counts_with_the_end_of_that_week(programme):
    make_day(programme, on=None, window_from=date(2031, 5, 1), window_to=date(2031, 5, 7))
    assert promise_for(programme) == date(2031, 6, 6)


def test_the_date_never_moves_away_without_asking(agreed, programme, needs):
    make_day(programme, on=date(2031, 3, 5))
    needs(agreed, "loop")
    make_day(programme, on=date(2031, 9, 1))
    delete_needs_in_time()
    sent = {"name": "Benji", "helps": ["loop", "quiet"], "keep_needs": "on"}
    assert "4 April 2031" in text_of(agreed.get(page(agreed, "my_details")))
    agreed.post(page(agreed, "my_details"), sent)
    assert AccessNeed.objects.get(programme=programme).delete_on == date(2031, 4, 4)


def test_the_date_moves_closer_when_the_last_day_does(programme, ben, needs):
    day = make_day(programme, on=date(2031, 3, 5))
    needs(ben, "loop")
    day.date = date(2031, 1, 1)
    day.save()
    delete_needs_in_time()
    assert AccessNeed.objects.get(programme=programme).delete_on == date(2031, 1, 31)


def test_saving_my_details_without_a_change_is_no_new_yes(agreed, programme, needs):
    need = needs(agreed, "loop")
    sent = {"name": "Benji", "helps": ["loop"], "keep_needs": "on"}
    agreed.post(page(agreed, "my_details"), sent)
    assert AccessNeed.objects.get(programme=programme).agreed_at == need.agreed_at


def test_what_helps_goes_on_its_date_and_its_jobs_with_it(programme, ben, bea, needs, today, now):
    for client, days in ((ben, 0), (bea, 1)):
        need = needs(client, "loop", words="front row")
        AccessNeed.objects.filter(programme=programme, pk=need.pk).update(delete_on=now + timedelta(days))
        AccessJob.objects.create(programme=programme, day=today, membership=client.membership, help="loop")
    assert delete_needs_in_time() == 1
    assert [need.membership for need in AccessNeed.objects.filter(programme=programme)] == [bea.membership]
    assert [job.membership for job in AccessJob.objects.filter(programme=programme)] == [bea.membership]
    event = AuditEvent.objects.get(programme=programme, verb="needs_deleted")
    assert (event.facts, event.actor, event.object_ref) == ({"count": 1}, None, "")
    assert delete_needs_in_time() == 0
    assert AuditEvent.objects.filter(verb="needs_deleted").count() == 1


def test_the_deletion_reads_as_a_sentence_in_who_did_what(lena, programme, ben, needs, now):
    need = needs(ben, "loop")
    AccessNeed.objects.filter(programme=programme, pk=need.pk).update(delete_on=now)
    delete_needs_in_time()
    assert "on the promised date: 1." in text_of(lena.get(page(lena, "audit")))


def test_what_was_told_before_we_promised_a_date_goes_when_the_programme_ends(programme, ben, needs, now):
    make_day(programme, on=now - timedelta(days=3))
    need = needs(ben, "loop")
    AccessNeed.objects.filter(programme=programme, pk=need.pk).update(delete_on=None)
    undated = make_day(programme, on=None)
    assert delete_needs_in_time() == 0
    undated.delete()
    assert delete_needs_in_time() == 1


def test_somebody_who_left_is_forgotten_a_month_later(programme, ben, needs, now):
    needs(ben, "loop")
    for days, deleted in ((29, 0), (30, 1)):
        Membership.objects.filter(pk=ben.membership.pk).update(left_on=now - timedelta(days))
        assert delete_needs_in_time() == deleted


def test_ben_takes_it_back_and_it_is_gone_at_once(ben, programme, needs, today):
    needs(ben, "loop", words="front row")
    AccessJob.objects.create(programme=programme, day=today, membership=ben.membership, help="loop")
    assert "We delete it now" in text_of(ben.get(page(ben, "take_back_my_needs")))
    assert AccessNeed.objects.exists()
    ben.post(page(ben, "take_back_my_needs"))
    assert not AccessNeed.objects.exists() and not AccessJob.objects.exists()
    assert not AuditEvent.objects.filter(actor=ben.person).exists()


def test_a_job_goes_with_the_tick_it_came_from(ben, programme, needs, today):
    needs(ben, "loop", "quiet")
    for kind in ("loop", "quiet"):
        AccessJob.objects.create(programme=programme, day=today, membership=ben.membership, help=kind)
    needs(ben, "quiet")
    assert [job.help for job in AccessJob.objects.filter(programme=programme)] == ["quiet"]


@pytest.mark.parametrize(("away", "asked"), [(0, True), (14, True), (15, False)])
def test_ben_is_asked_again_in_the_two_weeks_before_a_day(agreed, programme, needs, now, away, asked):
    make_day(programme, on=now + timedelta(away))
    need = needs(agreed, "loop", words="front row")
    AccessNeed.objects.filter(pk=need.pk).update(agreed_at=timezone.now() - timedelta(days=40))
    home = text_of(agreed.get(page(agreed, "home")))
    assert ("is this still right?" in home) == asked
    assert ("front row" in home) == asked


def test_one_tap_says_still_right_until_the_next_day_comes_near(agreed, programme, needs, now):
    make_day(programme, on=now + timedelta(5))
    need = needs(agreed, "loop")
    AccessNeed.objects.filter(pk=need.pk).update(agreed_at=timezone.now() - timedelta(days=40))
    agreed.post(page(agreed, "review_my_needs"), {"until": promise_for(programme)})
    assert "is this still right?" not in text_of(agreed.get(page(agreed, "home")))
    assert AccessNeed.objects.get(pk=need.pk).reviewed_at


def test_saying_still_right_agrees_to_the_later_date_that_was_shown_and_to_no_other(programme, ben, needs):
    make_day(programme, on=date(2031, 3, 5))
    need = needs(ben, "loop")
    make_day(programme, on=date(2031, 9, 1))
    for until in (None, date(2040, 1, 1)):
        still_right(ben.membership, until)
        need.refresh_from_db()
        assert need.delete_on == date(2031, 4, 4) and need.reviewed_at
    still_right(ben.membership, date(2031, 10, 1))
    need.refresh_from_db()
    assert need.delete_on == date(2031, 10, 1)


def test_the_question_names_a_later_date(agreed, programme, needs, now):
    make_day(programme, on=now + timedelta(2))
    need = needs(agreed, "loop")
    AccessNeed.objects.filter(pk=need.pk).update(
        agreed_at=timezone.now() - timedelta(days=40), delete_on=now + timedelta(3)
    )
    home = text_of(agreed.get(page(agreed, "home")))
    assert "If you say yes, we keep it until" in home and "then delete it" in home


def test_somebody_with_nothing_written_down_is_not_asked_again(agreed, programme, now):
    make_day(programme, on=now + timedelta(2))
    assert "is this still right?" not in text_of(agreed.get(page(agreed, "home")))


def test_asha_sees_when_ben_was_asked_and_asks_again_for_him(asha, ben, programme, needs):
    make_day(programme, on=date(2031, 3, 5))
    needs(ben, "loop", leave=True, greet=True)
    shown = text_of(asha.get(ben.membership.get_absolute_url()))
    for words in ("Help to leave the building", "Please greet", "Not asked again yet", "4 April 2031"):
        assert words in shown
    asha.post(page(asha, "need_reviewed", ben.membership.ref), {"until": date(2031, 4, 4)})
    assert "Still right on" in text_of(asha.get(ben.membership.get_absolute_url()))


def test_asha_writes_the_door_s_part_down_too(asha, ben, programme):
    address = page(asha, "access_need", ben.membership.ref)
    assert asha.post(address, {"help_to_leave": "on"}).status_code == 422
    asha.post(address, {"help_to_leave": "on", "agreed": "on"})
    need = AccessNeed.objects.get(programme=programme)
    assert need.help_to_leave and not need.please_greet and need.delete_on


def test_a_copy_of_what_helps_stays_in_its_own_programme(ben, cora, needs):
    """Asked for each programme: consent for one says nothing about another."""
    needs(ben, "loop")
    elsewhere = make_member(cora.programme, "Ben Carter", person=ben.person)
    assert not AccessNeed.objects.filter(membership=elsewhere).exists()
