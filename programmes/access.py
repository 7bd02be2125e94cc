"""Who may enter. Every view declares it with one of these decorators; the middleware refuses a view without.

Outsiders get 404, so that they cannot tell whether a programme exists; insiders without the right get 403;
strangers are asked to sign in (401 to htmx, so that the page keeps what was typed).

A programme's view receives a `Seat`: programme, person, role and rights arrive together and cannot disagree.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone

from copro.prepared import A_KEY, Prepared
from programmes.models import Membership, OrganisationAdmin, Programme, Role
from programmes.people.names import first_and_last


class Right(StrEnum):
    """What a seat may allow (security brief, section 3)."""

    SEE = "see"  # the programme's own pages
    TAKE_PART = "take_part"  # one's own attendance, apologies, reflections
    CHECK_IN = "check_in"  # record who came
    READ_REGISTER = "read_register"  # see who came
    SET_UP = "set_up"  # days, agenda, teams, people, worksheets
    GIVE_ROLES = "give_roles"  # roles and invitations
    EXPORT = "export"  # take attendance out
    READ_AUDIT = "read_audit"


_MEMBER = frozenset({Right.SEE, Right.TAKE_PART})
_HELPER = _MEMBER | {Right.CHECK_IN}
_FACILITATOR = _HELPER | {Right.READ_REGISTER, Right.SET_UP}
_LEAD = _FACILITATOR | {Right.GIVE_ROLES, Right.EXPORT, Right.READ_AUDIT}
_ADMIN = frozenset({Right.SEE, Right.READ_REGISTER, Right.GIVE_ROLES, Right.EXPORT, Right.READ_AUDIT})

RIGHTS = {
    Role.MEMBER: _MEMBER,
    Role.HELPER: _HELPER,
    Role.FACILITATOR: _FACILITATOR,
    Role.LEAD: _LEAD,
}
STAFF_ROLES = {Role.FACILITATOR, Role.LEAD}


def initials(name):
    """'Mei-Ling Chan' → 'MC'; a one-word name gives one letter."""
    first, last = first_and_last(name)
    return (first[:1] + last[:1]).upper()


@dataclass(frozen=True)
class Seat:
    """One person at one programme. `membership` is None for an admin who has no place on it."""

    programme: Programme
    person: object
    membership: Membership | None
    role: str
    is_admin: bool
    rights: frozenset

    def can(self, right):
        return right in self.rights

    @property
    def name(self):
        return self.membership.says if self.membership else self.person.name

    @property
    def initials(self):
        return initials(self.membership.name if self.membership else self.person.name)

    @property
    def is_facilitator(self):
        return Right.SET_UP in self.rights

    @property
    def is_lead(self):
        return self.role == Role.LEAD

    @property
    def can_check_in(self):
        return Right.CHECK_IN in self.rights

    @property
    def can_set_up(self):
        return Right.SET_UP in self.rights

    @property
    def can_take_part(self):
        return Right.TAKE_PART in self.rights

    @property
    def can_read_register(self):
        return Right.READ_REGISTER in self.rights

    @property
    def can_give_roles(self):
        return Right.GIVE_ROLES in self.rights

    @property
    def can_export(self):
        return Right.EXPORT in self.rights

    @property
    def can_read_audit(self):
        return Right.READ_AUDIT in self.rights


def role_in_this_session(request, role):
    """A card or a typed code opens one's own pages and the door, never the staff side: cards get lost."""
    if request.session.get("by_card") and role in STAFF_ROLES:
        return Role.MEMBER
    return role


def _place(slug, person):
    administers = OrganisationAdmin.objects.filter(
        organisation=OuterRef("programme__organisation"), person=person
    )
    return (
        Membership.objects.select_related("programme__organisation", "team")
        .annotate(is_admin=Exists(administers))
        .filter(programme__slug=slug, person=person, left_on__isnull=True)
        .order_by()
    )


_place_of = Prepared(_place, slug="-slug-", person=A_KEY)


def seat_of(request, slug):
    """The visitor's seat at this programme, in one query for members. Raises Http404 for outsiders."""
    person = request.user
    membership = next(iter(_place_of(slug=slug, person=person.pk)), None)
    by_card = request.session.get("by_card")
    if membership:
        # A card opens the programme it was printed for, not the others that its owner takes part in.
        if by_card not in {None, False, True, str(membership.programme_id)}:
            raise Http404
        is_admin = membership.is_admin and not by_card
        return _seat(request, membership.programme, person, membership, is_admin=is_admin)
    programme = (
        Programme.objects.select_related("organisation")
        .filter(slug=slug, organisation__admins__person=person)
        .first()
    )
    if programme is None or by_card:
        raise Http404
    return _seat(request, programme, person, None, is_admin=True)


def _seat(request, programme, person, membership, *, is_admin):
    role = role_in_this_session(request, membership.role) if membership else ""
    rights = RIGHTS.get(role, frozenset()) | (_ADMIN if is_admin else frozenset())
    return Seat(programme, person, membership, role, is_admin, rights)


def ask_to_sign_in(request):
    """302 to the sign-in page, or 401 to htmx: then the page stays, with every typed word."""
    if getattr(request, "htmx", None):
        return render(request, "401.html", {"sign_in": resolve_url(settings.LOGIN_URL)}, status=401)
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


def lacks_second_factor(request):
    """In production the staff side needs a passkey or a code app, and one must have been used this time."""
    from allauth.mfa.utils import is_mfa_enabled

    return settings.SECOND_FACTOR_FOR_STAFF and not is_mfa_enabled(request.user)


def public(view):
    """Anyone, signed in or not."""
    return _declared(view, "public")


def signed_in(view):
    """Any person who is signed in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    return _declared(guarded, "signed_in")


def for_operators(view):
    """The server's owner; nobody else can tell that the page is there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if not request.user.is_operator or request.session.get("by_card"):
            raise Http404
        return view(request, *args, **kwargs)

    return _declared(guarded, "operator")


def for_admins(view):
    """An admin of the organisation in the route; `view(request, organisation, …)`."""

    @wraps(view)
    def guarded(request, organisation, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        place = (
            OrganisationAdmin.objects.select_related("organisation")
            .filter(organisation__ref=organisation, person=request.user)
            .first()
        )
        if place is None or request.session.get("by_card"):
            raise Http404
        if lacks_second_factor(request):
            return redirect("front:second_factor")
        return view(request, place.organisation, *args, **kwargs)

    return _declared(guarded, "admin")


def allow(*rights):
    """Someone whose seat has one of these rights; `view(request, seat, …)`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, programme, *args, **kwargs):
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            seat = seat_of(request, programme)
            if not any(seat.can(right) for right in rights):
                raise PermissionDenied
            if (seat.is_admin or seat.role in STAFF_ROLES) and lacks_second_factor(request):
                return redirect("front:second_factor")
            request.seat = seat
            timezone.activate(seat.programme.tz)
            try:
                return view(request, seat, *args, **kwargs)
            finally:
                timezone.deactivate()

        return _declared(guarded, "allow", rights)

    return decorate


def _declared(view, kind, rights=()):
    view.access = (kind, *rights)
    return view


for_members = allow(Right.SEE)
for_participants = allow(Right.TAKE_PART)
for_the_door = allow(Right.CHECK_IN)
for_facilitators = allow(Right.SET_UP)
for_leads = allow(Right.GIVE_ROLES)
