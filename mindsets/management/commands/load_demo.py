"""Load the demo programme: an invented one, relative to today, for a trial on one machine."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mindsets.demo import around, past, pictures, programme
from mindsets.demo.cast import GUESTS
from mindsets.demo.people import key, write_people
from programmes.agenda.actions import publish_day
from programmes.models import Organisation, User


class Command(BaseCommand):
    help = "Load the demo programme with about 45 invented people: two days gone, one today, one to come."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is any organisation"
        )
        parser.add_argument(
            "--again", action="store_true", help="throw the demo away first; what was tried in it goes"
        )

    def handle(self, *, if_empty, again, **options):
        if not settings.DEMO:
            raise CommandError("The demo is for a trial with the embedded database only.")
        if if_empty and Organisation.objects.exists():
            return
        with transaction.atomic():
            if Organisation.objects.filter(pk=key("organisation")).exists():
                if not again:
                    raise CommandError("The demo is here already. --again throws it away and loads it anew.")
                self._throw_away()
            self._load()
        self.stdout.write(f"The demo programme is ready, with {len(GUESTS)} invented people.")

    def _load(self):
        made = programme.write_programme(programme.write_organisation())
        members = write_people(made)
        days = programme.write_days(made, members, programme.today_in_the_programme())
        lead = members["Dee Marsh"].person
        for day, _worksheet in days:
            publish_day(day, by=lead)
        past.write_attendance(days, members, members["Pat Lowry"].person)
        past.write_reflections(days, members)
        pictures.write_pictures(days, by=lead)
        around.write_around(made, [day for day, _worksheet in days], members, by=lead)

    def _throw_away(self):
        organisation = Organisation.objects.get(pk=key("organisation"))
        people = User.objects.filter(memberships__programme__organisation=organisation) | User.objects.filter(
            administers__organisation=organisation
        )
        kept = list(people.values_list("pk", flat=True))
        for made in organisation.programmes.all():
            # Reflections point at a version that the organisation owns, so the programme goes first.
            made.delete()
        organisation.delete()
        User.objects.filter(pk__in=kept, memberships__isnull=True, administers__isnull=True).delete()
