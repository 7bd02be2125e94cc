"""The list of people."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Role
from tests.factories import make_member


def url(programme, **query):
    from urllib.parse import urlencode

    return reverse("programmes:people", args=[programme.slug]) + (f"?{urlencode(query)}" if query else "")


def names_in(response):
    return [row.name for row in response.context["people"].here]


def test_asha_sees_everybody_by_last_name_with_what_they_do(asha, programme, ben, hal):
    make_member(programme, "Madonna")
    response = asha.get(url(programme))
    assert names_in(response) == ["Ben Carter", "Hal Green", "Madonna", "Asha Rao"]
    page = response.content.decode()
    assert "Helps at the door" in page and "Runs the days" in page
    assert "ben@example.org" in page and "No email: a printed card lets them in" in page


def test_asha_finds_a_person_by_two_letters_without_accents(asha, programme):
    make_member(programme, "Siân Pritchard")
    make_member(programme, "Joe Hartley")
    assert names_in(asha.get(url(programme, q="si"))) == ["Siân Pritchard"]
    assert names_in(asha.get(url(programme, q="PRITCH sian"))) == ["Siân Pritchard"]


@pytest.mark.parametrize("words", ["' OR 1=1--", "%", "_", "\\", "nul\0", "{{7*7}}", "<script>"])
def test_a_search_for_strange_signs_finds_nobody_and_breaks_nothing(asha, programme, words):
    response = asha.get(url(programme, q=words))
    assert response.status_code == 200
    assert "No matches" in response.content.decode()
    assert "<script>alert" not in response.content.decode()


def test_asha_filters_by_team_by_none_and_by_role(asha, programme, ben, bea, team, hal):
    assert names_in(asha.get(url(programme, team=team.ref))) == ["Ben Carter"]
    assert names_in(asha.get(url(programme, team="none"))) == ["Hal Green", "Asha Rao"]
    assert names_in(asha.get(url(programme, role="helper"))) == ["Hal Green"]
    assert len(names_in(asha.get(url(programme, role="nonsense", team="nonsense")))) == 4


def test_people_who_have_left_are_folded_away(asha, programme):
    make_member(programme, "Gone Person", left_on=timezone.localdate())
    response = asha.get(url(programme))
    assert "Gone Person" not in names_in(response)
    assert "One person who has left" in response.content.decode()


def test_asha_gets_only_the_list_when_she_types(asha, programme, ben):
    page = asha.get(url(programme, q="ben"), headers={"HX-Request": "true"}).content.decode()
    assert "Ben Carter" in page and "<html" not in page


def test_ada_reads_the_list_but_is_offered_no_changes(ada, programme, ben):
    page = ada.get(url(programme)).content.decode()
    assert "Ben Carter" in page
    assert "Add a person" not in page and "Move them" not in page


def test_a_new_programme_says_what_to_do_next(ada, programme):
    assert "Nobody here yet" in ada.get(url(programme)).content.decode()


def test_who_may_see_the_list(anyone, ben, hal, cora, programme):
    assert anyone.get(url(programme)).status_code == 302
    assert ben.get(url(programme)).status_code == 403
    assert hal.get(url(programme)).status_code == 403
    assert cora.get(url(programme)).status_code == 404


def test_asha_moves_several_people_at_once(asha, programme, team, other_team):
    people = [make_member(programme, f"Person {n}", team=team) for n in range(3)]
    move = reverse("programmes:move_people", args=[programme.slug])
    refs = [people[0].ref, people[2].ref]
    assert asha.post(move, {"people": refs, "to_team": other_team.ref}).status_code == 302
    assert {m.name for m in other_team.memberships.all()} == {"Person 0", "Person 2"}
    asha.post(move, {"people": refs, "to_team": ""})
    assert not other_team.memberships.exists()


def test_moving_nobody_or_a_stranger_says_so_and_keeps_the_ticks(asha, programme, team, cora):
    move = reverse("programmes:move_people", args=[programme.slug])
    response = asha.post(move, {"to_team": team.ref})
    assert response.status_code == 422 and "Tick the people to move" in response.content.decode()
    stranger = cora.membership
    assert asha.post(move, {"people": [stranger.ref], "to_team": team.ref}).status_code == 422
    stranger.refresh_from_db()
    assert stranger.team is None


def test_ada_cannot_move_anybody(ada, programme, ben, other_team):
    move = reverse("programmes:move_people", args=[programme.slug])
    assert ada.post(move, {"people": [ben.membership.ref], "to_team": other_team.ref}).status_code == 403


def _fill(programme, count, role=Role.MEMBER):
    from programmes.models import Membership, User

    users = User.objects.bulk_create([User(name=f"Person {n}") for n in range(count)])
    programme.memberships.bulk_create(
        [
            Membership(
                programme=programme, person=user, name=user.name, sort_name=user.name.lower(), role=role
            )
            for user in users
        ]
    )


@pytest.mark.parametrize("page", ["people", "teams", "cards", "invite"])
def test_600_people_cost_as_many_queries_as_six(lena, programme, team, page, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse(f"programmes:{page}", args=[programme.slug])
    _fill(programme, 6)
    lena.get(address)
    with CaptureQueriesContext(connection) as few:
        lena.get(address)
    _fill(programme, 594)
    with django_assert_num_queries(len(few)):
        assert lena.get(address).status_code == 200
    assert len(few) <= 12
