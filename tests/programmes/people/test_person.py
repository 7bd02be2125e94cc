"""One person's page, and what may be changed about them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import AccessNeed, AuditEvent, Membership, Role, User
from programmes.people.forms import EditPersonForm
from tests.conftest import sign_in
from tests.factories import make_member


def at(name, membership):
    return reverse(f"programmes:{name}", args=[membership.programme.slug, membership.ref])


def edit_data(membership, **changes):
    held = {
        "name": membership.name,
        "called": membership.called,
        "team": membership.team.ref if membership.team else "",
        "email": membership.person.email or "",
    }
    return held | changes


def test_asha_changes_what_is_known_about_ben(asha, ben, other_team):
    member = ben.membership
    changes = edit_data(
        member, name="Benjamin Carter", called="Ben", team=other_team.ref, parts=["lived_experience"],
        belongs_to="Eastmere Voices", reach_by="01632 960 002", in_working_group="on",
    )  # fmt: skip
    assert asha.post(at("edit_person", member), changes).url == member.get_absolute_url()
    member.refresh_from_db()
    assert (member.name, member.sort_name, member.called) == ("Benjamin Carter", "carter benjamin", "Ben")
    assert member.team == other_team and member.in_working_group and member.parts == ["lived_experience"]
    page = asha.get(member.get_absolute_url()).content.decode()
    assert "01632 960 002" in page and "Eastmere Voices" in page and "I use, or have used, services" in page


def test_asha_cannot_make_anyone_lead_through_the_edit_form(asha, ben):
    asha.post(
        at("edit_person", ben.membership), edit_data(ben.membership, role="lead", came_by="x", person="x")
    )
    asha.post(at("edit_person", asha.membership), edit_data(asha.membership, role="lead"))
    ben.membership.refresh_from_db()
    asha.membership.refresh_from_db()
    assert ben.membership.role == Role.MEMBER and asha.membership.role == Role.FACILITATOR


def test_asha_cannot_change_the_email_of_somebody_who_has_signed_in(asha, ben):
    ben.person.refresh_from_db()
    assert ben.person.last_login
    response = asha.get(at("edit_person", ben.membership))
    assert "theirs to change" in response.content.decode() and 'name="email"' not in response.content.decode()
    asha.post(at("edit_person", ben.membership), edit_data(ben.membership, email="asha+ben@example.org"))
    ben.person.refresh_from_db()
    assert ben.person.email == "ben@example.org"


def test_asha_cannot_change_the_email_of_somebody_with_a_place_elsewhere(asha, programme, cora):
    both = make_member(programme, "Both", email="both@example.org")
    make_member(cora.programme, "Both", person=both.person)
    asha.post(at("edit_person", both), edit_data(both, email="asha2@example.org"))
    both.person.refresh_from_db()
    assert both.person.email == "both@example.org"


def test_a_sign_in_or_a_role_of_the_same_moment_is_not_undone(asha, programme, monkeypatch):
    member = make_member(programme, "Dilys Morgan", role=Role.LEAD)
    is_valid = EditPersonForm.is_valid

    def meanwhile(form):
        User.objects.filter(pk=member.person_id).update(last_login=timezone.now())
        Membership.objects.filter(pk=member.pk).update(role=Role.MEMBER)
        return is_valid(form)

    monkeypatch.setattr(EditPersonForm, "is_valid", meanwhile)
    asha.post(at("edit_person", member), edit_data(member, email="asha2@example.org", called="Dil"))
    member.refresh_from_db()
    assert (member.role, member.called, member.person.email) == (Role.MEMBER, "Dil", None)


def test_asha_writes_the_email_of_somebody_who_never_signed_in(asha, programme):
    member = make_member(programme, "Dilys Morgan")
    asha.post(at("edit_person", member), edit_data(member, email="dilys@example.org"))
    member.person.refresh_from_db()
    assert member.person.email == "dilys@example.org"
    asha.post(at("edit_person", member), edit_data(member, email=""))
    member.person.refresh_from_db()
    assert member.person.email is None


def test_an_email_that_is_taken_is_refused_and_what_was_typed_stays(asha, programme, ben, cora):
    member = make_member(programme, "Dilys Morgan")
    response = asha.post(at("edit_person", member), edit_data(member, email="BEN@example.org", called="Dil"))
    assert response.status_code == 422 and "Already in this programme" in response.content.decode()
    assert 'value="Dil"' in response.content.decode()
    response = asha.post(at("edit_person", member), edit_data(member, email="cora@example.org"))
    assert response.status_code == 422
    member.person.refresh_from_db()
    assert member.person.email is None


def test_a_person_of_another_programme_does_not_exist_here(asha, lena, programme, cora):
    for client in (asha, lena):
        for name in ("person", "edit_person", "access_need", "leave_person"):
            address = reverse(f"programmes:{name}", args=[programme.slug, cora.membership.ref])
            assert client.get(address).status_code == 404
        for name in ("stop_card", "come_back"):
            address = reverse(f"programmes:{name}", args=[programme.slug, cora.membership.ref])
            assert client.post(address).status_code == 404
    role = reverse("programmes:role", args=[programme.slug, cora.membership.ref])
    assert lena.post(role, {"role": "member"}).status_code == 404


def test_lena_gives_a_role_and_that_persons_sessions_end(lena, ben, programme):
    home = reverse("programmes:teams", args=[programme.slug])
    assert ben.get(home).status_code == 200
    assert lena.post(at("role", ben.membership), {"role": "facilitator"}).status_code == 302
    ben.membership.refresh_from_db()
    assert ben.membership.role == Role.FACILITATOR
    assert ben.get(home).status_code == 302
    event = AuditEvent.objects.get(verb="role_given")
    assert event.facts == {"was": "member", "now": "facilitator"} and event.actor == lena.person


@pytest.mark.parametrize("sent", [{}, {"role": "boss"}, {"role": ["member", "lead"]}])
def test_a_role_that_is_missing_unknown_or_sent_twice_is_refused(lena, ben, sent):
    assert lena.post(at("role", ben.membership), sent).status_code == 422
    ben.membership.refresh_from_db()
    assert ben.membership.role == Role.MEMBER


def test_the_only_lead_cannot_step_down_or_leave(lena, ada):
    for client in (lena, ada):
        response = client.post(at("role", lena.membership), {"role": "member"})
        assert response.status_code == 422 and "Somebody has to lead" in response.content.decode()
        lena.post(at("leave_person", lena.membership))
        lena.membership.refresh_from_db()
        assert lena.membership.role == Role.LEAD and lena.membership.left_on is None


def test_lena_can_step_down_when_somebody_else_leads(lena, ben):
    lena.post(at("role", ben.membership), {"role": "lead"})
    assert lena.post(at("role", lena.membership), {"role": "member"}).status_code == 302
    lena.membership.refresh_from_db()
    assert lena.membership.role == Role.MEMBER


def test_a_lead_who_has_left_does_not_count_as_somebody_who_leads(lena, programme):
    make_member(programme, "Gone", role=Role.LEAD, left_on=timezone.localdate())
    assert lena.post(at("role", lena.membership), {"role": "member"}).status_code == 422


def test_asha_and_those_below_cannot_give_roles(asha, hal, ben, ada):
    for client in (asha, hal, ben):
        assert client.post(at("role", ben.membership), {"role": "lead"}).status_code == 403
    assert ada.post(at("role", ben.membership), {"role": "helper"}).status_code == 302


def test_somebody_who_leaves_is_shut_out_and_can_come_back(asha, ben, programme):
    member = ben.membership
    assert "no longer take part" in asha.get(at("leave_person", member)).content.decode()
    asha.post(at("leave_person", member))
    member.refresh_from_db()
    assert member.left_on
    assert ben.get(reverse("programmes:teams", args=[programme.slug])).status_code == 404
    assert "No longer takes part" in asha.get(member.get_absolute_url()).content.decode()
    asha.post(at("come_back", member))
    assert ben.get(reverse("programmes:teams", args=[programme.slug])).status_code == 200


def test_asha_cannot_put_out_the_people_who_lead_nor_bring_a_former_lead_back(asha, lena, programme):
    former = make_member(programme, "Former", role=Role.LEAD, left_on=timezone.localdate())
    assert asha.post(at("leave_person", lena.membership)).status_code == 403
    assert asha.post(at("come_back", former)).status_code == 403
    former.refresh_from_db()
    assert former.left_on


def test_asha_writes_down_what_helps_with_a_yes(asha, ben):
    address = at("access_need", ben.membership)
    sent = {"helps": ["loop", "quiet"], "words": "A chair near the door"}
    response = asha.post(address, sent)
    assert response.status_code == 422 and "Ask them first" in response.content.decode()
    assert "A chair near the door" in response.content.decode() and not AccessNeed.objects.exists()
    asha.post(address, {**sent, "agreed": "on"})
    need = AccessNeed.objects.get(programme=ben.membership.programme)
    assert need.helps == ["loop", "quiet"] and need.words == "A chair near the door"
    assert b"chair" not in bytes(need.sealed_words)
    assert "A chair near the door" in asha.get(ben.membership.get_absolute_url()).content.decode()
    asha.post(address, {"helps": [], "words": ""})
    assert not AccessNeed.objects.exists()


def test_only_the_people_running_the_days_see_what_helps(asha, ada, hal, ben, bea):
    asha.post(at("access_need", ben.membership), {"words": "A chair near the door", "agreed": "on"})
    page = ada.get(ben.membership.get_absolute_url())
    assert page.status_code == 200 and "chair" not in page.content.decode()
    for client in (ada, hal, ben, bea):
        assert client.get(at("access_need", ben.membership)).status_code == 403
    for client in (hal, ben, bea):
        assert client.get(ben.membership.get_absolute_url()).status_code == 403


def test_a_lead_who_came_by_card_has_no_staff_rights(lena, programme, ben):
    by_card = sign_in(lena.person, lena.membership, by_card=True)
    assert by_card.get(ben.membership.get_absolute_url()).status_code == 403
    assert by_card.post(at("role", ben.membership), {"role": "lead"}).status_code == 403


def test_a_page_costs_the_same_for_anybody(asha, ben, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        asha.get(ben.membership.get_absolute_url())
