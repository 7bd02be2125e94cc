"""Print a one-time link for somebody whose letters do not arrive."""

from django.core.management.base import BaseCommand, CommandError

from programmes.front import links
from programmes.models import User


class Command(BaseCommand):
    help = f"Print a link that signs this person in once, within {links.MINUTES} minutes."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        person = User.objects.with_email(email)
        if person is None or not person.is_active:
            raise CommandError(f"Nobody here has the address {email}.")
        self.stdout.write(links.make(person))
