"""A page of the audit trail, newest first, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import UTC

from django.core.paginator import Paginator
from django.utils.formats import date_format

from programmes.attendance.words import clock
from programmes.audit.words import plain_verb, sentence_of, verbs_of
from programmes.models import AuditEvent, Membership, ProgrammeDay, User

PAGE = 50


@dataclass(frozen=True)
class AuditLine:
    at: str
    says: str
    programme: str


def audit_page(number, *, kind="", programme=None, organisation=None):
    """One page of a programme's events, or of the whole organisation's."""
    events = AuditEvent.objects.select_related("actor", "programme")
    events = events.filter(programme=programme) if programme else events.filter(organisation=organisation)
    if kind:
        events = events.filter(verb__in=verbs_of(kind))
    page = Paginator(events.order_by("-at", "pk"), PAGE).get_page(number)
    found = list(page.object_list)
    names = _names(found)
    page.object_list = [
        AuditLine(
            _moment(event.at, event.programme or programme),
            sentence_of(event, names.get((event.object_type, event.programme_id, event.object_ref), ""))
            or plain_verb(event),
            event.programme.name if event.programme else "",
        )
        for event in found
    ]
    return page


def _moment(at, programme):
    zone = programme.tz if programme else UTC
    return f"{date_format(at.astimezone(zone), 'l j F Y')}, {clock(at, zone)}"


def _names(events):
    """{(type, programme, reference): name} of what the events are about, in one query for each type."""

    def refs(kind):
        return {event.object_ref for event in events if event.object_type == kind}

    programmes = {event.programme_id for event in events if event.programme_id}
    names = {}
    if wanted := refs("membership"):
        people = Membership.objects.filter(programme__in=programmes, ref__in=wanted)
        names |= {
            ("membership", programme, ref): name
            for programme, ref, name in people.values_list("programme_id", "ref", "name")
        }
    if wanted := refs("programmeday"):
        days = ProgrammeDay.objects.filter(programme__in=programmes, ref__in=wanted)
        names |= {("programmeday", day.programme_id, day.ref): str(day.label) for day in days}
    if wanted := refs("user"):
        people = User.objects.filter(pk__in=wanted)
        names |= {("user", None, str(key)): name for key, name in people.values_list("pk", "name")}
    return names
