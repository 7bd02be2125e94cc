"""Where the measuring happens: a database of its own, settings as in production, a server on loopback."""

import base64
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
NAME = "copro_benchmarks"


def _database_urls():
    """(address of the server's usual database, address of ours beside it)."""
    if given := os.environ.get("DATABASE_URL"):
        parts = urlsplit(given)
        return given, urlunsplit(parts._replace(path=f"/{NAME}"))
    from copro import embedded

    embedded.hold()
    at = f"postgres://copro@{quote(str(embedded.socket_dir()), safe='')}"
    return f"{at}/copro", f"{at}/{NAME}"


@contextmanager
def own_database():
    """An empty database, dropped at the end; the environment speaks of it and of production."""
    usual, ours = _database_urls()
    _run_sql(usual, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    with tempfile.TemporaryDirectory(prefix="copro-bench-") as static:
        os.environ.update(
            DATABASE_URL=ours,
            DEBUG="0",
            DEMO="0",
            SECRET_KEY=secrets.token_urlsafe(40),
            TEXT_KEYS="bench:" + base64.b64encode(secrets.token_bytes(32)).decode(),
            ALLOWED_HOSTS="127.0.0.1",
            PORT=str(_free_port()),
            SECOND_FACTOR_FOR_STAFF="0",
            DJANGO_SETTINGS_MODULE="benchmarks.settings",
            BENCHMARK_STATIC=static,
        )
        os.environ["BASE_URL"] = f"http://127.0.0.1:{os.environ['PORT']}"
        try:
            yield
        finally:
            _close_connections()
            _run_sql(usual, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _run_sql(url, *statements):
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _close_connections():
    from django.db import connections

    connections.close_all()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server():
    """gunicorn as it runs for real: two workers, four threads each. Yields (host, port)."""
    address = ("127.0.0.1", int(os.environ["PORT"]))
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "copro.wsgi", "-c", "deploy/gunicorn.conf.py"],
        cwd=ROOT,
        env={**os.environ, "BIND": f"{address[0]}:{address[1]}", "WEB_CONCURRENCY": "2", "THREADS": "4"},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait_for(address, process):
    for _attempt in range(150):
        if process.poll() is not None:
            raise SystemExit("The server did not start.")
        try:
            socket.create_connection(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not answer within 30 seconds.")
