"""PostgreSQL's own client programs, called for the database that the settings name."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.core.management import CommandError

from copro import embedded


def run_client(name, arguments, connection, **streams):
    """Run pg_dump or pg_restore against `connection`; its complaints are in `stderr`.

    The password goes through the environment, because every account can read a command line.
    Raises CommandError when no program here is new enough for the server.
    """
    connection.ensure_connection()
    command, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    *access, database = command[1:]
    return subprocess.run(
        [_find(name, connection), *access, *arguments, "--dbname", database],
        env={**os.environ, **(secrets or {})},
        stderr=subprocess.PIPE,
        text=True,
        **streams,
    )


def _find(name, connection):
    """An older client refuses a newer server, and a much newer one writes what an old server cannot read."""
    wanted = connection.pg_version // 10000
    found = {_major(path): path for path in _places(name) if path.exists()}
    if new_enough := [major for major in found if major >= wanted]:
        return found[min(new_enough)]
    here = ", ".join(map(str, sorted(found))) or "none"
    raise CommandError(
        f"The database is PostgreSQL {wanted}; {name} here: {here}. "
        f"Install the package postgresql-client-{wanted}."
    )


def _places(name):
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    try:
        yield embedded.program(name)
    except embedded.CannotStart:
        return


def _major(path):
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    return int((re.search(r"\d+", said) or ["0"])[0])
