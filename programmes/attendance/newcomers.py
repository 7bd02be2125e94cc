"""Somebody who was not on the list and is now: from the shared tablet, or from an empty row on paper."""

from django.db import IntegrityError, transaction

from programmes.attendance.actions import put_right, record_presence, walk_in_key
from programmes.models import How
from programmes.people.actions import add_person
from programmes.people.names import sort_key


def namesakes(programme, name, client_id=None):
    """People on the list with the same name; not somebody whom this very form added before."""
    people = programme.memberships.current().filter(sort_name=sort_key(name))
    if client_id:
        people = people.exclude(pk=walk_in_key(programme, client_id))
    return list(people.select_related("team")[:5])


@transaction.atomic
def add_newcomer(day, name, presence, *, by, how, client_id, arrived_at=None):
    """Put somebody on the list and record them, once for each `client_id`; returns (membership, Recorded).

    `by` is who answers for the new name in the programme's own record; on the tablet nobody recorded them
    but themselves.
    """
    programme, key = day.programme, walk_in_key(day.programme, client_id)
    try:
        with transaction.atomic():
            person = add_person(programme, name, by=by, came_by="walk_in", id=key)
    except IntegrityError:  # the same form was sent before
        person = programme.memberships.get(pk=key)
    if how == How.KIOSK:
        done = record_presence(day, person, presence, by=None, how=how, client_id=client_id)
    else:
        done = put_right(day, person, presence, by=by, how=how, arrived_at=arrived_at, client_id=client_id)
    return person, done
