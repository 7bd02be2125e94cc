"""Will you be there? Apologies for any day to come, and nobody asks why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Attendance, AttendanceChange, Plan
from tests.factories import make_attendance, make_day


@pytest.fixture
def coming(programme):
    return make_day(programme, on=timezone.localdate(timezone=programme.tz) + timedelta(days=7))


def page(day):
    return reverse("programmes:my_plan", args=[day.programme.slug, day.ref])


@pytest.mark.parametrize("plan", [Plan.COMING, Plan.ONLINE, Plan.NOT_SURE, Plan.APOLOGIES])
def test_ben_says_whether_he_will_come(ben, coming, plan):
    assert ben.post(page(coming), {"plan": plan}).url == coming.programme.get_absolute_url()
    record = Attendance.objects.get(programme=coming.programme, day=coming, membership=ben.membership)
    assert (record.plan, record.presence) == (plan, None)
    assert AttendanceChange.objects.filter(programme=coming.programme, day=coming, by=ben.person).count() == 1


def test_ben_changes_his_mind(ben, coming):
    ben.post(page(coming), {"plan": Plan.APOLOGIES})
    ben.post(page(coming), {"plan": Plan.COMING})
    assert Attendance.objects.get(programme=coming.programme).plan == Plan.COMING


@pytest.mark.parametrize("plan", ["", "expected", "in_person", "nonsense"])
def test_an_answer_that_is_not_offered_is_asked_again(ben, coming, plan):
    response = ben.post(page(coming), {"plan": plan})
    assert response.status_code == 422
    assert "Choose one of the answers" in response.content.decode()
    assert not Attendance.objects.exists()


def test_nobody_is_asked_why(ben, coming):
    text = ben.get(page(coming)).content.decode()
    assert "textarea" not in text and "reason" not in text


def test_reading_the_page_writes_nothing(ben, coming):
    assert ben.get(page(coming)).status_code == ben.head(page(coming)).status_code == 200
    assert not Attendance.objects.exists()


def test_a_day_that_is_over_is_not_asked_about(ben, programme):
    over = make_day(programme, on=timezone.localdate() - timedelta(days=2))
    assert ben.get(page(over)).status_code == ben.post(page(over), {"plan": "coming"}).status_code == 404


def test_ben_answers_for_nobody_else(ben, bea, coming):
    ben.post(page(coming), {"plan": "coming", "membership": bea.membership.pk, "person": bea.membership.ref})
    assert Attendance.objects.get(programme=coming.programme).membership == ben.membership


def test_what_was_recorded_on_the_day_stays(ben, programme):
    today = make_day(programme, on=timezone.localdate(timezone=programme.tz), start=None)
    make_attendance(today, ben.membership, "in_person")
    ben.post(page(today), {"plan": "apologies"})
    assert Attendance.objects.get(programme=programme).presence == "in_person"


def test_a_day_of_another_programme_is_not_found(ben, cora):
    theirs = make_day(cora.programme, on=timezone.localdate() + timedelta(days=3))
    mixed = reverse("programmes:my_plan", args=[ben.membership.programme.slug, theirs.ref])
    assert ben.post(mixed, {"plan": "coming"}).status_code == 404
    assert ben.post(page(theirs), {"plan": "coming"}).status_code == 404


def test_an_admin_without_a_place_answers_for_nobody(ada, coming):
    assert ada.post(page(coming), {"plan": "coming"}).status_code == 403


def test_a_draft_s_days_are_not_asked_about(ben, coming):
    coming.programme.state = "draft"
    coming.programme.save()
    assert ben.post(page(coming), {"plan": "coming"}).status_code == 404
