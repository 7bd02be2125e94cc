"""Locks on files, directories with the right owner, and running a program as the server's account."""

import fcntl
import os
import subprocess
import tempfile

from copro.embedded.places import CannotStart, is_root, runner

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX
ALONE_OR_NOT_AT_ALL = fcntl.LOCK_EX | fcntl.LOCK_NB


def lock(path, how):
    """The open handle that holds the lock, or None where somebody else has it and we do not wait."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def make_dir(path, mode, owner=None):
    """A directory with exactly this mode, whatever the umask; parents that are missing are open to all."""
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir(exist_ok=True)
            parent.chmod(0o755)
    path.mkdir(exist_ok=True)
    if owner and is_root():
        os.chown(path, owner.pw_uid, owner.pw_gid)
    path.chmod(mode)
    return path


def run_as_owner(*arguments):
    """Run a program as the account that owns the data; its output is in `stdout`.

    The output goes to a file and not a pipe: a server that stays behind would keep a pipe open for ever.
    """
    account = {}
    if is_root():
        who = runner()
        account = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile("w+") as output:
        try:
            done = subprocess.run(
                [str(argument) for argument in arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                **account,
            )
        except OSError as error:
            raise CannotStart(f"Cannot run {arguments[0]} ({error.strerror}): set DATABASE_URL.") from error
        output.seek(0)
        done.stdout = output.read()
    return done
