"""Answering by link: for one person and one day, without signing in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.letters.replies import live_link, token_of, typed_code_of
from programmes.models import Attendance, AttendanceChange, ReplyLink
from tests.factories import make_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(programme):
    return make_day(programme, on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def link(day, ben):
    return live_link(day, ben.membership)


def plan_of(link):
    row = Attendance.objects.filter(day=link.day, membership=link.membership).first()
    return row and row.plan


def test_opening_the_link_records_nothing_and_shows_the_day(anyone, link):
    assert anyone.get("/reply/").status_code == 200
    page = anyone.post("/reply/", {"token": token_of(link)}).content.decode()
    assert "Harbour Hall" in page and "<bdi>Ben</bdi>, will you come?" in page
    assert plan_of(link) is None


def test_ben_says_that_he_is_coming_and_then_that_he_is_not(anyone, link, ben):
    page = anyone.post("/reply/", {"token": token_of(link), "plan": "coming"}).content.decode()
    assert "For <bdi>Ben</bdi>: Yes, I am coming." in page
    anyone.post("/reply/", {"token": token_of(link), "plan": "apologies"})
    assert plan_of(link) == "apologies"
    change = AttendanceChange.objects.latest("at")
    assert (change.how, change.by, change.new["plan"]) == ("self", ben.person, "apologies")


def test_the_typed_code_does_the_same(anyone, link):
    code = typed_code_of(link)
    anyone.post("/reply/", {"token": f"{code[:5].lower()} {code[5:]}", "plan": "online"})
    assert plan_of(link) == "online"


def test_the_page_names_nobody_in_full_and_opens_nothing_else(anyone, link, programme, lena):
    page = anyone.post("/reply/", {"token": token_of(link), "plan": "coming"})
    assert b"Carter" not in page.content and b"Lena" not in page.content
    assert "sessionid" not in anyone.cookies
    assert "_auth_user_id" not in anyone.session
    assert anyone.get(f"/p/{programme.slug}/").status_code == 302


def test_the_same_tap_sent_twice_is_one_answer(anyone, link):
    about = {"token": token_of(link), "plan": "coming", "client_id": "8c8a1f5e-7d4e-4e4e-9b62-0a53ab4c1d11"}
    for _again in range(2):
        anyone.post("/reply/", about)
    assert AttendanceChange.objects.count() == 1


def test_an_answer_that_is_none_of_the_four_is_refused(anyone, link):
    answer = anyone.post("/reply/", {"token": token_of(link), "plan": "expected"})
    assert (answer.status_code, plan_of(link)) == (422, None)


@pytest.mark.parametrize("token", ["nonsense", "AAAAA AAAAA", "x" * 79, "\x00", "😀"])
def test_a_code_that_nobody_has_opens_nothing(anyone, link, token):
    answer = anyone.post("/reply/", {"token": token, "plan": "coming"})
    assert answer.status_code == 422
    assert b"Harbour" not in answer.content


def test_it_works_until_the_day_is_over(anyone, link, day):
    day.date, day.ends_at = timezone.localdate(), timezone.now() - timedelta(hours=1)
    day.save()
    assert anyone.post("/reply/", {"token": token_of(link)}).status_code == 200
    day.date, day.ends_at = timezone.localdate() - timedelta(days=1), timezone.now() - timedelta(days=1)
    day.save()
    assert anyone.post("/reply/", {"token": token_of(link), "plan": "coming"}).status_code == 422
    assert plan_of(link) is None


def test_it_stops_when_its_owner_leaves(anyone, link, ben):
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    assert anyone.post("/reply/", {"token": token_of(link)}).status_code == 422


def test_it_stops_when_it_is_taken_back(anyone, link):
    ReplyLink.objects.update(revoked_at=timezone.now())
    assert anyone.post("/reply/", {"token": token_of(link)}).status_code == 422


def test_guessing_codes_comes_to_an_end(anyone, link):
    for _guess in range(10):
        assert anyone.post("/reply/", {"token": "AAAAAAAAAA"}).status_code == 422
    assert anyone.post("/reply/", {"token": token_of(link)}).status_code == 429


def test_a_script_cannot_answer_all_day(anyone, link):
    for _answer in range(30):
        anyone.post("/reply/", {"token": token_of(link), "plan": "coming"})
    assert anyone.post("/reply/", {"token": token_of(link), "plan": "online"}).status_code == 429
    assert plan_of(link) == "coming"


def test_one_link_for_one_person_and_day_and_its_secrets_are_stored_nowhere(day, ben, bea):
    mine = live_link(day, ben.membership)
    assert live_link(day, ben.membership).pk == mine.pk
    assert token_of(mine) != token_of(live_link(day, bea.membership))
    stored = str(list(ReplyLink.objects.values()))
    assert token_of(mine) not in stored and typed_code_of(mine) not in stored


def test_no_address_ever_holds_the_secret(anyone, link):
    assert anyone.get(f"/reply/?token={token_of(link)}").context["form"].is_bound is False
