"""Writing the demo's organisation, days and plans."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from mindsets.demo.cast import ADMIN
from mindsets.demo.days import AGREEMENT, DIRECTIONS, ENDS, GATHERINGS, STARTS
from mindsets.demo.people import key, ref
from mindsets.library.shipped import ship_frameworks
from mindsets.models import Worksheet
from mindsets.moves.shipped import ship_moments
from programmes.agenda.times import set_instants
from programmes.models import (
    AgendaHost,
    AgendaItem,
    EntryCode,
    Organisation,
    OrganisationAdmin,
    Programme,
    ProgrammeDay,
    ProgrammeState,
    User,
)

ZONE = "Europe/London"
SLUG = "working-it-out-together"


def write_organisation():
    organisation = Organisation.objects.create(
        id=key("organisation"),
        ref=ref("organisation"),
        name="Eastmere Health and Care",
        listener_name="Bernie",
        listener_contact="01632 960 001",
        privacy_contact="privacy@demo.invalid",
    )
    ship_frameworks(organisation)
    ship_moments(organisation)
    name, email = ADMIN
    admin = User.objects.create(id=key(name), name=name, email=email)
    OrganisationAdmin.objects.create(organisation=organisation, person=admin)
    return organisation


def write_programme(organisation):
    programme = Programme.objects.create(
        id=key("programme"),
        organisation=organisation,
        slug=SLUG,
        name="Working it out together",
        place="Eastmere",
        purpose="Six teams of patients, carers, community partners and staff make six services better.",
        zone=ZONE,
        state=ProgrammeState.PUBLISHED,
        agreement=AGREEMENT,
        listener_name="Bernie Callaghan",
        listener_contact="01632 960 001",
    )
    EntryCode.objects.make(programme)
    return programme


def write_days(programme, members, today):
    """The days with their plans and worksheets; returns [(ProgrammeDay, Worksheet | None)]."""
    version = ship_frameworks(programme.organisation)["mindsets"]
    written = []
    for number, gathering in enumerate(GATHERINGS, 1):
        day = ProgrammeDay(
            programme=programme,
            ref=ref("day", gathering.title),
            number=number,
            title=gathering.title,
            date=today + timedelta(days=gathering.days_from_today),
            start_wall=STARTS,
            end_wall=ENDS,
            zone=ZONE,
            venue=gathering.venue,
            directions=DIRECTIONS if gathering.venue else "",
            quiet_space="The blue room, up the ramp, first door" if gathering.venue else "",
            online_link="https://video.demo.invalid/working-it-out-together",
            online_note="The link works on a phone too. You can speak in every session.",
        )
        set_instants(day)
        day.save()
        written.append((day, _write_plan(day, gathering.sittings, members, version)))
    return written


def _write_plan(day, sittings, members, version):
    worksheet = main = None
    for position, sitting in enumerate(sittings, 1):
        item = AgendaItem.objects.create(
            programme=day.programme,
            ref=ref("item", day.title, sitting.title),
            day=day,
            position=position,
            title=sitting.title,
            kind=sitting.kind,
            minutes=sitting.minutes,
            pinned_start=sitting.pinned,
            purpose=sitting.purpose,
            materials=sitting.materials,
            facilitator_notes=sitting.notes,
            alongside=main if sitting.alongside else None,
        )
        main = main if sitting.alongside else item
        AgendaHost.objects.bulk_create(
            AgendaHost(programme=day.programme, item=item, membership=members[name]) for name in sitting.hosts
        )
        if sitting.worksheet:
            worksheet = Worksheet.objects.create(
                programme=day.programme,
                ref=ref("worksheet", day.title),
                day=day,
                agenda_item=item,
                version=version,
                title=f"Where I am just now: {day.title.lower()}",
            )
    return worksheet


def today_in_the_programme():
    return timezone.localdate(timezone=ZoneInfo(ZONE))
