"""The first step on a real server: an organisation, its first words, and somebody to look after it."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from mindsets.library.shipped import ship_frameworks
from mindsets.moves.shipped import ship_moments
from programmes.front import links
from programmes.models import AuditEvent, Organisation, OrganisationAdmin, User


class Command(BaseCommand):
    help = "Make an organisation with the shipped frameworks and its first admin; print a link to sign in."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what the organisation is called")
        parser.add_argument("email", help="the first admin's address")
        parser.add_argument("--person", default="", help="the first admin's name")

    def handle(self, *, name, email, person, **options):
        name, email = name.strip(), email.strip().lower()
        if not name:
            raise CommandError("The organisation needs a name.")
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an email address.") from error
        if Organisation.objects.filter(name__iexact=name).exists():
            raise CommandError(f"There is an organisation called {name} already.")
        admin = self._start(name, email, person.strip())
        self.stdout.write(f"{name} is here, and {email} looks after it.")
        self.stdout.write(f"This link signs them in once, within {links.MINUTES} minutes:")
        self.stdout.write(links.make(admin))

    @transaction.atomic
    def _start(self, name, email, called):
        organisation = Organisation.objects.create(name=name)
        ship_frameworks(organisation)
        ship_moments(organisation)
        admin = User.objects.with_email(email) or User.objects.create(
            name=called or email.split("@")[0], email=email
        )
        OrganisationAdmin.objects.create(organisation=organisation, person=admin)
        AuditEvent.objects.record("organisation_started", actor=None, organisation=organisation)
        return admin
