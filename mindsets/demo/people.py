"""Writing the demo's people and teams. Keys are worked out from names, so that every load is the same."""

import random
import uuid

from django.utils import timezone

from copro.crypto import seal
from copro.keys import REF_SYMBOLS
from mindsets.demo.cast import AGREEMENT_BY, GUESTS, NO_EMAIL, TEAMS
from programmes.models import AccessNeed, Membership, Team, User


def key(*words):
    """The same key for the same words, on every machine."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "-".join(("copro-demo", *words)))


def ref(*words):
    """The same short reference for the same words."""
    chance = random.Random("-".join(words))  # noqa: S311  not a secret
    return "".join(chance.choice(REF_SYMBOLS) for _ in range(8))


def write_people(programme):
    """Teams and memberships; returns {name: Membership}."""
    teams = {
        name: Team.objects.create(programme=programme, ref=ref("team", name), name=name, area=area, aim=aim)
        for name, (area, aim) in TEAMS.items()
    }
    people = [
        User(
            id=key("no-email") if guest.name == NO_EMAIL else key(guest.name),
            name=guest.name,
            email=guest.address,
        )
        for guest in GUESTS
    ]
    User.objects.bulk_create(people)
    memberships = {}
    for guest, person in zip(GUESTS, people, strict=True):
        memberships[guest.name] = Membership.objects.create(
            programme=programme,
            ref=ref("member", guest.name),
            person=person,
            name=guest.name,
            called=guest.called,
            role=guest.role,
            team=teams.get(guest.team),
            parts=list(guest.parts),
            belongs_to=guest.belongs_to,
            in_working_group=guest.in_working_group,
            came_by=guest.came_by,
            agreed_at=timezone.now() if guest.came_by in AGREEMENT_BY else None,
        )
    _write_needs(programme, memberships)
    return memberships


def _write_needs(programme, memberships):
    for guest in GUESTS:
        if not guest.helps:
            continue
        need = AccessNeed(
            programme=programme,
            membership=memberships[guest.name],
            helps=list(guest.helps),
            agreed_at=timezone.now(),
        )
        need.sealed_words = seal("Please write it down for me as well.", need, "sealed_words")
        need.save()
