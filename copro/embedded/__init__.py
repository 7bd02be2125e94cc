"""A private PostgreSQL for a checkout that has no DATABASE_URL.

Every process that uses the server holds a shared lock on one file; the kernel lets go of it however the
process ends. A small keeper waits until it can take that lock alone and then stops the server. So there
are no lists of processes that go stale, and nothing to remember at exit.

    places.py   where the data, the socket and the server's programs are
    locks.py    the locks, and running a program as the account that owns the data
    server.py   making the data, starting the server, healing after a crash
    keeper.py   stopping the server when the last client is gone

Nothing here needs Django.
"""

from copro.embedded.places import CannotStart, home, program, socket_dir

__all__ = ["CannotStart", "hold", "home", "program", "restart_if_dead", "socket_dir"]


def hold():
    """Make sure the server runs for as long as this process does; returns its socket directory.

    Raises CannotStart with one sentence that says what to do.
    """
    return _server().hold()


def restart_if_dead():
    """True when the server had died under this process and has been started again."""
    return _server().restart_if_dead()


def _server():
    try:
        from copro.embedded import server
    except ImportError as error:  # no fcntl on Windows
        raise CannotStart(
            f"Copro's own database cannot run here ({error}): set DATABASE_URL, or on Windows use WSL."
        ) from error
    return server
