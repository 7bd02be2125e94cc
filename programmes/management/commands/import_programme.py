"""Read a published programme or timetable into a draft programme."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programmes.imports.from_csv import read_csv
from programmes.imports.from_yaml import read_yaml
from programmes.imports.writing import NothingWritten, write_programme
from programmes.models import Organisation, User
from programmes.overview.actions import create_programme

MOST_BYTES = 1_000_000
READERS = {".csv": read_csv, ".yaml": read_yaml, ".yml": read_yaml}


class Command(BaseCommand):
    help = "Read a programme (YAML) or a timetable (CSV) into a draft programme. See docs/import.md."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--lead", metavar="EMAIL", help="who leads it; without it, an admin of the organisation"
        )
        parser.add_argument("--organisation", metavar="NAME", help="needed when there are several")
        parser.add_argument(
            "--name", help="what the programme is called, when the file does not say or says it badly"
        )
        parser.add_argument("--zone", default="Europe/London", help="the time zone of days that name none")
        parser.add_argument("--check", action="store_true", help="only list the problems; write nothing")

    def handle(self, file, *, lead, organisation, name, zone, check, **options):
        draft = self._read(file)
        draft.name = name or draft.name or file.stem.replace("-", " ").replace("_", " ").capitalize()[:120]
        try:
            if check:
                self._report(draft)
                return
            host = self._organisation(organisation)
            by = self._lead(lead, host)
            programme = write_programme(
                draft,
                lambda called, purpose: create_programme(
                    host, called, by=by, template="blank", zone=zone, purpose=purpose
                ),
                by=by,
            )
        except NothingWritten as error:
            lines = "\n".join(f"  line {problem.line}: {problem.text}" for problem in error.problems)
            raise CommandError(f"Nothing was written. Please mend these lines first:\n{lines}") from None
        self.stdout.write(
            f"A draft programme with {len(draft.days)} days and "
            f"{sum(len(day.sessions) for day in draft.days)} sessions:\n"
            f"{settings.BASE_URL}/p/{programme.slug}/overview/"
        )

    def _read(self, file):
        reader = READERS.get(file.suffix.lower())
        if reader is None:
            raise CommandError("Only .yaml and .csv files can be read")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"This file cannot be opened: {error.strerror}") from None
        if len(content) > MOST_BYTES:
            raise CommandError("This file is larger than 1 MB")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise CommandError("Save the file as UTF-8 and try again") from None
        if "\x00" in text:
            raise CommandError("Remove the hidden characters (NUL) from the file")
        return reader(text)

    def _report(self, draft):
        from programmes.imports.writing import check_times

        check_times(draft)
        if draft.problems:
            raise NothingWritten(draft.problems)
        self.stdout.write(f"Nothing in the way: {len(draft.days)} days could be written.")

    def _organisation(self, name):
        found = list(Organisation.objects.filter(name=name) if name else Organisation.objects.all()[:2])
        if len(found) != 1:
            raise CommandError(
                "Say which organisation with --organisation NAME"
                if found or name
                else "There is no organisation yet: python manage.py start_organisation"
            )
        return found[0]

    def _lead(self, email, organisation):
        if email:
            person = User.objects.with_email(email)
            if person is None:
                raise CommandError("Nobody here has that email")
            return person
        admin = organisation.admins.select_related("person").first()
        if admin is None:
            raise CommandError("Say who leads it with --lead EMAIL")
        return admin.person
