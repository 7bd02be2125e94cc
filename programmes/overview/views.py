"""One programme as a whole: where it is, its settings, publishing it, starting the next one."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import Right, allow, for_leads
from programmes.models import Programme, Role
from programmes.overview import queries, words
from programmes.overview.actions import publish_programme
from programmes.overview.forms import CopyForm, NewProgrammeForm, SettingsForm
from programmes.overview.hints import hints_for
from programmes.overview.readiness import readiness_of
from programmes.panels import panels_for

reads = require_http_methods(["GET", "HEAD"])
reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])
for_running = allow(Right.SET_UP, Right.GIVE_ROLES)


@dataclass(frozen=True)
class Stone:
    """A day in the list of days: a stone with its number, or a tick once it is done."""

    facts: queries.DayFacts
    state: str
    told: str
    url: str


@allow(Right.READ_REGISTER)
@reads
def overview(request, seat):
    found = queries.overview_of(seat)
    context = {
        "section": "overview",
        "overview": found,
        "where": words.where_we_are(found),
        "days_heading": words.days_words(len(found.days)),
        "teams_heading": words.teams_words(len(found.teams)),
        "hints": hints_for(seat, found),
        "stones": [_stone(seat, found, facts) for facts in found.days],
        "panels": panels_for("overview", seat),
    }
    return render_page(request, "programmes/overview/overview.html", context)


def _stone(seat, found, facts):
    state = "done" if facts.is_past else "next" if facts is found.next else ""
    route = "programmes:plan" if seat.can_set_up else "programmes:day"
    return Stone(facts, state, words.told_of(facts), reverse(route, args=[seat.programme.slug, facts.ref]))


@for_running
@reads_and_posts
def settings(request, seat):
    form = SettingsForm(posted(request), instance=seat.programme)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("programmes:overview", seat.programme.slug)
    context = {"section": "overview", "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/overview/settings.html", context, status=status)


@for_running
@reads_and_posts
def publish(request, seat):
    """Says who will see what; POST publishes."""
    if request.method == "POST":
        publish_programme(seat.programme, by=seat.person)
        messages.success(request, _("Published. Everybody with a place can see the programme now."))
        return redirect("programmes:overview", seat.programme.slug)
    context = {"section": "overview", "readiness": readiness_of(seat.programme)}
    return render_page(request, "programmes/overview/publish.html", context)


@for_leads
@reads_and_posts
def new_programme(request, seat):
    """Another programme of the same organisation, led by whoever starts it."""
    earlier = Programme.objects.filter(
        memberships__person=seat.person,
        memberships__role=Role.LEAD,
        memberships__left_on=None,
        organisation=seat.programme.organisation_id,
    )
    form = NewProgrammeForm(
        posted(request),
        organisation=seat.programme.organisation,
        by=seat.person,
        earlier=earlier.order_by("name"),
    )
    if form.is_valid():
        return _started(request, form.save())
    context = {"section": "overview", "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/overview/new_programme.html", context, status=status)


@for_leads
@reads_and_posts
def copy(request, seat):
    """This programme's days, sessions and teams again, without dates or people."""
    form = CopyForm(posted(request))
    if form.is_valid():
        return _started(request, form.save(seat.programme, by=seat.person))
    context = {"section": "overview", "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/overview/copy.html", context, status=status)


def _started(request, programme):
    messages.success(request, _("Here is your new programme. Only the people running it see it for now."))
    return redirect("programmes:overview", programme.slug)
