"""Stopping the server when its last client is gone.

The keeper is a process of its own, started by path (`python copro/embedded ...`): it outlives whoever
started it, and needs neither Django nor a working directory.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from copro.embedded.locks import ALONE, ALONE_OR_NOT_AT_ALL, lock, run_as_owner

# Between one command and the next the server need not stop and start.
GRACE = float(os.environ.get("COPRO_PG_GRACE", "3"))


def start(base, bins, data):
    """Start the keeper, unless one is at work."""
    free = lock(base / "keeper.lock", ALONE_OR_NOT_AT_ALL)
    if free is None:
        return
    os.close(free)
    subprocess.run(
        [sys.executable, Path(__file__).parent, base, bins, data],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
        check=True,
    )


def main(base, bins, data):
    """Let the starter go on at once, and stay behind."""
    mine = lock(base / "keeper.lock", ALONE_OR_NOT_AT_ALL)
    if mine is None or os.fork():
        return
    keep(base, bins, data)


def keep(base, bins, data):
    """Wait until no client is left, allow for one that comes straight after, and stop the server."""
    clients = base / "clients.lock"
    while True:
        os.close(lock(clients, ALONE))
        time.sleep(GRACE)
        alone = lock(clients, ALONE_OR_NOT_AT_ALL)
        if alone is not None:
            break
    # Newcomers now wait for the lock until this process is gone, and then start the server afresh.
    run_as_owner(bins / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop")
