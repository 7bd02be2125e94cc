"""A calendar's address is a key: nothing that we log or set up to be logged writes it down."""

import io
import json
import logging
import runpy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler

from copro.logs import JsonLine
from programmes.calendars.actions import make_feed
from programmes.calendars.views import queries

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def written():
    """Everything that any of our loggers writes, whatever its level."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLine())
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.server", "gunicorn")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield lambda: out.getvalue()
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_no_answer_to_a_calendar_writes_its_address(ben, anyone, written, monkeypatch):
    token = make_feed(ben.membership)
    wrong = "w" * 22
    anyone.get(f"/calendar/{token}.ics")
    anyone.get(f"/calendar/{wrong}.ics")
    anyone.get(f"/calendar/{token}.txt")
    anyone.post(f"/calendar/{token}.ics")
    monkeypatch.setattr(queries, "file_of_feed", lambda feed: 1 / 0)
    anyone.raise_request_exception = False
    assert anyone.get(f"/calendar/{token}.ics").status_code == 500
    lines = [json.loads(line) for line in written().splitlines()]
    assert {line.get("status") for line in lines} >= {404, 405, 500}  # it did write something
    assert token not in written() and wrong not in written()


def test_the_server_for_trying_copro_out_writes_no_address(written):
    handler = WSGIRequestHandler.__new__(WSGIRequestHandler)
    handler.request, handler.client_address = None, ("127.0.0.1", 1)
    request = "GET /calendar/ABCDEFGHIJKLMNOPQRSTUV.ics HTTP/1.1"
    for status in ("200", "404", "500"):
        handler.log_message('"%s" %s %s', request, status, "0")
    handler.log_message("code %d, message %s", 400, f"Bad request version ('{request}')")
    assert written().count("\n") == 4
    assert "ABCDEFGH" not in written() and "/calendar/" not in written()


def test_gunicorn_writes_no_addresses():
    conf = runpy.run_path(str(ROOT / "deploy/gunicorn.conf.py"))
    assert conf["accesslog"] is None
    for said, *about in (
        ("Error handling request %s", "/calendar/secret.ics"),
        ("Error handling request %s %s", "GET", "/calendar/secret.ics?x=1"),
        ("Invalid request from ip=1: Invalid HTTP request line: 'GET /calendar/secret.ics'",),
    ):
        record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, said, tuple(about), None)
        assert conf["NoKeys"]().filter(record)
        assert "secret" not in record.getMessage() and "request" in record.getMessage()


def test_caddy_s_example_writes_no_access_log():
    caddy = (ROOT / "deploy/Caddyfile.example").read_text()
    assert "output discard" in caddy
