"""After the day: what is open, whom to phone, and closing it."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.closing.queries import after_day
from programmes.models import Attendance, AuditEvent, FriendCall, Plan, Presence
from tests.factories import make_attendance, make_day, make_member, make_team


def page(client, day):
    return client.get(reverse("programmes:after_day", args=[day.programme.slug, day.ref]))


def silent(day):
    return [row.name for row in after_day(day).silent]


def test_who_is_not_recorded_is_listed_and_stays_so(day, lena, ben, bea):
    make_attendance(day, ben.membership)
    shown = page(lena, day).content.decode()
    assert "Bea Lind" in shown and "does not mean “not here”" in shown
    lena.post(reverse("programmes:close_day", args=[day.programme.slug, day.ref]))
    assert not Attendance.objects.filter(programme=day.programme, membership=bea.membership).exists()


def test_lena_closes_the_day_and_opens_it_again(day, lena):
    address = reverse("programmes:close_day", args=[day.programme.slug, day.ref])
    lena.post(address)
    lena.post(address)
    day.refresh_from_db()
    assert (day.is_closed, day.closed_by) == (True, lena.person)
    assert AuditEvent.objects.filter(programme=day.programme, verb="day_closed").count() == 1
    assert "Lena Fox closed it" in page(lena, day).content.decode()
    lena.post(address, {"again": "1"})
    day.refresh_from_db()
    assert not day.is_closed


def test_asha_sees_the_page_and_cannot_close_the_day(day, asha):
    assert "Somebody who leads the programme can close it" in page(asha, day).content.decode()
    assert asha.post(reverse("programmes:close_day", args=[day.programme.slug, day.ref])).status_code == 403


def test_an_admin_without_a_place_closes_nothing(day, ada):
    assert ada.post(reverse("programmes:close_day", args=[day.programme.slug, day.ref])).status_code == 403


@pytest.mark.parametrize(
    ("presence", "plan", "is_silent"),
    [
        (None, Plan.EXPECTED, True),
        (None, Plan.COMING, True),
        (None, Plan.APOLOGIES, False),
        (Presence.NOT_HERE, Plan.COMING, True),
        (Presence.APOLOGIES, Plan.EXPECTED, False),
        (Presence.IN_PERSON, Plan.APOLOGIES, False),
        (Presence.PART, Plan.EXPECTED, False),
    ],
)
def test_silence_is_no_word_at_all(day, programme, presence, plan, is_silent):
    hana = make_member(programme, "Hana Sato")
    make_attendance(day, hana, presence, plan=plan)
    assert ("Hana Sato" in silent(day)) is is_silent


def test_commitment_is_came_or_sent_word(day, programme, ben, bea):
    make_attendance(day, ben.membership)
    make_attendance(day, bea.membership, None, plan=Plan.APOLOGIES)
    make_member(programme, "Hana Sato")
    assert after_day(day).kept_word == "2 of 3 people came or sent word."


def test_there_are_no_percentages(day, lena, ben):
    make_attendance(day, ben.membership)
    assert "%" not in page(lena, day).content.decode().split("<main")[1]


def test_a_call_is_given_to_asha_and_noted(day, lena, asha, bea):
    address = reverse("programmes:phone", args=[day.programme.slug, day.ref])
    sent = {"person": bea.membership.ref, "who": asha.membership.ref, "state": "to_do"}
    lena.post(address, sent)
    lena.post(address, sent | {"state": "spoke"})
    call = FriendCall.objects.get(programme=day.programme)
    assert (call.membership, call.who, call.state) == (bea.membership, asha.membership, "spoke")
    # Somebody who was phoned stays on the list, so that the next one sees that it was done.
    make_attendance(day, bea.membership)
    assert "Bea Lind" in silent(day)


@pytest.mark.parametrize(
    "wrong", [{"person": "346789ac"}, {"person": ""}, {"state": "angry"}, {"who": "346789ac"}]
)
def test_a_call_that_makes_no_sense_is_refused(day, lena, bea, wrong):
    sent = {"person": bea.membership.ref, "state": "to_do", "who": ""} | wrong
    assert lena.post(reverse("programmes:phone", args=[day.programme.slug, day.ref]), sent).status_code == 422
    assert not FriendCall.objects.filter(programme=day.programme).exists()


def test_a_call_is_never_given_to_somebody_who_takes_part(day, lena, ben, bea):
    sent = {"person": bea.membership.ref, "state": "to_do", "who": ben.membership.ref}
    assert lena.post(reverse("programmes:phone", args=[day.programme.slug, day.ref]), sent).status_code == 422


def test_silence_on_days_before_is_counted_once_there_was_a_register(programme, ben, bea):
    first, second = make_day(programme, on=date(2027, 1, 19)), make_day(programme, on=date(2027, 2, 2))
    make_day(programme, number=9, on=date(2027, 3, 2))
    make_attendance(first, ben.membership)
    make_attendance(second, ben.membership)
    [row] = [each for each in after_day(second).silent if each.name == "Bea Lind"]
    assert row.days_before == 1


def test_small_numbers_are_held_back(day, programme):
    large, small, other = (make_team(programme, name) for name in ("Large", "Small", "Other"))
    for team, size in ((large, 9), (small, 2), (other, 6)):
        for number in range(size):
            person = make_member(programme, f"{team.name} {number}", team=team, parts=["staff"])
            make_attendance(day, person)
    one_of_them = programme.memberships.first()
    one_of_them.parts = ["carer"]
    one_of_them.save()
    after = after_day(day)
    assert {row.label: row.number for row in after.teams} == {"Large": 9, "Other": None, "Small": None}
    # One carer among seventeen: sixteen members of staff would tell as much.
    assert [row.number for row in after.parts] == [None, None]


def test_the_page_costs_the_same_for_many(day, programme, lena, django_assert_max_num_queries):
    for number in range(40):
        make_member(programme, f"Person {number}")
    with django_assert_max_num_queries(11):
        page(lena, day)


def test_nobody_but_those_who_run_the_days_sees_it(day, ben, hal):
    assert [page(client, day).status_code for client in (ben, hal)] == [403, 403]


def test_teams_are_left_out_where_the_total_would_tell(day, programme):
    for number, name in enumerate(("Large", "Small")):
        team = make_team(programme, name)
        for other in range(8 if number == 0 else 1):
            make_attendance(day, make_member(programme, f"{name} {other}", team=team))
    assert [row.number for row in after_day(day).teams] in ([], [None, None])
    make_attendance(day, make_member(programme, "Alone"))
    assert all(row.number is None or row.number >= 5 for row in after_day(day).teams)
