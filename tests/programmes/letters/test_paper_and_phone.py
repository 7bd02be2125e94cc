"""People without email: a letter on paper, and a call."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from programmes.attendance.actions import record_plan
from programmes.letters import sending
from programmes.models import Attendance, Audience, AuditEvent, LetterCopy, LetterKind, ReplyLink
from tests.factories import make_day
from tests.programmes.letters.letters import agreed

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(programme):
    return make_day(programme, on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def reminder(programme, day, lena, bea):
    letter = agreed(programme, lena.person, LetterKind.REMINDER, Audience.UNANSWERED, day=day)
    sending.send_letter(letter.pk)
    return letter


@pytest.fixture
def at(programme):
    return lambda rest="": f"/p/{programme.slug}/{rest}"


def test_bea_s_letter_is_printed_with_a_code_that_works(lena, anyone, reminder, at, bea):
    page = lena.post(at(f"letters/{reminder.ref}/paper/")).content.decode()
    assert "Hello Bea," in page and '<svg class="qr"' in page
    code = re.search(r"typed\">(\w{5} \w{5})<", page)[1]
    anyone.post("/reply/", {"token": code, "plan": "coming"})
    assert Attendance.objects.get(membership=bea.membership).plan == "coming"
    assert AuditEvent.objects.filter(verb="letter_printed").exists()


def test_looking_for_letters_to_print_makes_no_codes(lena, reminder, at):
    assert lena.get(at(f"letters/{reminder.ref}/paper/")).status_code == 405
    lena.get(at(f"letters/{reminder.ref}/"))
    assert not ReplyLink.objects.filter(membership__person__email=None).exists()


def test_a_letter_that_was_printed_is_not_in_the_next_pile(lena, reminder, at, bea):
    lena.post(at(f"letters/{reminder.ref}/printed/"), {"people": [bea.membership.ref]})
    assert LetterCopy.objects.get(membership=bea.membership).printed_at
    assert lena.post(at(f"letters/{reminder.ref}/paper/")).status_code == 302
    assert lena.post(at(f"letters/{reminder.ref}/paper/"), {"again": "1"}).status_code == 200


def test_a_reminder_on_paper_is_not_printed_for_somebody_who_has_answered(lena, reminder, at, bea, day):
    record_plan(day, bea.membership, "coming", by=bea.person)
    assert lena.post(at(f"letters/{reminder.ref}/paper/")).status_code == 302


def test_an_email_that_could_not_be_sent_can_go_on_paper(lena, reminder, at):
    LetterCopy.objects.filter(membership=lena.membership).update(state="failed", trouble="address")
    lena.post(at(f"letters/{reminder.ref}/again/"), {"on_paper": "1"})
    assert b"Hello Lena" in lena.post(at(f"letters/{reminder.ref}/paper/")).content


def test_the_phone_list_names_those_email_does_not_reach(lena, ben, bea, asha, day, at):
    asha.membership.reach_by = "01632 960 777"
    asha.membership.save()
    page = lena.get(at(f"days/{day.ref}/letters/phone/"))
    rows = {row.name: row.reach_by for row in page.context["calls"].to_call}
    assert rows == {"Bea Lind": "", "Asha Rao": "01632 960 777"}


def test_what_somebody_says_on_the_phone_is_kept_as_said_to_lena(lena, bea, day, at):
    answer = lena.post(at(f"days/{day.ref}/letters/phone/"), {"said": f"{bea.membership.ref}.online"})
    assert answer.status_code == 302
    row = Attendance.objects.get(membership=bea.membership)
    assert (row.plan, row.how, row.recorded_by) == ("online", "desk", lena.person)
    calls = lena.get(at(f"days/{day.ref}/letters/phone/")).context["calls"]
    assert ([row.name for row in calls.to_call], [row.plan for row in calls.called]) == ([], ["online"])


def test_a_wrong_tap_is_put_right_on_the_same_page(lena, bea, day, at):
    for plan in ("online", "apologies"):
        lena.post(at(f"days/{day.ref}/letters/phone/"), {"said": f"{bea.membership.ref}.{plan}"})
    assert Attendance.objects.get(membership=bea.membership).plan == "apologies"


@pytest.mark.parametrize("said", ["", "nobody.coming", "{ref}.expected", "{ref}", "\x00.coming"])
def test_a_tap_that_makes_no_sense_changes_nothing(lena, bea, day, at, said):
    said = said.replace("{ref}", bea.membership.ref)
    assert lena.post(at(f"days/{day.ref}/letters/phone/"), {"said": said}).status_code == 422
    assert not Attendance.objects.exists()


def test_nobody_of_another_programme_can_be_answered_for(lena, cora, day, at):
    said = f"{cora.membership.ref}.coming"
    assert lena.post(at(f"days/{day.ref}/letters/phone/"), {"said": said}).status_code == 422
