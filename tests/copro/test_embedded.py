"""The database that starts by itself: it is shared, it stops, it heals, and it says what is wrong."""

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from copro import embedded
from copro.embedded import places

ROOT = Path(__file__).resolve().parents[2]
CLIENT = """
import sys, psycopg
from copro import embedded
host = embedded.hold()
for line in sys.stdin:
    embedded.restart_if_dead()
    with psycopg.connect(host=str(host), user="copro", dbname="copro", autocommit=True) as connection:
        try:
            result = connection.execute(line)
            print(result.fetchone()[0] if result.description else "done", flush=True)
        except psycopg.Error:
            print("refused", flush=True)
"""


class Place:
    """A data directory of its own, and the processes that use it."""

    def __init__(self, base):
        self.base = base
        self.environment = {**os.environ, "COPRO_DATA_DIR": str(base), "COPRO_PG_GRACE": "0.2"}
        self.clients = []

    def client(self):
        process = subprocess.Popen(
            [sys.executable, "-c", CLIENT],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.clients.append(process)
        return process

    def answers(self):
        with socket.socket(socket.AF_UNIX) as door:
            return door.connect_ex(str(self.base / "run" / ".s.PGSQL.5432")) == 0

    def wait_until_stopped(self):
        deadline = time.monotonic() + 15
        while self.is_running() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.is_running()

    def is_running(self):
        return self.answers() or any(self.base.glob("pg??/postmaster.pid"))

    def log(self):
        return next(self.base.glob("pg*/server.log")).read_text()

    def close(self):
        for process in self.clients:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()
        self.wait_until_stopped()


@pytest.fixture
def place():
    # The name has a space on purpose; the parent is open because as root another account runs the server.
    parent = Path(tempfile.mkdtemp(prefix="copro test ", dir="/tmp"))
    parent.chmod(0o755)
    here = Place(parent / "data")
    yield here
    here.close()
    shutil.rmtree(parent)


def ask(process, sql):
    process.stdin.write(sql + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def leave(process):
    process.stdin.close()
    process.wait(timeout=10)


@pytest.mark.slow
def test_two_who_start_at_once_share_one_server_that_nobody_else_can_reach(place):
    first, second = place.client(), place.client()

    born = "SELECT pg_postmaster_start_time()"
    assert ask(first, born) == ask(second, born) != ""

    assert place.log().count("ready to accept connections") == 1
    for private in (place.base / "run", next(place.base.glob("pg??"))):
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert ask(first, "SHOW listen_addresses") == ""


@pytest.mark.slow
def test_the_server_stops_after_the_last_one_however_it_left_and_the_data_stay(place):
    polite, rude = place.client(), place.client()
    assert ask(polite, "CREATE TABLE kept AS SELECT 'still here' AS words") == "done"

    leave(polite)
    time.sleep(0.6)
    assert ask(rude, "SELECT words FROM kept") == "still here"

    rude.kill()
    rude.wait()
    assert place.wait_until_stopped()
    assert ask(place.client(), "SELECT words FROM kept") == "still here"


@pytest.mark.slow
def test_a_server_that_was_killed_is_started_again_under_the_same_client(place):
    client = place.client()
    assert ask(client, "CREATE TABLE kept AS SELECT 'still here' AS words") == "done"

    server = int(next(place.base.glob("pg??/postmaster.pid")).read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    while place.answers():
        time.sleep(0.02)

    assert ask(client, "SELECT words FROM kept") == "still here"


@pytest.mark.slow
def test_what_people_typed_does_not_get_into_the_log_when_a_statement_fails(place):
    client = place.client()
    ask(client, "CREATE TABLE people (email text UNIQUE)")
    assert ask(client, "INSERT INTO people VALUES ('asha@example.org')") == "done"
    assert ask(client, "INSERT INTO people VALUES ('asha@example.org')") == "refused"

    assert "duplicate key" in place.log()
    assert "asha" not in place.log()


@pytest.mark.slow
def test_the_command_line_says_what_is_wrong_in_one_line():
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=ROOT,
        env={**os.environ, "COPRO_PG_BIN": "/nowhere", "DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("NoDatabase: COPRO_PG_BIN is /nowhere")
    assert "Traceback" not in done.stderr


def test_data_of_another_major_version_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("copro.embedded.server.is_open_to_all", lambda path: True)
    monkeypatch.setenv("COPRO_DATA_DIR", str(tmp_path))
    (tmp_path / "pg11").mkdir()

    with pytest.raises(embedded.CannotStart, match=r"another PostgreSQL \(pg11, .*docs/install.md"):
        embedded.hold()
    assert not list(tmp_path.glob("*.ready"))


def test_a_machine_without_postgres_programs_is_told_how_to_get_them(monkeypatch):
    monkeypatch.delenv("COPRO_PG_BIN", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(places.Path, "glob", lambda self, pattern: iter(()))

    with pytest.raises(embedded.CannotStart, match=r"requirements/base\.txt"):
        embedded.program("pg_dump")


def test_root_without_another_account_is_told_what_to_do(monkeypatch):
    def nobody_there(name):
        raise KeyError(name)

    monkeypatch.setattr(places, "is_root", lambda: True)
    monkeypatch.setattr(pwd, "getpwnam", nobody_there)

    with pytest.raises(embedded.CannotStart, match="ordinary user"):
        places.runner()


def test_a_place_that_the_server_cannot_get_to_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("copro.embedded.server.is_root", lambda: True)
    monkeypatch.setattr("copro.embedded.server.is_open_to_all", lambda path: False)
    monkeypatch.setenv("COPRO_DATA_DIR", str(tmp_path / "data"))

    with pytest.raises(embedded.CannotStart, match="set COPRO_DATA_DIR"):
        embedded.hold()
    assert not (tmp_path / "data").exists()


def test_a_deep_checkout_gets_a_short_socket_path(monkeypatch):
    monkeypatch.setenv("COPRO_DATA_DIR", "/srv/" + "deep/" * 30)

    assert str(embedded.socket_dir()).startswith("/tmp/copro-")
    assert len(str(embedded.socket_dir())) <= places.LONGEST_SOCKET_DIR
