"""The server is killed and its database stopped while four doors tap: no tap is lost, none counts twice."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOORS, TAPS_EACH = 4, 50
WAYS = ["in_person", "online", "phone", "part", "called_away"]
WORLD = """
import json
from django.utils import timezone
from programmes.models import Programme, User
from tests.conftest import sign_in
from tests.factories import make_day
programme = Programme.objects.get()
day = make_day(programme, on=timezone.localdate(timezone=programme.tz))
helper = sign_in(User.objects.get(email="helper@demo.invalid"))
people = [[each.ref, str(each.pk)] for each in programme.memberships.all()[:40]]
print("WORLD" + json.dumps({
    "slug": programme.slug, "day": day.ref, "day_key": str(day.pk), "people": people,
    "session": helper.cookies["session"].value,
}))
"""


class Server:
    """Copro as it starts from a checkout, with a data directory of its own."""

    def __init__(self):
        # Open to others, because as root another account runs the database.
        self.parent = Path(tempfile.mkdtemp(prefix="copro-kill-", dir="/tmp"))
        self.parent.chmod(0o755)
        self.data = self.parent / "data"
        self.environment = {**os.environ, "COPRO_DATA_DIR": str(self.data), "COPRO_PG_GRACE": "2"}
        for gone in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(gone, None)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def manage(self, *command, **more):
        call = [sys.executable, "manage.py", *command]
        done = subprocess.run(
            call, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True, **more
        )
        return done.stdout

    def start(self):
        call = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{self.port}", "--noreload"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(call, cwd=ROOT, env=self.environment, **quiet)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop_database(self):
        """As pg_ctl stop -m immediate does: nothing is written any more, connections break."""
        [pid_file] = self.data.glob("pg??/postmaster.pid")
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGQUIT)

    def taps(self, world):
        """{key of a change: how often it is recorded} of the day."""
        sql = (
            "SELECT client_id::text, count(*) FROM programmes_attendancechange"
            " WHERE day_id = %s GROUP BY client_id"
        )
        for _attempt in range(60):
            try:
                with psycopg.connect(host=self.data / "run", user="copro", dbname="copro") as connection:
                    return dict(connection.execute(sql, [world["day_key"]]).fetchall())
            except psycopg.OperationalError:
                time.sleep(0.5)
        pytest.fail("the database did not come back")

    def close(self):
        if self.process:
            self.kill()
        for _attempt in range(100):
            if not list(self.data.glob("pg??/postmaster.pid")):
                break
            time.sleep(0.1)
        shutil.rmtree(self.parent, ignore_errors=True)


class Door(threading.Thread):
    """Sends its taps as the board's scripts do: one at a time, each with one id, until the server has it."""

    def __init__(self, server, world, number):
        super().__init__(daemon=True)
        self.server, self.world = server, world
        self.board = f"/p/{world['slug']}/days/{world['day']}/check-in/"
        self.acknowledged, self.failures = [], 0
        mine = world["people"][number * 10 : number * 10 + 10]
        self.taps = [(mine[each % 10], WAYS[each % 5], uuid.uuid4()) for each in range(TAPS_EACH)]
        self.token, self.csrf = "", ""

    def run(self):
        for person, way, client_id in self.taps:
            while not self.sent(f"{way}.{person[0]}", client_id):
                self.failures += 1
                time.sleep(0.2)
            about = f"{self.world['day_key']}|{person[1]}|{way}|None"
            self.acknowledged.append(str(uuid.uuid5(client_id, about)))

    def sent(self, tap, client_id):
        try:
            if not self.token:
                self.ask()
            body = urlencode({"tap": tap, "client_id": client_id})
            answer = self.request("POST", "mark/", body)
        except (OSError, HTTPException):
            return False
        if answer.status == 403:
            self.token = ""
        return answer.status == 200 and bool(answer.headers["X-Tapped-At"])

    def ask(self):
        answer = self.request("GET", "kept/")
        if answer.status == 200:
            self.csrf = answer.headers["Set-Cookie"].split(";")[0]
            self.token = json.loads(answer.body)["token"]

    def request(self, method, path, body=None):
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=15)
        headers = {
            "HX-Request": "true",
            "X-CSRFToken": self.token,
            "Cookie": f"session={self.world['session']}; {self.csrf}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, self.board + path, body, headers)
            answer = connection.getresponse()
            answer.body = answer.read()
            return answer
        finally:
            connection.close()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


def acknowledged(doors):
    return [key for door in doors for key in list(door.acknowledged)]


def wait_for(doors, number):
    deadline = time.monotonic() + 120
    while len(acknowledged(doors)) < number:
        assert time.monotonic() < deadline, f"only {len(acknowledged(doors))} taps came through"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_killed_server_and_a_stopped_database_lose_no_tap_and_double_none(server):
    server.manage("migrate", "-v0")
    server.manage("load_demo")
    world = json.loads(server.manage("shell", "-v0", "-c", WORLD).split("WORLD")[1])
    server.start()
    doors = [Door(server, world, number) for number in range(DOORS)]
    for door in doors:
        door.start()

    for number, strike in [(40, server.kill), (90, server.stop_database), (130, server.kill)]:
        wait_for(doors, number)
        had = acknowledged(doors)
        strike()
        if strike == server.kill:
            server.start()
        kept = server.taps(world)
        assert [key for key in had if kept.get(key) != 1] == []

    for door in doors:
        door.join(timeout=120)
        assert not door.is_alive()
    assert sum(door.failures for door in doors) > 0, "nothing was struck while they tapped"
    kept = server.taps(world)
    assert len(acknowledged(doors)) == DOORS * TAPS_EACH
    assert sorted(acknowledged(doors)) == sorted(kept)
    assert set(kept.values()) == {1}
