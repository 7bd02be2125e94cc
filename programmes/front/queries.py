"""What the front pages show about the person who asks."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.access import STAFF_ROLES, role_in_this_session
from programmes.models import Membership, Organisation, Role


@dataclass(frozen=True)
class Place:
    """Somewhere this person may go on to."""

    name: str
    about: str
    role: str
    url: str


@dataclass(frozen=True)
class Listener:
    """Somebody to turn to, and for whom."""

    of: str
    name: str
    contact: str


def memberships_of(request):
    """The places this session opens: all of one's own, or, with a card, the one it was printed for."""
    mine = Membership.objects.current().filter(person=request.user)
    card = request.session.get("by_card")
    return mine.filter(programme=card) if isinstance(card, str) else mine


def places_of(request):
    """Where this person may go after signing in: their programmes, and the organisations they look after."""
    mine = memberships_of(request).select_related("programme").order_by("-programme__created_at")
    places = [_place(request, membership) for membership in mine]
    if request.session.get("by_card"):
        return places
    return places + [
        Place(
            organisation.name,
            "",
            _("You look after its programmes"),
            reverse("organisation:programmes", args=[organisation.ref]),
        )
        for organisation in Organisation.objects.filter(admins__person=request.user).order_by("name")
    ]


def _place(request, membership):
    role = role_in_this_session(request, membership.role)
    page = "programmes:overview" if role in STAFF_ROLES else "programmes:home"
    return Place(
        membership.programme.name,
        membership.programme.place,
        Role(role).label,
        reverse(page, args=[membership.programme.slug]),
    )


def posters_of(request):
    """[(programme's name, address of its poster of the mindsets)] for the places of whoever asks."""
    if not request.user.is_authenticated:
        return []
    mine = memberships_of(request).select_related("programme")
    return [(place.programme.name, reverse("mindsets:poster", args=[place.programme.slug])) for place in mine]


def listeners_for(request):
    """Whom to turn to: for each of this person's programmes; for a stranger, for each organisation."""
    named = []
    if request.user.is_authenticated:
        mine = memberships_of(request).select_related("programme__organisation")
        named = [Listener(place.programme.name, *place.programme.listener()) for place in mine]
    return [listener for listener in named if listener.name] or [
        Listener(organisation.name, organisation.listener_name, organisation.listener_contact)
        for organisation in Organisation.objects.exclude(listener_name="").order_by("name")[:20]
    ]


def privacy_contacts():
    """The organisations that say whom to ask about what is kept."""
    return list(Organisation.objects.exclude(privacy_contact="").order_by("name")[:20])


@dataclass(frozen=True)
class MindsetWords:
    """One of the six, in our own words; the names are KA McKercher's."""

    look: str
    name: str
    short: str
    says: str


@dataclass(frozen=True)
class ValueWords:
    name: str
    says: str


def six_mindsets():
    return [
        MindsetWords(
            "lived",
            _("Elevating lived experience"),
            _("Lived experience"),
            _("What people have lived through is real know-how. It helps to steer what we do."),
        ),
        MindsetWords(
            "curiosity",
            _("Practising curiosity"),
            _("Curiosity"),
            _("We ask before we tell. We are happy to find out we were wrong."),
        ),
        MindsetWords(
            "hospitality",
            _("Offering generous hospitality"),
            _("Hospitality"),
            _("We look after each other like good hosts, so everyone can take part."),
        ),
        MindsetWords(
            "grey",
            _("Being in the grey"),
            _("In the grey"),
            _("We keep going together when there is no clear answer yet."),
        ),
        MindsetWords(
            "doing",
            _("Learning through doing"),
            _("Doing"),
            _("We try small things early and learn from what happens."),
        ),
        MindsetWords(
            "perspectives",
            _("Valuing many perspectives"),
            _("Perspectives"),
            _("We go looking for people who see it another way, and listen."),
        ),
    ]


def five_values():
    return [
        ValueWords(
            _("Assets"),
            _("Everyone brings skills, time, stories or contacts. We start with what people can do."),
        ),
        ValueWords(_("Catalysts"), _("We help things start and grow, instead of doing it all for people.")),
        ValueWords(_("Mutuality"), _("We all give and we all gain.")),
        ValueWords(_("Blur roles"), _("The line between giving help and getting help goes soft.")),
        ValueWords(_("Networks"), _("People who know each other can help each other.")),
    ]
