"""`manage.py restore FILE`: a backup, put into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from copro.db.clients import run_client


class Command(BaseCommand):
    requires_system_checks = []  # must work also when something else is wrong
    help = "Puts a backup into an empty database. A database that holds anything is left as it is."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that the backup command wrote")

    def handle(self, *args, file, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if connection.introspection.table_names():
            raise CommandError("The database is not empty, and was left as it is. Restore into a new one.")
        # One transaction: a restore that fails leaves the database as empty as it was.
        arguments = ["--no-owner", "--single-transaction", "--exit-on-error", str(file)]
        done = run_client("pg_restore", arguments, connection)
        if done.returncode:
            raise CommandError(f"Nothing was restored. {done.stderr.strip()}")
        self.stdout.write("Restored. Now run migrate, in case the backup is older than this version.")
