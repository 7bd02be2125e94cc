"""Teams."""

import pytest
from django.urls import reverse

from programmes.models import Team
from tests.factories import make_member, make_team


def at(name, programme, *refs):
    return reverse(f"programmes:{name}", args=[programme.slug, *refs])


def test_asha_adds_a_team_by_name_alone(asha, programme):
    response = asha.post(at("new_team", programme), {"name": "First words"})
    team = Team.objects.get(programme=programme)
    assert response.url == team.get_absolute_url() and team.aim == ""
    assert "Nothing yet. It can start as half a sentence." in asha.get(response.url).content.decode()


@pytest.mark.parametrize("name", ["waiting well", "WAITING WELL", " Waiting  well "])
def test_two_teams_cannot_have_one_name(asha, programme, team, name):
    response = asha.post(at("new_team", programme), {"name": name, "area": "Something long"})
    page = response.content.decode()
    assert response.status_code == 422 and "There is a team with this name already" in page
    assert "Something long" in page and Team.objects.count() == 1


def test_a_team_keeps_its_own_name_when_changed(asha, programme, team, cora):
    make_team(cora.programme, "Waiting well too")
    response = asha.post(
        at("edit_team", programme, team.ref), {"name": "WAITING well", "area": "A", "aim": "B"}
    )
    assert response.status_code == 302
    team.refresh_from_db()
    assert (team.name, team.area, team.aim) == ("WAITING well", "A", "B")


@pytest.mark.parametrize("name", ["", " \u00a0", "\u200b"])
def test_a_team_needs_a_name(asha, programme, name):
    response = asha.post(at("new_team", programme), {"name": name})
    assert response.status_code == 422 and "Give the team a name" in response.content.decode()


def test_ben_sees_his_team_by_the_names_people_use_and_nothing_more(ben, programme, team):
    make_member(programme, "Amara Osei", role="lead", called="Ama", team=team, belongs_to="Eastmere Hospital")
    make_member(programme, "Mei Chan", team=team, parts=["carer"], left_on="2026-01-01")
    page = ben.get(team.get_absolute_url()).content.decode()
    assert "Ama</bdi>" in page and "Ben</bdi>" in page
    for private in ("Osei", "Eastmere Hospital", "Leads", "Mei", "ben@example.org"):
        assert private not in page


def test_ben_writes_the_aim_of_his_own_team_only(ben, programme, team, other_team):
    ben.post(at("team_aim", programme, team.ref), {"aim": "By summer\nnobody waits alone"})
    team.refresh_from_db()
    assert team.aim == "By summer\nnobody waits alone"
    assert ben.get(at("team_aim", programme, other_team.ref)).status_code == 403
    assert ben.post(at("team_aim", programme, other_team.ref), {"aim": "x"}).status_code == 403
    assert ben.get(at("edit_team", programme, team.ref)).status_code == 403


def test_an_aim_that_is_too_long_keeps_every_word(ben, programme, team):
    response = ben.post(at("team_aim", programme, team.ref), {"aim": "x" * 1001})
    assert response.status_code == 422 and "Shorten by 1" in response.content.decode()
    assert "x" * 1001 in response.content.decode()


def test_my_team_leads_to_it_or_says_kindly_there_is_none(ben, hal, ada, programme, team):
    assert ben.get(at("my_team", programme)).url == team.get_absolute_url()
    response = hal.get(at("my_team", programme))
    assert response.status_code == 200 and "not in a team yet" in response.content.decode()
    assert ada.get(at("my_team", programme)).status_code == 403


def test_removing_an_empty_team_asks_first(asha, programme, team):
    remove = at("remove_team", programme, team.ref)
    assert "gone for good" in asha.get(remove).content.decode()
    assert Team.objects.filter(pk=team.pk).exists()
    asha.post(remove)
    assert not Team.objects.filter(pk=team.pk).exists()


def test_a_team_with_people_in_it_stays(asha, ben, programme, team):
    remove = at("remove_team", programme, team.ref)
    response = asha.post(remove)
    assert response.status_code == 422 and "Move them to another team first" in response.content.decode()
    assert Team.objects.filter(pk=team.pk).exists()


def test_the_list_counts_the_people_who_are_here(asha, programme, team, ben):
    make_member(programme, "Gone", team=team, left_on="2026-01-01")
    row = asha.get(at("teams", programme)).context["rows"][0]
    assert (row.name, row.people, row.has_aim) == ("Waiting well", 1, False)


def test_a_programme_without_teams_says_what_to_do(asha, hal, programme):
    assert "Add the first one" in asha.get(at("teams", programme)).content.decode()
    assert (
        "The people running the days will put them together"
        in hal.get(at("teams", programme)).content.decode()
    )


def test_who_may_see_and_change_teams(anyone, ben, hal, ada, cora, programme, team):
    for name, refs in (("teams", []), ("team", [team.ref])):
        assert anyone.get(at(name, programme, *refs)).status_code == 302
        assert cora.get(at(name, programme, *refs)).status_code == 404
        for client in (ben, hal, ada):
            assert client.get(at(name, programme, *refs)).status_code in (200, 302)
    for name, refs in (("new_team", []), ("edit_team", [team.ref]), ("remove_team", [team.ref])):
        for client in (ben, hal, ada):
            assert client.post(at(name, programme, *refs), {"name": "x"}).status_code == 403
        assert cora.post(at(name, programme, *refs)).status_code == 404
    elsewhere = make_team(cora.programme)
    assert ben.get(at("team", programme, elsewhere.ref)).status_code == 404
    assert Team.objects.filter(programme=programme).get().name == "Waiting well"


def test_a_team_of_500_costs_as_many_queries_as_one_of_five(
    asha, programme, team, django_assert_max_num_queries
):
    for number in range(40):
        make_member(programme, f"Person {number}", team=team)
    with django_assert_max_num_queries(8):
        asha.get(team.get_absolute_url())
