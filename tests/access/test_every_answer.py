"""What holds for every route: looking changes nothing, sending needs a token, no answer is kept or framed."""

import os
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.access.matrix import OK, ROW_OF, ROWS
from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish
from tests.conftest import sign_in

# When a session was last used, and what was tried too often: neither is anybody's data.
KEPT_BY_THE_SITE = {"django_session", "copro_tries", "copro_cache"}


@pytest.fixture
def world(programme, lena):
    return furnish(programme, by=lena.person)


def everything():
    """A fingerprint of each table."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - KEPT_BY_THE_SITE
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT count(*), coalesce(sum(hashtext(t::text)), 0) FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


@pytest.mark.parametrize("who", ["lena", "ben", "ada", "hal"])
def test_looking_at_a_page_changes_nothing(request, world, who):
    client = request.getfixturevalue(who)
    before = everything()
    for name, route, _view in OURS:
        where = address(route, worksheet_values(name, world))
        client.get(where)
        client.head(where)
    assert everything() == before


def test_nothing_is_taken_without_a_token(world, lena):
    """A form on somebody else's site cannot act in a visitor's name."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(lena.person, lena.membership).cookies
    before = everything()
    for name, route, _view in OURS:
        answer = strict.post(address(route, worksheet_values(name, world)), {"name": "x"})
        assert answer.status_code == 403, name
    assert everything() == before


HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_every_answer_carries_the_headers_that_keep_it_in_its_place(world, lena, cora, anyone):
    for name, route, _view in OURS:
        where = address(route, worksheet_values(name, world))
        for client in (lena, cora, anyone):
            answer = client.get(where)
            policy = answer.headers.get("Content-Security-Policy", "")
            assert "default-src 'none'" in policy and "unsafe" not in policy, name
            for header, value in HEADERS.items():
                assert value in answer.headers.get(header, ""), (name, header)


def test_an_address_that_does_not_exist_says_no_more_than_one_that_is_not_yours(cora, programme):
    hidden, absent = cora.get(f"/p/{programme.slug}/"), cora.get("/p/no-such-programme/")
    assert hidden.status_code == absent.status_code == 404
    token = re.compile(rb"[A-Za-z0-9]{64}")
    assert token.sub(b"", hidden.content) == token.sub(b"", absent.content)


def test_cookies_cannot_be_read_by_scripts_or_sent_from_elsewhere(anyone, programme):
    code = programme.codes.make(programme).symbols
    anyone.get("/join/")
    answer = anyone.post("/join/", {"code": code})
    set_here = {**anyone.cookies, **answer.cookies}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(set_here)
    for cookie in set_here.values():
        assert cookie["samesite"] == "Lax" and cookie["httponly"], cookie.key


def production(**more):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "LANG", "COPRO_DATA_DIR"}
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=kept | {"DEBUG": "0"} | more,
        capture_output=True,
        text=True,
        timeout=60,
    )


READY = {
    "DATABASE_URL": "postgres://copro@localhost/copro",
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "copro.example.org",
    "BASE_URL": "https://copro.example.org",
    "TEXT_KEYS": "one:" + "A" * 43 + "=",
}


def test_a_real_server_passes_django_s_own_checks():
    done = production(**READY)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", READY)
def test_a_real_server_does_not_start_half_set_up(missing):
    done = production(**{name: value for name, value in READY.items() if name != missing})
    assert done.returncode != 0
    assert missing in done.stderr


def test_pages_that_anyone_may_see_are_few():
    """A reminder: adding a public page is a decision."""
    assert sum(ROWS[row][0] == OK for row in ROW_OF.values()) == 23
