"""The cast. Lena leads, Asha facilitates, Hal helps at the door, Ben and Bea take part (in different teams),
Ada is the organisation's admin, Otto runs the server, Cora is a stranger with a programme of her own.

Each is a signed-in test client with `.person` and, where there is one, `.membership`.
"""

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from programmes.models import Role
from tests.factories import (
    make_admin,
    make_day,
    make_member,
    make_organisation,
    make_person,
    make_programme,
    make_team,
)

# A busy machine is slow, not wrong.
hypothesis_settings.register_profile("copro", deadline=None)
hypothesis_settings.load_profile("copro")


def sign_in(person, membership=None, kind="member", by_card=False):
    """A client that is signed in as this person."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["kind"] = kind
    # As after a first page: its one write would otherwise stand in every count of queries.
    session["began"] = session["seen"] = timezone.now().isoformat()
    if by_card:
        session["by_card"] = True
    session.save()
    client.person, client.membership = person, membership
    return client


@pytest.fixture
def organisation(db):
    return make_organisation()


@pytest.fixture
def programme(organisation):
    return make_programme(organisation=organisation)


@pytest.fixture
def team(programme):
    return make_team(programme, "Waiting well", area="Families waiting for an autism assessment")


@pytest.fixture
def other_team(programme):
    return make_team(programme, "First words")


@pytest.fixture
def day(programme):
    return make_day(programme)


def _seated(programme, name, role, email=None, team=None):
    membership = make_member(programme, name, role, email, team=team)
    return sign_in(membership.person, membership)


@pytest.fixture
def lena(programme):
    return _seated(programme, "Lena Fox", Role.LEAD, "lena@example.org")


@pytest.fixture
def asha(programme):
    return _seated(programme, "Asha Rao", Role.FACILITATOR, "asha@example.org")


@pytest.fixture
def hal(programme):
    return _seated(programme, "Hal Green", Role.HELPER)


@pytest.fixture
def ben(programme, team):
    return _seated(programme, "Ben Carter", Role.MEMBER, "ben@example.org", team)


@pytest.fixture
def bea(programme, other_team):
    return _seated(programme, "Bea Lind", Role.MEMBER, None, other_team)


@pytest.fixture
def ada(organisation):
    return sign_in(make_admin(organisation))


@pytest.fixture
def otto(db):
    return sign_in(make_person("Otto Ops", "otto@example.org", is_operator=True))


@pytest.fixture
def cora(db):
    elsewhere = make_programme("Elsewhere", make_organisation("Far away"))
    membership = make_member(elsewhere, "Cora Stone", Role.LEAD, "cora@example.org")
    client = sign_in(membership.person, membership)
    client.programme = elsewhere
    return client


@pytest.fixture
def anyone(db):
    """Nobody is signed in."""
    return Client()
