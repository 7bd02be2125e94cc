"""The teams of a programme, and one team as its members see it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import for_facilitators, for_members, for_participants
from programmes.panels import panels_for
from programmes.teams.forms import AimForm, TeamForm
from programmes.teams.queries import people_without_team, team_mates, team_rows

FORM = "programmes/teams/team_form.html"


@for_members
@require_http_methods(["GET", "HEAD"])
def teams(request, seat):
    waiting = people_without_team(seat.programme) if seat.can_set_up else 0
    context = {"rows": team_rows(seat), "without_team": waiting, "section": "teams"}
    return render_page(request, "programmes/teams/teams.html", context)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request, seat):
    return _write(request, seat, TeamForm(posted(request), programme=seat.programme))


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request, seat, team):
    team = get_object_or_404(seat.programme.teams, ref=team)
    return _write(request, seat, TeamForm(posted(request), programme=seat.programme, instance=team), team)


def _write(request, seat, form, team=None):
    if form.is_valid():
        try:
            saved = form.save()
        except IntegrityError:  # another team took the name a moment ago
            form.add_error("name", _("There is a team with this name already"))
        else:
            messages.success(request, _("%(team)s is saved.") % {"team": saved.name})
            return redirect("programmes:team", seat.programme.slug, saved.ref)
    context = {"form": form, "team": team, "section": "teams"}
    return render_page(request, FORM, context, status=422 if form.errors else 200)


@for_members
@require_http_methods(["GET", "HEAD"])
def team(request, seat, team):
    team = get_object_or_404(seat.programme.teams, ref=team)
    context = {
        "team": team,
        "mates": team_mates(team),
        "is_mine": _is_mine(seat, team),
        "panels": panels_for("teams_shared", seat, team),
        "section": "team" if _is_mine(seat, team) and not seat.is_facilitator else "teams",
    }
    return render_page(request, "programmes/teams/team.html", context)


def _is_mine(seat, team):
    return bool(seat.membership) and seat.membership.team_id == team.pk


@for_participants
@require_http_methods(["GET", "HEAD", "POST"])
def aim(request, seat, team):
    """A team writes its own aim; the people running the days may help."""
    team = get_object_or_404(seat.programme.teams, ref=team)
    if not (_is_mine(seat, team) or seat.can_set_up):
        raise PermissionDenied
    form = AimForm(posted(request), initial={"aim": team.aim})
    if form.is_valid():
        team.aim = form.cleaned_data["aim"]
        team.save(update_fields=["aim"])
        messages.success(request, _("Your aim is saved. You can change it whenever you like."))
        return redirect("programmes:team", seat.programme.slug, team.ref)
    context = {"form": form, "team": team, "section": "team"}
    return render_page(request, "programmes/teams/aim.html", context, status=422 if form.errors else 200)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def remove_team(request, seat, team):
    """Ask first; a team with people in it stays."""
    team = get_object_or_404(seat.programme.teams, ref=team)
    people = len(team_mates(team))
    if request.method == "POST" and not people:
        team.delete()
        messages.success(request, _("%(team)s is gone.") % {"team": team.name})
        return redirect("programmes:teams", seat.programme.slug)
    context = {"team": team, "people": people, "section": "teams"}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "programmes/teams/remove_team.html", context, status=status)


@for_participants
@require_http_methods(["GET", "HEAD"])
def my_team(request, seat):
    mine = seat.membership.team
    if mine:
        return redirect("programmes:team", seat.programme.slug, mine.ref)
    return render_page(request, "programmes/teams/no_team.html", {"section": "team"})
