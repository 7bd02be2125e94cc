"""Moments and moves: sorted without a score, noted for oneself alone, tried as a team."""

import pytest
from django.urls import reverse

from mindsets.models import Moment, MoveNote, TeamMove
from mindsets.moves.shipped import ship_moments
from mindsets.reflections.lock import OPENED, set_pictures
from tests.conftest import sign_in
from tests.factories import make_member

CANARY = "I talked over everybody that day 51cd"
PICTURES = ["p-gate", "home", "clock"]


@pytest.fixture(autouse=True)
def moments(programme):
    ship_moments(programme.organisation)


@pytest.fixture
def plan(programme):
    return programme.organisation.moments.get(key="plan-is-drawn")


@pytest.fixture
def to(programme):
    return lambda route, *args: reverse(f"mindsets:{route}", args=[programme.slug, *args])


@pytest.fixture
def bob(programme, team):
    place = make_member(programme, "Bob Hale", email="bob@example.org", team=team)
    return sign_in(place.person, place)


def keep(client, to, plan, words=CANARY, version=0, **more):
    sent = {"words": words, "base_version": version, "membership": client.membership.ref, **more}
    return client.post(to("moment", plan.ref), sent)


def choices(plan, *ways):
    moves = plan.moves.all()
    return {f"move_{move.ref}": way for move, way in zip(moves, ways, strict=False)}


def note():
    return MoveNote.objects.get()


def test_both_moments_are_there_with_four_moves_each(programme):
    counts = {moment.key: moment.moves.count() for moment in programme.organisation.moments.all()}
    assert counts == {"plan-is-drawn": 4, "hard-time": 4}


def test_shipping_again_brings_back_nothing_and_doubles_nothing(programme, plan):
    plan.state = "away"
    plan.save()
    ship_moments(programme.organisation)
    plan.refresh_from_db()
    assert (plan.state, Moment.objects.count()) == ("away", 2)


def test_ben_sorts_writes_and_finds_it_as_he_left_it(ben, to, plan):
    keep(ben, to, plan, **choices(plan, "a", "depends"))
    page = ben.get(to("moment", plan.ref)).content.decode()
    assert CANARY in page
    assert page.count(" checked") == 2


def test_nobody_is_told_which_way_the_writers_had_in_mind(ben, to, plan):
    before = ben.get(to("moment", plan.ref)).content.decode()
    plan.moves.update(side="a")
    after = ben.get(to("moment", plan.ref)).content.decode()
    assert before.count('value="a"') == after.count('value="a"') == 4
    keep(ben, to, plan, **choices(plan, "a", "b", "a", "b"))
    page = ben.get(to("moment", plan.ref)).content.decode().lower()
    assert [word for word in ("correct", "score", "wrong", "out of 4") if word in page] == []


def test_a_way_that_does_not_exist_is_refused_and_the_words_stay(ben, to, plan):
    answer = keep(ben, to, plan, **choices(plan, "c"))
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()


def test_nothing_that_ben_keeps_can_be_read_in_the_database(ben, to, plan):
    keep(ben, to, plan, **choices(plan, "a"))
    stored = bytes(note().sealed_words) + bytes(note().sealed_sorted)
    assert CANARY.encode() not in stored
    assert plan.moves.first().ref.encode() not in stored


def test_what_ben_wrote_is_on_nobody_else_s_page(ben, bob, bea, hal, asha, lena, ada, programme, to, plan):
    keep(ben, to, plan, **choices(plan, "a"))
    pages = [
        *(to("moves"), to("moment", plan.ref), to("my_move_notes"), to("move_cards"), to("moments")),
        *(to("edit_moment", plan.ref), to("try_move", plan.ref), to("shared"), to("download")),
        *(reverse(f"programmes:{name}", args=[programme.slug]) for name in ("home", "overview", "export")),
        reverse("programmes:audit", args=[programme.slug]),
        reverse("programmes:person", args=[programme.slug, ben.membership.ref]),
        reverse("programmes:team", args=[programme.slug, ben.membership.team.ref]),
    ]
    for reader in (bob, bea, hal, asha, lena, ada):
        found = [where for where in pages if CANARY in reader.get(where).content.decode()]
        assert found == []
    assert CANARY in ben.get(to("my_move_notes")).content.decode()
    assert CANARY in ben.get(to("download")).content.decode()


def test_a_card_without_the_pictures_opens_no_note(ben, to, plan):
    keep(ben, to, plan)
    set_pictures(ben.person, PICTURES)
    card = sign_in(ben.person, ben.membership, kind="code", by_card=True)
    for where in (to("moment", plan.ref), to("my_move_notes")):
        answer = card.get(where)
        assert answer.status_code == 302
        assert "pictures" in answer.url


def test_a_card_cannot_choose_pictures_for_a_note_that_is_there(ben, to, plan):
    keep(ben, to, plan)
    card = sign_in(ben.person, ben.membership, kind="code", by_card=True)
    card.post(to("choose_pictures"), {"picture_1": "home", "picture_2": "home", "picture_3": "home"})
    ben.person.refresh_from_db()
    assert ben.person.picture_lock == ""


def test_starting_again_without_the_pictures_deletes_the_note(ben, to, plan):
    from mindsets.reflections.lock import start_again

    keep(ben, to, plan)
    start_again(ben.person)
    assert not MoveNote.objects.exists()


def test_a_session_that_showed_its_pictures_goes_on(ben, to, plan):
    set_pictures(ben.person, PICTURES)
    session = ben.session
    session[OPENED] = ben.person.picture_lock[:32]
    session.save()
    assert ben.get(to("moment", plan.ref)).status_code == 200


def test_two_windows_lose_nothing(ben, to, plan):
    keep(ben, to, plan, words="The first window")
    answer = keep(ben, to, plan, words="The second window")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The first window" in page
    assert "The second window" in page
    assert note().words == "The first window"


def test_words_of_somebody_who_was_signed_out_do_not_become_bob_s(ben, bob, to, plan):
    answer = bob.post(to("moment", plan.ref), {"words": CANARY, "membership": ben.membership.ref})
    assert answer.status_code == 409
    assert CANARY in answer.content.decode()
    assert not MoveNote.objects.exists()


def test_ben_deletes_what_he_wrote_and_nobody_else_can(ben, bob, lena, to, plan):
    keep(ben, to, plan)
    for other in (bob, lena):
        assert other.post(to("my_move_notes"), {"delete": note().ref}).status_code == 404
    ben.post(to("my_move_notes"), {"delete": note().ref})
    assert not MoveNote.objects.exists()


def test_empty_words_and_nothing_sorted_leave_nothing_behind(ben, to, plan):
    keep(ben, to, plan)
    keep(ben, to, plan, words="", version=1)
    assert not MoveNote.objects.exists()


def test_a_team_sees_the_move_it_will_try_and_others_do_not(ben, bob, bea, lena, ada, to, plan):
    move = plan.moves.first()
    sent = {"move": move.ref, "who": "All of us", "until": "2027-02-01"}
    ben.post(to("try_move", plan.ref), sent)
    assert TeamMove.objects.get().words == move.text
    assert "All of us" in bob.get(to("moves")).content.decode()
    for other in (bea, lena, ada):
        assert "All of us" not in other.get(to("moves")).content.decode()


def test_the_move_is_on_the_team_s_page_for_the_team(ben, bob, bea, lena, programme, team, to, plan):
    ben.post(to("try_move", plan.ref), {"move": "own", "own": "Bring tea and time"})
    page = reverse("programmes:team", args=[programme.slug, team.ref])
    assert "Bring tea and time" in bob.get(page).content.decode()
    for other in (bea, lena):
        assert "Bring tea and time" not in other.get(page).content.decode()


def test_a_team_writes_its_own_move(ben, to, plan):
    refused = ben.post(to("try_move", plan.ref), {"move": "own"})
    assert refused.status_code == 422
    ben.post(to("try_move", plan.ref), {"move": "own", "own": "Bring tea"})
    assert TeamMove.objects.get().words == "Bring tea"


def test_any_team_mate_ticks_it_off_and_nobody_else(ben, bob, bea, lena, to, plan):
    ben.post(to("try_move", plan.ref), {"move": "own", "own": "Bring tea"})
    row = TeamMove.objects.get()
    for other in (bea, lena):
        assert other.post(to("team_move", row.ref), {"take_away": 1}).status_code == 404
    bob.post(to("team_move", row.ref), {"done": 1})
    row.refresh_from_db()
    assert row.is_done
    bob.post(to("team_move", row.ref), {"take_away": 1})
    assert not TeamMove.objects.exists()


def test_lena_is_in_no_team_so_she_chooses_nothing_for_one(lena, to, plan):
    assert lena.get(to("try_move", plan.ref)).status_code == 200
    assert lena.post(to("try_move", plan.ref), {"move": "own", "own": "Tea"}).status_code == 403


def test_the_names_are_a_choice_of_the_programme(ben, asha, to):
    assert "Way A" in ben.get(to("moves")).content.decode()
    asha.post(to("moments"), {"names": "holly"})
    page = ben.get(to("moves")).content.decode()
    assert "Holly" in page
    assert "Way A" not in page
    assert ben.post(to("moments"), {"names": "ways"}).status_code == 403


def written(title="The bus is late", *moves):
    sent = {"title": title, "story": "The bus is late again."}
    for number, text in enumerate(moves or ("Wait", "Begin"), 1):
        sent |= {f"text_{number}": text, f"side_{number}": "a"}
    return sent


def test_asha_writes_a_draft_that_ben_sees_once_it_is_shown(ben, asha, to):
    asha.post(to("new_moment"), written())
    assert "The bus is late" not in ben.get(to("moves")).content.decode()
    draft = Moment.objects.get(state="draft")
    assert ben.get(to("moment", draft.ref)).status_code == 404
    asha.post(to("edit_moment", draft.ref), {"show": 1})
    assert "The bus is late" in ben.get(to("moves")).content.decode()


def test_a_moment_with_one_move_is_refused_with_its_words_kept(asha, to):
    answer = asha.post(to("new_moment"), written("Kept title", "Only one"))
    assert answer.status_code == 422
    assert "Kept title" in answer.content.decode()
    assert "Write at least two moves" in answer.content.decode()


def test_a_shown_moment_stays_as_it_is_until_its_draft_is_shown(ben, asha, to, plan):
    keep(ben, to, plan)
    asha.post(to("edit_moment", plan.ref), written("The plan, told anew"))
    assert "The plan is drawn" in ben.get(to("moves")).content.decode()
    draft = Moment.objects.get(state="draft")
    asha.post(to("edit_moment", draft.ref), {"show": 1})
    page = ben.get(to("moves")).content.decode()
    assert "The plan, told anew" in page
    assert "The plan is drawn" not in page
    # Ben's words went along to the new version.
    assert CANARY in ben.get(to("moment", draft.ref)).content.decode()


def test_what_ben_wrote_outlives_a_moment_that_is_put_away(ben, asha, to, plan):
    keep(ben, to, plan)
    asha.post(to("edit_moment", plan.ref), {"put_away": 1})
    assert ben.get(to("moment", plan.ref)).status_code == 404
    assert CANARY in ben.get(to("my_move_notes")).content.decode()


def test_cora_cannot_reach_a_moment_of_another_organisation(cora, plan):
    for route in ("moment", "edit_moment", "try_move"):
        where = reverse(f"mindsets:{route}", args=[cora.programme.slug, plan.ref])
        assert cora.get(where).status_code == 404


def test_cards_come_eight_on_a_sheet(ben, to):
    page = ben.get(to("move_cards")).content.decode()
    sheets = page.split('<section class="paper card-sheet"')[1:]
    assert [sheet.split("</section>")[0].count("<li") for sheet in sheets] == [8, 8]


def test_pages_ask_the_same_however_many_moves_there_are(ben, asha, to, plan, django_assert_max_num_queries):
    for number in range(10):
        ben.post(to("try_move", plan.ref), {"move": "own", "own": f"Move {number}"})
    keep(ben, to, plan, **choices(plan, "a"))
    for where in (to("moves"), to("moment", plan.ref), to("my_move_notes"), to("move_cards")):
        with django_assert_max_num_queries(12):
            ben.get(where)
    with django_assert_max_num_queries(12):
        asha.get(to("moments"))
