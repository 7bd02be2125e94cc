"""The board at the door: find a name, tap once, see it said back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.attendance.actions import record_plan, record_presence
from programmes.models import Attendance, AttendanceChange, How
from tests.factories import make_attendance, make_day, make_member, make_programme, make_team, new_id

HTMX = {"HX-Request": "true"}


@pytest.fixture
def today(programme):
    return make_day(programme, on=timezone.localdate())


def at(name, day, **query):
    address = reverse(f"programmes:{name}", args=[day.programme.slug, day.ref])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address


def tap(client, day, membership, button="in_person", htmx=False, **more):
    data = {"tap": f"{button}.{membership.ref}", "client_id": new_id(), **more}
    return client.post(at("mark", day), data, headers=HTMX if htmx else None)


def text(response):
    return response.content.decode()


def test_hal_sees_everybody_with_their_team_and_the_count(hal, programme, today, ben, bea):
    make_attendance(today, ben.membership, "online")
    page = text(hal.get(at("board", today)))
    assert "Who is here?" in page
    assert "Ben Carter" in page
    assert "Waiting well" in page
    assert '<span class="count">1</span> here online' in page
    assert '<span class="count">2</span> not yet' in page


def test_hal_taps_and_comes_back_to_the_same_place(hal, today, ben):
    answer = tap(hal, today, ben.membership, q="ca", state="not_yet")
    assert answer.status_code == 302
    assert f"#p-{ben.membership.ref}" in answer.url
    assert "q=ca" in answer.url
    assert "state=not_yet" in answer.url
    record = Attendance.objects.get(membership=ben.membership)
    assert (record.presence, record.how, record.recorded_by) == ("in_person", "desk", hal.person)
    page = text(hal.get(answer.url))
    assert "here in person" in page
    assert "Undo" in page


def test_with_scripts_only_the_row_the_count_and_the_toast_come_back(hal, today, ben, bea):
    page = text(tap(hal, today, ben.membership, htmx=True))
    assert "<html" not in page
    assert f'<li id="p-{ben.membership.ref}" data-version="1" hx-swap-oob="outerMorph">' in page
    assert f'in_person.{ben.membership.ref}" aria-pressed="true"' in page
    assert "Bea Lind" not in page
    assert '<span class="count">1</span> here in person' in page
    assert "Undo" in page


def test_the_toast_says_what_was_there_before(hal, today, ben):
    tap(hal, today, ben.membership, "online")
    page = text(tap(hal, today, ben.membership, "apologies", htmx=True))
    assert "<bdi>Ben Carter</bdi>: apologies" in page
    assert "Before: Online" in page


@pytest.mark.parametrize("button", ["phone", "part", "called_away", "not_here", "apologies"])
def test_hal_can_record_every_way_of_being_here(hal, today, ben, button):
    tap(hal, today, ben.membership, button)
    assert Attendance.objects.get(membership=ben.membership).presence == button


def test_not_yet_takes_it_back_to_not_recorded(hal, today, ben):
    tap(hal, today, ben.membership)
    tap(hal, today, ben.membership, "not_yet")
    assert Attendance.objects.get(membership=ben.membership).presence is None


def test_the_same_tap_sent_twice_counts_once(hal, today, ben):
    same = new_id()
    first = tap(hal, today, ben.membership, client_id=same)
    again = tap(hal, today, ben.membership, client_id=same)
    assert first.url == again.url
    assert AttendanceChange.objects.count() == 1


def test_two_helpers_on_one_person_are_both_in_the_history_and_the_last_one_stands(hal, asha, today, ben):
    tap(hal, today, ben.membership, "online")
    tap(asha, today, ben.membership, "in_person")
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"
    assert [change.by for change in AttendanceChange.objects.order_by("at")] == [hal.person, asha.person]


@pytest.mark.parametrize("sent", ["", "in_person", "dancing.k7acdefg", "in_person.' OR 1=1--"])
def test_a_tap_that_makes_no_sense_is_refused_and_changes_nothing(hal, today, sent):
    answer = hal.post(at("mark", today), {"tap": sent, "client_id": new_id()})
    assert answer.status_code == 422
    assert "tap again" in text(answer)
    assert not Attendance.objects.exists()


def test_somebody_of_another_programme_cannot_be_recorded_here(hal, today, cora):
    answer = tap(hal, today, cora.membership)
    assert answer.status_code == 422
    assert "not on the list any more" in text(answer)
    assert not Attendance.objects.exists()


def test_undo_puts_back_what_was_there(hal, today, ben):
    tap(hal, today, ben.membership, "online")
    tap(hal, today, ben.membership, "apologies")
    change = AttendanceChange.objects.latest("at")
    answer = hal.post(at("undo", today), {"change": change.ref}, headers=HTMX)
    assert "back to here online" in text(answer)
    assert Attendance.objects.get(membership=ben.membership).presence == "online"


def test_undo_without_scripts_goes_back_to_the_board(hal, today, ben):
    tap(hal, today, ben.membership)
    answer = hal.post(at("undo", today), {"change": AttendanceChange.objects.get().ref})
    assert f"#p-{ben.membership.ref}" in answer.url


def test_undo_refuses_kindly_when_somebody_else_was_quicker(hal, asha, today, ben):
    tap(hal, today, ben.membership, "online")
    change = AttendanceChange.objects.get()
    tap(asha, today, ben.membership, "in_person")
    for headers in (HTMX, None):
        answer = hal.post(at("undo", today), {"change": change.ref}, headers=headers)
        assert answer.status_code == 409
        assert "Changed again since then" in text(answer)
        assert "Asha" not in text(answer).split("Changed again")[1][:200]
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"


def test_cora_cannot_undo_a_change_of_another_programme(cora, today, ben, hal):
    tap(hal, today, ben.membership)
    change = AttendanceChange.objects.get()
    their_day = make_day(cora.programme)
    assert cora.post(at("undo", their_day), {"change": change.ref}).status_code == 422
    assert Attendance.objects.get(membership=ben.membership).presence == "in_person"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ben", True), ("ART", True), ("ca be", True), ("pritch", False), ("b", True), ("' OR 1=1--", False)],
)
def test_any_part_of_a_name_finds_it(hal, today, ben, typed, found):
    page = text(hal.get(at("board", today), {"q": typed}))
    assert ("Ben Carter" in page) is found
    assert ("No matches" in page) is not found


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Siân Pritchard", "sian"),
        ("Tomasz Zieliński", "zielin"),
        ("Łukasz Błach", "lukasz bl"),
        ("فاطمة الزهراء", "فاطمة"),
    ],
)
def test_accents_do_not_matter_and_every_script_is_found(hal, programme, today, name, typed):
    make_member(programme, name)
    page = text(hal.get(at("board", today), {"q": typed}))
    assert f"<bdi>{name}</bdi>" in page
    assert "Hal Green" not in page.split('id="people"')[1]


def test_the_name_somebody_goes_by_finds_them_too(hal, programme, today):
    make_member(programme, "Margaret Hill", called="Peggy")
    assert "Margaret Hill" in text(hal.get(at("board", today), {"q": "pegg"}))


def test_one_letter_does_not_make_the_list_jump(hal, today, ben):
    assert "Ben Carter" in text(hal.get(at("board", today), {"q": "z"}))


def test_a_name_of_eighty_letters_and_one_that_is_markup_are_shown_as_they_are(hal, programme, today):
    make_member(programme, "M" * 80)
    make_member(programme, "<script>alert(1)</script> {ref} {{ 7*7 }}")
    page = text(hal.get(at("board", today)))
    assert "M" * 80 in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {ref} {{ 7*7 }}" in page


def test_the_list_narrows_to_a_team_and_to_a_state(hal, today, ben, bea):
    make_attendance(today, ben.membership, "in_person")
    record_plan(today, bea.membership, "apologies", by=bea.person)

    def listed(**query):
        return text(hal.get(at("board", today), query)).split('id="people"')[1]

    assert "Bea Lind" not in listed(team=ben.membership.team.ref)
    assert "Ben Carter" in listed(state="here")
    assert "Ben Carter" not in listed(state="not_yet")
    assert "Bea Lind" in listed(state="apologies")
    assert "Hal Green" in listed(team="none")
    assert "Ben Carter" not in listed(team="none")


def test_a_filter_that_makes_no_sense_narrows_nothing(hal, today, ben):
    page = hal.get(at("board", today), {"team": "'); DROP TABLE", "state": "rich", "q": "\x00"})
    assert page.status_code == 200
    assert "Ben Carter" in text(page)


def test_searching_with_scripts_brings_only_the_list(hal, today, ben):
    page = text(hal.get(at("board", today), {"q": "ben"}, headers=HTMX))
    assert page.strip().startswith('<div id="people">')


def test_helpers_see_nothing_of_what_helps_people_take_part(hal, today, ben):
    from programmes.models import AccessNeed

    AccessNeed.objects.create(
        programme=today.programme, membership=ben.membership, helps=["loop"], agreed_at=timezone.now()
    )
    page = text(hal.get(at("board", today)))
    assert "loop" not in page


def test_facilitators_see_who_recorded_helpers_do_not(hal, asha, today, ben):
    tap(hal, today, ben.membership)
    assert "by Hal Green" in text(asha.get(at("board", today)))
    assert "by Hal Green" not in text(hal.get(at("board", today)))


def test_a_board_of_another_day_says_so(hal, programme, day):
    assert "Today is" in text(hal.get(at("board", day)))


def test_an_empty_board_says_what_to_do(lena, programme, today):
    lena.membership.left_on = None
    page = text(lena.get(at("board", today), {"team": "none", "q": "nobody at all"}))
    assert "add someone who is not on the list" in page


def test_long_lists_show_the_first_and_offer_the_rest(hal, programme, today):
    for number in range(125):
        make_member(programme, f"Person {number:03}")
    page = text(hal.get(at("board", today)))
    assert "Showing 120 of 126." in page
    assert text(hal.get(at("board", today), {"everyone": "1"})).count('<li id="p-') == 126


def test_a_board_of_six_hundred_asks_as_few_questions_as_one_of_six(
    hal, programme, today, django_assert_num_queries, bulk_of_people
):
    def ask():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            hal.get(at("board", today))
        return len(asked)

    ask()
    few = ask()
    bulk_of_people(programme, 600, day=today)
    assert ask() == few
    assert few <= 12


@pytest.fixture
def bulk_of_people():
    def fill(programme, number, day):
        teams = [make_team(programme) for _each in range(5)]
        for index in range(number):
            person = make_member(programme, f"Person {index}", team=teams[index % 5])
            make_attendance(day, person, "in_person")

    return fill


def test_check_in_goes_to_the_board_of_today(hal, programme, today, day):
    answer = hal.get(reverse("programmes:check_in", args=[programme.slug]))
    assert answer.url == at("board", today)


def test_check_in_offers_the_days_when_none_is_today(hal, programme, day):
    page = text(hal.get(reverse("programmes:check_in", args=[programme.slug])))
    assert at("board", day) in page


def test_check_in_without_days_says_what_to_do(hal, programme):
    page = text(hal.get(reverse("programmes:check_in", args=[programme.slug])))
    assert "There are no days yet" in page


def test_people_who_left_are_not_on_the_board(hal, today, ben):
    ben.membership.left_on = timezone.localdate()
    ben.membership.save()
    assert "Ben Carter" not in text(hal.get(at("board", today)))


def test_apologies_from_before_are_pressed_and_counted(hal, today, ben):
    record_plan(today, ben.membership, "apologies", by=ben.person)
    page = text(hal.get(at("board", today)))
    assert f'apologies.{ben.membership.ref}" aria-pressed="true"' in page
    assert '<span class="count">1</span> apologies' in page
    assert "Sent apologies" in page


def test_reading_the_board_writes_nothing(hal, today, ben):
    hal.get(at("board", today))
    assert not Attendance.objects.exists()
    assert not AttendanceChange.objects.exists()


def test_the_programme_of_somebody_else_cannot_be_told_to_exist(cora, today):
    for name in ("board", "board_news", "walk_in"):
        assert cora.get(at(name, today)).status_code == 404
    for name in ("mark", "undo"):
        assert cora.post(at(name, today)).status_code == 404


def test_a_day_of_another_programme_is_not_found_through_this_one(hal, programme):
    elsewhere = make_day(make_programme("Elsewhere"))
    address = reverse("programmes:board", args=[programme.slug, elsewhere.ref])
    assert hal.get(address).status_code == 404


def test_ben_cannot_open_the_board(ben, today):
    for name in ("board", "board_news", "walk_in"):
        assert ben.get(at(name, today)).status_code == 403
    for name in ("mark", "undo"):
        assert ben.post(at(name, today)).status_code == 403


def test_a_lapsed_session_is_asked_to_sign_in_and_the_board_stays(anyone, today, ben):
    assert anyone.get(at("board", today)).status_code == 302
    assert tap(anyone, today, ben.membership, htmx=True).status_code == 401
    assert not Attendance.objects.exists()


def record(day, membership, presence="in_person"):
    return record_presence(day, membership, presence, by=None, how=How.DESK)
