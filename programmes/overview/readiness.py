"""Before publishing: what is there, and what could still be missing. Nothing here holds anybody up."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Invitation, PersonalCard


@dataclass(frozen=True)
class Check:
    """One thing: ready or not, in a sentence, with the way to it."""

    is_ready: bool
    says: str
    url: str = ""
    do: str = ""


def readiness_of(seat, overview):
    """Dates, published days, teams, people, ways in: in two queries on top of the overview's."""
    slug = seat.programme.slug
    return [
        _days(slug, overview),
        _published_days(slug, overview),
        _teams(slug, overview),
        _people(slug, overview),
        _ways_in(seat.programme, overview),
    ]


def _days(slug, overview):
    dated = sum(facts.day.date is not None for facts in overview.days)
    total = len(overview.days)
    days = reverse("programmes:days", args=[slug])
    if not total:
        return Check(False, _("There are no days yet."), days, _("Add a day"))
    if dated < total:
        says = _("%(dated)s of %(total)s days have a date.") % {"dated": dated, "total": total}
        return Check(False, says, days, _("Set dates"))
    return Check(True, _("Every day has a date."))


def _published_days(slug, overview):
    waiting = sum(not facts.day.is_published for facts in overview.days)
    if not waiting:
        return Check(True, _("Every day is published."))
    says = ngettext(
        "%(count)s day is not published. People see a day once you publish it.",
        "%(count)s days are not published. People see a day once you publish it.",
        waiting,
    ) % {"count": waiting}
    return Check(False, says, reverse("programmes:days", args=[slug]), _("See the days"))


def _teams(slug, overview):
    if overview.teams:
        says = ngettext("There is %(count)s team.", "There are %(count)s teams.", len(overview.teams))
        return Check(True, says % {"count": len(overview.teams)})
    says = _("There are no teams yet. People can join before there are.")
    return Check(False, says, reverse("programmes:teams", args=[slug]), _("Add a team"))


def _people(slug, overview):
    if overview.people > len(overview.running):
        return Check(True, _("%(count)s people have a place.") % {"count": overview.people})
    says = _("Nobody takes part yet. They can also join with the code.")
    return Check(False, says, reverse("programmes:people", args=[slug]), _("Add people"))


def _ways_in(programme, overview):
    asked = (
        Invitation.objects.filter(programme=programme).exists()
        or PersonalCard.objects.filter(programme=programme, revoked_at=None).exists()
    )
    if asked:
        return Check(True, _("People have been invited, or have their card."))
    says = _("Nobody has been invited, and no cards are printed.")
    return Check(False, says, reverse("programmes:people", args=[programme.slug]), _("Invite people"))
