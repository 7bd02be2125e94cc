"""Every route, for everybody: what the security brief's table says, and nothing else."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from programmes.models import Role
from tests.access.matrix import ASK, HIDDEN, IDENTITIES, NO, OK, ROUTES, ROW_OF, ROWS
from tests.access.world import foreign_world, furnish
from tests.conftest import sign_in
from tests.factories import make_member


def routes(resolver=None, namespaces=(), prefix=""):
    """(qualified name, pattern's route, argument names, view) of every route of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name]), route, pattern.callback
        else:
            more = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes(pattern, more, route)


ALL = list(routes())
OURS = [entry for entry in ALL if ":" in entry[0]]
WITH_ROWS = sorted({name for name, _route, _view in OURS})


def test_every_view_declares_who_may_enter():
    assert [name for name, _route, view in ALL if not hasattr(view, "access")] == []


def test_every_route_stands_in_the_table_and_no_other_does():
    assert sorted(ROW_OF) == WITH_ROWS


def test_no_two_routes_share_a_name():
    names = [name for name, _route, _view in OURS]
    assert sorted(names) == sorted(set(names))


@pytest.fixture
def world(programme):
    return furnish(programme)


@pytest.fixture
def everybody(programme, ben, hal, asha, lena, ada, otto, cora):
    gone = make_member(programme, "Gus Gone", left_on="2026-01-01")
    lead = make_member(programme, "Leo Card", Role.LEAD)
    return {
        "anon": Client(),
        "ben": ben,
        "hal": hal,
        "asha": asha,
        "lena": lena,
        "ada": ada,
        "otto": otto,
        "cora": cora,
        "gone": sign_in(gone.person, gone),
        "card": sign_in(lead.person, lead, kind="code", by_card=True),
    }


def address(route, values):
    """The route with its arguments filled in: `p/<slug:programme>/…` → `/p/here/…`."""
    parts = []
    for part in route.split("/"):
        if part.startswith("<"):
            name = part.strip("<>").split(":")[-1]
            part = values[name]
        parts.append(str(part))
    return "/" + "/".join(parts)


# A published mindset is named by its key.
BY_KEY = {
    "mindsets:worksheet",
    "mindsets:poster_mindset",
    "mindsets:poster_screen_mindset",
    "mindsets:new_note",
    "mindsets:note",
}


def worksheet_values(name, values):
    """A worksheet's mindset is named by its key; a draft's mindset by its reference."""
    return values | {"mindset": "grey"} if name in BY_KEY else values


def met(response):
    if response.status_code in {NO, HIDDEN}:
        return response.status_code
    if response.status_code == 302 and response.url.startswith("/sign-in/?next="):
        return ASK
    return OK if response.status_code in {200, 302, 405} else response.status_code


# One of each answer is enough for the methods that no view takes.
ENOUGH = {
    "get": IDENTITIES,
    "head": ("anon", "ben", "lena"),
    "put": ("anon", "lena", "cora"),
    "delete": ("anon", "lena", "cora"),
}


@pytest.mark.parametrize("method", ENOUGH)
def test_everybody_meets_the_door_that_the_table_says(world, everybody, method):
    wrong = []
    everybody = {who: everybody[who] for who in ENOUGH[method]}
    for name, route, _view in OURS:
        expected = dict(zip(IDENTITIES, ROWS[ROW_OF[name]], strict=True))
        where = address(route, worksheet_values(name, world))
        for who, client in everybody.items():
            if name == "front:sign_out":
                continue
            found = met(getattr(client, method)(where))
            if method in {"put", "delete"} and ROW_OF[name] in {"their list", "team's own"}:
                continue  # 405 stands before the look-up there
            if found != expected[who]:
                wrong.append((name, who, method, found, expected[who]))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_stranger_s_tap_keeps_the_page(world, everybody):
    """htmx gets 401 in place of the sign-in page, which it would swap into the middle of things."""
    for name, route, _view in OURS:
        if ROWS[ROW_OF[name]][0] == ASK:
            where = address(route, worksheet_values(name, world))
            assert everybody["anon"].post(where, headers={"HX-Request": "true"}).status_code == 401, name


def test_nobody_reaches_a_row_of_another_programme_through_their_own(world, lena, ada):
    """The programme is theirs, the row is not: as if it did not exist."""
    theirs = foreign_world()
    wrong = []
    for name, route, _view in OURS:
        arguments = [part for part in route.split("/") if part.startswith("<ref:")]
        if "<slug:programme>" not in route or not arguments:
            continue
        for client in (lena, ada):
            mixed = worksheet_values(name, theirs | {"programme": world["programme"]})
            for method in ("get", "post"):
                status = getattr(client, method)(address(route, mixed)).status_code
                if status not in {HIDDEN, NO, 405}:
                    wrong.append((name, method, status))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_row_that_never_was_looks_the_same(world, lena):
    absent = dict.fromkeys(world, "346789ac") | {"programme": world["programme"]}
    for name, route, _view in OURS:
        if "<slug:programme>" in route and "<ref:" in route:
            status = lena.get(address(route, worksheet_values(name, absent))).status_code
            assert status in {HIDDEN, 405}, name


def test_the_next_request_after_a_role_is_taken_away_is_refused(world, asha):
    assert asha.get(address("p/<slug:programme>/days/", world)).status_code == 200
    asha.membership.role = Role.MEMBER
    asha.membership.save()
    assert asha.get(address("p/<slug:programme>/days/", world)).status_code == NO


@pytest.mark.parametrize("row", ROUTES)
def test_every_row_has_an_answer_for_each_identity(row):
    assert len(ROWS[row]) == len(IDENTITIES)
