"""What the pages about people show."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from programmes.access import initials
from programmes.care.need_words import said_in
from programmes.care.needs import need_of, promise_for
from programmes.models import AccessNeed, Invitation, Membership, PersonalCard, Role
from programmes.people import actions
from programmes.people.models import Part
from programmes.people.names import plain


@dataclass(frozen=True)
class PersonRow:
    ref: str
    name: str
    called: str
    team: str
    email: str
    reach_by: str
    role: str
    role_says: str
    in_working_group: bool

    @property
    def has_role(self):
        return self.role != Role.MEMBER


@dataclass
class PeopleList:
    here: list = field(default_factory=list)
    left: list = field(default_factory=list)

    @property
    def without_email(self):
        return sum(not row.email for row in self.here)


def people_list(programme, *, words="", team=None, role=""):
    """Everybody on the programme by last name, in one query; `team` is a Team, "none" or None for all."""
    found = Membership.objects.filter(programme=programme)
    # What cannot be in a name is not looked for; Postgres would refuse a NUL outright.
    words = "".join(char if char.isprintable() else " " for char in plain(words[:100]))
    for word in words.split():
        found = found.filter(Q(sort_name__contains=word) | Q(person__email__icontains=word))
    if team is not None:
        found = found.filter(team=None if team == "none" else team)
    if role:
        found = found.filter(role=role)
    people, says = PeopleList(), {role.value: str(role.label) for role in Role}
    for place in found.order_by("sort_name", "id").values(
        "ref",
        "name",
        "called",
        "team__name",
        "person__email",
        "reach_by",
        "role",
        "in_working_group",
        "left_on",
    ):
        left_on, team_name, email = place.pop("left_on"), place.pop("team__name"), place.pop("person__email")
        row = PersonRow(team=team_name or "", email=email or "", role_says=says[place["role"]], **place)
        (people.left if left_on else people.here).append(row)
    return people


@dataclass
class InvitationState:
    state: str  # none, sent, used, expired, taken_back
    at: object = None

    @property
    def is_open(self):
        return self.state == "sent"


def invitation_states(programme, memberships=None):
    """{membership id: state of the latest invitation}, in one query."""
    found = Invitation.objects.filter(programme=programme).order_by("sent_at")
    if memberships is not None:
        found = found.filter(membership__in=memberships)
    return {invitation.membership_id: _state(invitation) for invitation in found}


def _state(invitation):
    if invitation.used_at:
        return InvitationState("used", invitation.used_at)
    if invitation.revoked_at:
        return InvitationState("taken_back", invitation.revoked_at)
    if invitation.expires_at <= timezone.now():
        return InvitationState("expired", invitation.expires_at)
    return InvitationState("sent", invitation.sent_at)


@dataclass
class PersonPage:
    """One person as the people running the days see them."""

    membership: Membership
    initials: str
    parts: list
    invitation: InvitationState
    has_card: bool
    may_have_card: bool
    has_come_in: bool
    need: AccessNeed | None
    need_says: list
    # The date until which it is kept once they say again that it is right, where that is later.
    need_until: date | None


def person_page(seat, membership):
    # An admin without a place on the programme never sees what helps somebody.
    need = need_of(membership) if seat.can_set_up else None
    parts = dict(Part.choices)
    shown = [str(parts[part]) for part in membership.parts if part in parts]
    if membership.part_in_own_words:
        shown.append(membership.part_in_own_words)
    return PersonPage(
        membership=membership,
        initials=initials(membership.name),
        parts=shown,
        invitation=invitation_states(seat.programme, [membership]).get(membership.pk)
        or InvitationState("none"),
        has_card=PersonalCard.objects.filter(
            programme=seat.programme, membership=membership, revoked_at__isnull=True
        ).exists(),
        may_have_card=actions.may_have_card(membership),
        has_come_in=membership.person.last_login is not None,
        need=need,
        need_says=said_in(need) if need else [],
        need_until=promise_for(seat.programme) if need else None,
    )


@dataclass(frozen=True)
class InviteRow:
    ref: str
    name: str
    email: str
    role_says: str
    has_come_in: bool
    invitation: InvitationState


def invite_rows(programme):
    """People with an email and how far their invitation is, in two queries."""
    states, says = invitation_states(programme), {role.value: str(role.label) for role in Role}
    people = (
        Membership.objects.current()
        .filter(programme=programme, person__email__isnull=False)
        .order_by("sort_name", "id")
        .values_list("pk", "ref", "name", "person__email", "role", "person__last_login")
    )
    none = InvitationState("none")
    return [
        InviteRow(ref, name, email, says[role], seen is not None, states.get(pk, none))
        for pk, ref, name, email, role, seen in people
    ]
