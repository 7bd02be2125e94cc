"""What somebody with bad intentions tries: naming columns in a form, markup in every text, odd text in every
box, addresses that lead away, and a card used elsewhere.

Other attacks stand with what they attack: reading and posting in test_every_answer.py, picture lock in
mindsets/reflections/test_lock.py, invitations and cards in people/test_invitations.py and test_cards.py,
tokens and sessions in front/test_tokens.py and test_sessions.py, formulas in exports/test_safety.py, too much
at once in front/test_pages.py.
"""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.models import Membership, User
from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish
from tests.conftest import sign_in

LEADS_ON = {
    "front:reading",
    "front:sign_in",
    "front:arrive",
    "front:not_me",
    "mindsets:lock",
    "mindsets:choose_pictures",
}
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title><script>alert(2)</script>",
    "</textarea><script>alert(3)</script>",
    "{{7*7}}<script>{%</script>",
    "<iframe srcdoc='<script>4</script>'>",
    "--><script>alert(5)</script>",
    "<a href=javascript:alert(6)>x</a>",
    "<math><script>alert(7)</script>",
]


@pytest.fixture
def world(programme):
    return furnish(programme)


def places(world):
    return [(name, address(route, worksheet_values(name, world))) for name, route, _view in OURS]


def test_ben_gains_nothing_by_naming_columns(world, ben, programme, other_team):
    """Every column of every table, sent to every form that he can reach."""
    columns = {field.name for model in apps.get_models() for field in model._meta.fields}
    columns |= {f"{name}_id" for name in columns}
    told = dict.fromkeys(columns, "on") | {
        "role": "lead",
        "is_operator": "on",
        "team": other_team.ref,
        "team_id": str(other_team.pk),
        "programme": str(world["programme"]),
        "left_on": "2026-01-01",
        "person": world["person"],
    }
    mine = Membership.objects.filter(pk=ben.membership.pk).values("role", "team", "programme", "person")
    before = list(mine), people_but(ben)
    for name, where in places(world):
        if name not in {"front:sign_out", "programmes:leave"}:
            ben.post(where, told)
    assert (list(mine), people_but(ben)) == before
    person = User.objects.get(pk=ben.person.pk)
    assert not person.is_operator and person.is_active and not person.administers.exists()


def people_but(client):
    others = Membership.objects.exclude(pk=client.membership.pk).order_by("pk")
    return list(others.values("pk", "role", "team", "name", "left_on", "programme"))


@pytest.mark.parametrize("who", ["ben", "lena", "ada"])
def test_markup_in_any_text_is_shown_as_text(request, world, who):
    client = request.getfixturevalue(who)
    assert poison() > 20
    for name, where in places(world):
        response = client.get(where)
        if "html" in response.headers.get("Content-Type", ""):
            page = response.content.decode().lower()
            for bad in (
                "<script>",
                "<img src=x",
                "<svg/onload",
                "<iframe srcdoc",
                "<a href=javascript",
                "<math>",
            ):
                assert bad not in page, (name, bad)


def poison():
    """A payload in every free text of every row."""
    written = 0
    for model in apps.get_models():
        if model._meta.app_label not in {"programmes", "mindsets"}:
            continue
        for number, field in enumerate(model._meta.fields):
            is_free = isinstance(field, models.TextField | models.CharField) and not field.choices
            fixed = {
                "ref",
                "slug",
                "zone",
                "key",
                "email",
                "picture_lock",
                "came_by",
                "place",
                "verb",
                "kind",
            }
            if not is_free or field.name in fixed or field.unique or "hash" in field.name:
                continue
            if isinstance(field, models.EmailField):
                continue
            payload = PAYLOADS[number % len(PAYLOADS)]
            if field.max_length and field.max_length < len(payload):
                continue
            for row in model._default_manager.all():
                if isinstance(getattr(row, field.name), str):
                    words = f"{payload}{row.pk}"[: field.max_length]
                    written += try_to_write(model, row, field.name, words)
    return written


def try_to_write(model, row, name, words):
    try:
        with transaction.atomic():
            return model._default_manager.filter(pk=row.pk).update(**{name: words})
    except (IntegrityError, ValueError):
        return 0


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("who", "route", "box"),
    [
        ("lena", "people/add/", "name"),
        ("lena", "teams/new/", "name"),
        ("lena", "days/new/", "date"),
        ("ben", "me/", "called"),
        ("lena", "session", "title"),
        ("lena", "session", "minutes"),
        ("ben", "worksheet", "words"),
        ("ben", "suggest", "words"),
        ("lena", "files", "pasted"),
    ],
)
def test_any_text_in_a_box_gets_an_answer(request, world, programme, who, route, box):
    client = request.getfixturevalue(who)
    named = dict(places(world))
    where = {
        "session": named["programmes:new_session"],
        "worksheet": named["mindsets:worksheet"],
        "suggest": named["programmes:suggest"],
        "files": named["programmes:agenda_files"],
        "people/add/": named["programmes:add_person"],
        "teams/new/": named["programmes:new_team"],
        "days/new/": named["programmes:new_day"],
        "me/": named["programmes:my_details"],
    }[route]
    extra = {"kind": "other", "membership": client.membership.ref, "base_version": "0"}
    extra |= {"about": "day", "mode": "add"}

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(ANY_TEXT)
    def post(text):
        words = text.encode("utf-8", "surrogatepass")
        body = urlencode(extra) + f"&{box}=" + quote_from_bytes(words)
        status = client.post(where, body, content_type="application/x-www-form-urlencoded").status_code
        assert status < 500 and status != 404

    post()


@pytest.mark.parametrize(
    "next_page", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "///x"]
)
def test_no_address_leads_off_the_site(world, ben, next_page):
    for name, where in places(world):
        if name not in LEADS_ON:
            continue
        for response in (
            ben.get(where, {"next": next_page, "back": next_page}),
            ben.post(where, {"next": next_page, "back": next_page}),
        ):
            assert "evil" not in response.headers.get("Location", "").split("?")[0], name
            assert not response.headers.get("Location", "").startswith(("//", "javascript", "http"))


@pytest.mark.parametrize(
    "body", [b"name=\xff\xfe", b"name=a%00b", b"name=%ED%A0%80", b"role=lead&role=member"]
)
def test_broken_bytes_break_nothing(world, lena, body):
    """Also in an address: `?q=%00` and half a character."""
    lena.raise_request_exception = False
    asked = "?q=a%00b&next=%00&team=%ED%A0%80&person=%00&page=%00&after=%00"
    for name, where in places(world):
        if name not in {"front:sign_out", "programmes:leave"}:
            sent = lena.post(where, body, content_type="application/x-www-form-urlencoded")
            assert sent.status_code < 500, name
            assert lena.get(where + asked).status_code < 500, name


def test_a_card_of_one_programme_shows_nothing_of_another(world, ben, cora):
    cora.programme.memberships.create(person=ben.person, name="Ben")
    by_card = sign_in(ben.person, ben.membership, kind="code", by_card=True)
    session = by_card.session
    session["by_card"] = str(ben.membership.programme_id)
    session.save()
    assert by_card.get(f"/p/{cora.programme.slug}/").status_code == 404
    assert by_card.get(f"/p/{ben.membership.programme.slug}/").status_code == 200


def test_an_error_says_nothing_and_keeps_its_headers(anyone, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("what Ben wrote")

    monkeypatch.setattr("programmes.front.who_sees.rows", broken)
    anyone.raise_request_exception = False
    response = anyone.get("/who-can-see-what/")
    assert response.status_code == 500
    assert b"what Ben wrote" not in response.content
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
