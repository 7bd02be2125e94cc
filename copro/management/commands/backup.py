"""`manage.py backup FILE`: everything in the database, in one file."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.template.defaultfilters import filesizeformat

from copro.db.clients import run_client


class Command(BaseCommand):
    requires_system_checks = []  # must work also when something else is wrong
    help = (
        "Writes the whole database to a new file. The keys of the private texts are not in it: "
        "keep those in another place."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that does not exist yet")

    def handle(self, *args, file, **options):
        try:
            # Readable by this account only from its first byte on.
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise CommandError(f"{file} is there already and was left as it is.") from error
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}.") from error
        whole = False
        try:
            done = run_client("pg_dump", ["--format=custom", "--no-owner"], connection, stdout=handle)
            if done.returncode:
                raise CommandError(f"There is no backup. {done.stderr.strip()}")
            os.fsync(handle)
            whole = True
        finally:
            os.close(handle)
            if not whole:
                file.unlink()
        self.stdout.write(f"Wrote {file} ({filesizeformat(file.stat().st_size)}).")
        self.stdout.write("The keys of the private texts are not in it: keep them too, in another place.")
