"""What a door keeps on its device, so that it opens and takes taps with no connection.

Only what the door needs: a name as it is shown, the team, "please greet", how somebody stands. It is kept
encrypted by the scripts of the door and goes at sign-out and after the day; pages with names are never kept.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from copro.bundles import SITE, part_names, scripts_of
from programmes.attendance.following import stamp_of
from programmes.attendance.queries import Filters, board_of

# A list may be fetched some days before, at home, for a hall without a network; never for long.
BEFOREHAND = timedelta(days=7)
WITHOUT_DATE = timedelta(hours=24)
AFTER_IT_ENDS = timedelta(hours=2)

QUEUE = "js/door.js"
SHELL_SCRIPTS = (QUEUE, "js/door-rows.js", "js/door-shell.js", "js/door-newcomer.js")
BOARD_SCRIPTS = (QUEUE, "js/board.js", "js/door-keep.js")
WALK_IN_SCRIPTS = (QUEUE, "js/door-walk-in.js")
WORKER_SCRIPTS = ("js/door-store.js", "js/door-old.js", "js/door-worker.js")
FILES = (
    *("css/boards.css", "css/door.css", "css/dark.css"),
    *("icons/icons.svg", "icons/brain.svg", "icons/favicon.svg"),
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)
ROUTES = (
    *("board", "mark", "undo", "walk_in"),
    *("board_shell", "board_kept", "board_worker", "board_manifest"),
)


def addresses(seat, day):
    """Where the parts of a door are, by the names of their routes."""
    about = [seat.programme.slug, day.ref]
    return {name: reverse(f"programmes:{name}", args=about) for name in ROUTES}


def _parts(names):
    return [part for name in names for part in (scripts_of(name) if name == QUEUE else [name])]


def scripts(names):
    return [static(name) for name in _parts(names)]


@dataclass(frozen=True)
class KeptList:
    """The list as a device keeps it; `people` is None when it has this one already."""

    now: str
    until: str
    stamp: str
    people: list | None
    teams: list = field(default_factory=list)

    def as_dict(self):
        return asdict(self)


def kept_until(day):
    """When a device must have forgotten the day: at midnight, or two hours after its end."""
    if day.date is None:
        return timezone.now() + WITHOUT_DATE
    midnight = datetime.combine(day.date + timedelta(days=1), time(), ZoneInfo(day.zone)).astimezone(UTC)
    return max(midnight, day.ends_at + AFTER_IT_ENDS) if day.ends_at else midnight


def kept_list(seat, day, seen=""):
    """What the device keeps of this day. Nothing of a day that is over, or too far away."""
    now, until, stamp = timezone.now(), kept_until(day), stamp_of(day)
    about = {"now": now.isoformat(), "until": until.isoformat(), "stamp": stamp.etag}
    if stamp.etag == seen:
        return KeptList(**about, people=None)
    if not now < until < now + BEFOREHAND:
        return KeptList(**about, people=[])
    board = board_of(seat, day, Filters(everyone=True))
    people = [[row.ref, row.name, row.team, row.note, row.now, row.greet] for row in board.rows]
    return KeptList(**about, people=people, teams=board.teams)


def _are_collected():
    return getattr(staticfiles_storage, "bundles", False)


def _are_collected():
    return getattr(staticfiles_storage, "bundles", False)


def _names():
    styles = [SITE] if _are_collected() else part_names()
    return [*styles, *FILES, *_parts(SHELL_SCRIPTS)]


def static_files():
    """The address of every file that the door needs without a network."""
    return [static(name) for name in _names()]


def version_of(shell):
    """Different whenever the shell or one of its files is. Collected files are named by what they hold."""
    parts = [shell, *static_files()]
    if not _are_collected():
        found = (finders.find(name) for name in _names())
        parts += [str(Path(path).stat().st_mtime) for path in found if path]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def worker_script(address, shell):
    """The service worker: what it serves, then the scripts that every door shares."""
    kit = {
        "board": address["board"],
        "shell": address["board_shell"],
        "files": static_files(),
        "version": version_of(shell),
    }
    shared = ", ".join(json.dumps(name) for name in scripts(WORKER_SCRIPTS))
    return f"self.DOOR = {json.dumps(kit)};\nimportScripts({shared});\n"
