import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from copro.middleware import ClosedByDefault
from programmes.access import Right, allow, public, role_in_this_session
from programmes.models import Role
from tests.conftest import sign_in
from tests.factories import make_admin, make_member


@allow(Right.SET_UP)
def staff_room(request, seat):
    return HttpResponse(seat.name)


@allow(Right.SEE)
def hall(request, seat):
    return HttpResponse(seat.name)


def request_by(client):
    request = RequestFactory().get("/p/here/")
    request.user, request.session = client.person, client.session
    request.session.get("kind")  # every real request has read its session by now
    return request


def visit(view, client, programme):
    return view(request_by(client), programme.slug)


def test_asha_enters_the_staff_room(asha, programme):
    assert visit(staff_room, asha, programme).content == b"Asha"


def test_ben_is_told_that_he_may_not_enter(ben, programme):
    with pytest.raises(PermissionDenied):
        visit(staff_room, ben, programme)


def test_cora_cannot_tell_that_the_programme_exists(cora, programme):
    with pytest.raises(Http404):
        visit(hall, cora, programme)


def test_somebody_who_has_left_is_a_stranger(ben, programme):
    ben.membership.left_on = "2026-01-01"
    ben.membership.save()
    with pytest.raises(Http404):
        visit(hall, ben, programme)


def test_the_server_s_owner_sees_no_programme(otto, programme):
    with pytest.raises(Http404):
        visit(hall, otto, programme)


def test_ada_sees_the_programme_of_her_organisation_but_does_not_set_it_up(ada, programme):
    assert visit(hall, ada, programme).status_code == 200
    with pytest.raises(PermissionDenied):
        visit(staff_room, ada, programme)


def test_an_admin_of_another_organisation_is_a_stranger(cora, programme):
    make_admin(cora.programme.organisation, "Cyd", "cyd@example.org")
    with pytest.raises(Http404):
        visit(hall, cora, programme)


def test_a_lost_card_does_not_open_the_staff_side(programme):
    lead = make_member(programme, "Lena Fox", Role.LEAD)
    client = sign_in(lead.person, lead, kind="code", by_card=True)
    with pytest.raises(PermissionDenied):
        visit(staff_room, client, programme)
    assert visit(hall, client, programme).status_code == 200


def test_a_card_never_makes_an_admin(organisation, programme):
    admin = make_admin(organisation)
    with pytest.raises(Http404):
        visit(hall, sign_in(admin, kind="code", by_card=True), programme)


def test_a_helper_keeps_the_door_with_a_card(rf):
    request = rf.get("/")
    request.session = {"by_card": True}
    assert role_in_this_session(request, Role.HELPER) == Role.HELPER


def test_finding_a_seat_costs_one_query(ben, programme, django_assert_num_queries):
    request = request_by(ben)
    with django_assert_num_queries(1):
        hall(request, programme.slug)


def test_a_view_that_says_nothing_about_access_lets_nobody_in(rf):
    with pytest.raises(ImproperlyConfigured):
        ClosedByDefault(None).process_view(rf.get("/"), lambda request: None, (), {})
    assert ClosedByDefault(None).process_view(rf.get("/"), public(lambda request: None), (), {}) is None
