"""Before publishing: what is there, and what could still be missing. Nothing here holds anybody up."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.access import STAFF_ROLES
from programmes.models import Invitation, Membership, PersonalCard, Programme


@dataclass(frozen=True)
class Check:
    """One thing: ready or not, in a sentence, with the way to it."""

    is_ready: bool
    says: str
    url: str = ""
    do: str = ""


@dataclass(frozen=True)
class Readiness:
    people: int
    checks: list


def readiness_of(programme):
    """Dates, published days, teams, people, ways in: in four queries."""
    days = list(programme.days.all())
    roles = list(Membership.objects.current().filter(programme=programme).values_list("role", flat=True))
    invited = Invitation.objects.filter(programme=OuterRef("pk"))
    cards = PersonalCard.objects.filter(programme=OuterRef("pk"), revoked_at=None)
    facts = (
        Programme.objects.filter(pk=programme.pk)
        .values_list(Exists(invited), Exists(cards), Count("teams"))
        .get()
    )
    has_invited, has_cards, teams = facts
    checks = [
        _days(programme.slug, days),
        *([_published_days(programme.slug, days)] if days else []),
        _teams(programme.slug, teams),
        _people(programme.slug, roles),
        _ways_in(programme.slug, has_invited or has_cards),
    ]
    return Readiness(len(roles), checks)


def _days(slug, days):
    dated = sum(day.date is not None for day in days)
    address = reverse("programmes:days", args=[slug])
    if not days:
        return Check(False, _("There are no days yet."), address, _("Add a day"))
    if dated < len(days):
        says = _("%(dated)s of %(total)s days have a date.") % {"dated": dated, "total": len(days)}
        return Check(False, says, address, _("Set dates"))
    return Check(True, _("Every day has a date."))


def _published_days(slug, days):
    waiting = sum(not day.is_published for day in days)
    if not waiting:
        return Check(True, _("Every day is published."))
    says = ngettext(
        "%(count)s day is not published. People see a day once you publish it.",
        "%(count)s days are not published. People see a day once you publish it.",
        waiting,
    ) % {"count": waiting}
    return Check(False, says, reverse("programmes:days", args=[slug]), _("See the days"))


def _teams(slug, teams):
    if teams:
        says = ngettext("There is %(count)s team.", "There are %(count)s teams.", teams)
        return Check(True, says % {"count": teams})
    says = _("There are no teams yet. People can join before there are.")
    return Check(False, says, reverse("programmes:teams", args=[slug]), _("Add a team"))


def _people(slug, roles):
    if set(roles) - STAFF_ROLES:
        return Check(True, _("%(count)s people have a place.") % {"count": len(roles)})
    says = _("Nobody takes part yet. They can also join with the code.")
    return Check(False, says, reverse("programmes:people", args=[slug]), _("Add people"))


def _ways_in(slug, is_asked):
    if is_asked:
        return Check(True, _("People have been invited, or have their card."))
    says = _("Nobody has been invited, and no cards are printed.")
    return Check(False, says, reverse("programmes:people", args=[slug]), _("Invite people"))
