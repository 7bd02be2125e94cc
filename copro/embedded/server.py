"""Making the data, starting the server, and healing after a crash."""

import os
import pwd
import shlex
import shutil
import socket
import stat
import threading
import time
from pathlib import Path

from copro.embedded import keeper
from copro.embedded.locks import ALONE, SHARED, lock, make_dir, run_as_owner
from copro.embedded.places import (
    CannotStart,
    data_dir,
    home,
    is_open_to_all,
    is_root,
    major,
    runner,
    socket_dir,
)
from copro.embedded.programs import reachable_programs

ROLE = "copro"
TUNING = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    # A failed statement holds what people typed; it must not end up in the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
ZOMBIE_PATIENCE = 8  # tries of a quarter of a second
_held = {}
_one_thread = threading.Lock()


def hold():
    """See `copro.embedded.hold`."""
    base, sockets = home(), socket_dir()
    with _one_thread:  # two threads of one worker may ask at once
        if base not in _held:
            _held[base] = _join(base, sockets)
    return sockets


def restart_if_dead():
    """See `copro.embedded.restart_if_dead`."""
    base, sockets = home(), socket_dir()
    with _one_thread:
        if base not in _held or _answers(sockets):
            return False
        _start_once(base, sockets)
    return True


def _join(base, sockets):
    if is_root() and not is_open_to_all(next(path for path in base.parents if path.exists())):
        raise CannotStart(
            f"The account '{runner().pw_name}' cannot get to {base}: "
            "set COPRO_DATA_DIR to a place that it can."
        )
    try:
        make_dir(base, 0o755 if is_root() else 0o700)
        mine = lock(base / "clients.lock", SHARED)
    except OSError as error:
        raise CannotStart(
            f"Cannot keep a database in {base} ({error.strerror or error}): "
            "set COPRO_DATA_DIR or DATABASE_URL."
        ) from error
    try:
        _start_once(base, sockets)
    except BaseException:
        os.close(mine)
        raise
    return mine


def _start_once(base, sockets):
    starting = lock(base / "start.lock", ALONE)
    try:
        if not _answers(sockets):
            _start(base, sockets)
        _make_database(base, sockets)
        keeper.start(base, reachable_programs(), data_dir())
    finally:
        os.close(starting)


def _answers(sockets):
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(sockets / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _start(base, sockets):
    who, bins, data = runner(), reachable_programs(), data_dir()
    if not data.exists():
        _make_data(base, data, bins, who)
    elif data.stat().st_uid != who.pw_uid:
        raise CannotStart(
            f"{data} belongs to another account than '{who.pw_name}': run as before, or set COPRO_DATA_DIR."
        )
    _make_socket_dir(sockets, who)
    options = [f"-k {shlex.quote(str(sockets))}", *(f"-c {key}={value}" for key, value in TUNING.items())]
    options.append(os.environ.get("COPRO_PG_OPTIONS", ""))
    command = [bins / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", data / "server.log"]
    for attempt in range(40):
        _forget_dead_server(data, sockets, attempt)
        done = run_as_owner(*command, "-o", " ".join(options), "start")
        if not done.returncode or not (data / "postmaster.pid").exists():
            break
        time.sleep(0.25)
    if done.returncode:
        raise CannotStart(f"PostgreSQL did not start; the reason is at the end of {data / 'server.log'}.")


def _make_data(base, data, bins, who):
    """Built beside its place and moved there whole: a start that is cut short leaves nothing half made."""
    if others := sorted(path.name for path in base.glob("pg[0-9][0-9]")):
        raise CannotStart(
            f"{base} holds data of another PostgreSQL ({', '.join(others)}, this one is {major()}): "
            "see 'Another major PostgreSQL' in docs/install.md."
        )
    partial = base / "new"
    shutil.rmtree(partial, ignore_errors=True)
    make_dir(partial, 0o700, who)
    language = ["--locale=C.UTF-8"]
    if int(major()) >= 17:
        language = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    done = run_as_owner(bins / "initdb", "-D", partial, "-U", ROLE, "-E", "UTF8", "--auth=peer", *language)
    if done.returncode:
        raise CannotStart(
            f"PostgreSQL could not make its data in {base}: {' '.join(done.stdout.split())[-300:]}"
        )
    # Only the account that made the data comes in, and only through the socket.
    caller = pwd.getpwuid(os.geteuid()).pw_name
    (partial / "pg_hba.conf").write_text("local all all peer map=copro\n")
    (partial / "pg_ident.conf").write_text(f'copro "{caller}" {ROLE}\n')
    partial.rename(data)


def _make_socket_dir(sockets, who):
    try:
        sockets.mkdir(mode=0o700)
    except FileExistsError:  # in /tmp anyone could have made it, or a link, first
        found = sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (who.pw_uid, os.geteuid()):
            raise CannotStart(
                f"{sockets} belongs to someone else: remove it, or set COPRO_DATA_DIR."
            ) from None
    make_dir(sockets, 0o700, who)


def _forget_dead_server(data, sockets, attempt):
    """Remove the lock files of a server that is surely dead.

    After kill -9 it can stay a zombie (in a container whose first process does not reap), and PostgreSQL
    takes a zombie for a live server. Its children get two seconds to notice.
    """
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError, IndexError):
        return
    if state == "Z" and attempt >= ZOMBIE_PATIENCE:
        (data / "postmaster.pid").unlink(missing_ok=True)
        (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _make_database(base, sockets):
    """Once; the mark is set last, so that a start that was cut short is finished by the next one."""
    mark = base / f"pg{major()}.ready"
    if mark.exists():
        return
    import psycopg

    for attempt in range(120):
        try:
            with psycopg.connect(host=str(sockets), user=ROLE, dbname="postgres", autocommit=True) as server:
                if not server.execute("SELECT FROM pg_database WHERE datname = %s", [ROLE]).fetchall():
                    server.execute(f"CREATE DATABASE {ROLE}")
            break
        except psycopg.OperationalError as error:  # still replaying its log after a crash
            if attempt == 119:
                said = " ".join(str(error).split())
                raise CannotStart(f"PostgreSQL runs in {base} but does not let us in: {said}") from error
            time.sleep(0.5)
    mark.touch()
