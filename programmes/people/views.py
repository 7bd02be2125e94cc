"""The people of a programme: the list, one person, and their place on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page
from programmes.access import Right, allow, for_facilitators, for_leads
from programmes.care.need_forms import AccessNeedForm
from programmes.care.needs import deleted_on, need_of, write_need
from programmes.models import Role
from programmes.people import actions, invitations
from programmes.people.forms import AddPersonForm, EditPersonForm, MoveForm, RoleForm
from programmes.people.pages import people_page
from programmes.people.queries import people_list, person_page


def _place(seat, ref):
    """Somebody of this programme, also one who has left."""
    return get_object_or_404(
        seat.programme.memberships.select_related("person", "team", "programme"), ref=ref
    )


@allow(Right.READ_REGISTER)
@require_http_methods(["GET", "HEAD"])
def people(request, seat):
    return render_page(
        request, "programmes/people/people.html", _people_context(request, seat), fragment="found"
    )


def _people_context(request, seat, **more):
    teams = list(seat.programme.teams.all())
    asked = request.GET.get("team", "")
    team = next((team for team in teams if team.ref == asked), "none" if asked == "none" else None)
    role = request.GET.get("role", "")
    role = role if role in Role.values else ""
    words = request.GET.get("q", "").replace("\0", "")[:100]
    return {
        "people": people_list(seat.programme, words=words, team=team, role=role),
        "teams": teams,
        "roles": Role.choices,
        "chosen": {"team": asked, "role": role, "q": words},
        "is_filtered": bool(words or team or role),
        "section": "people",
        **more,
    }


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request, seat):
    form = AddPersonForm(posted(request), seat=seat)
    if form.is_valid():
        try:
            membership = form.save()
        except (IntegrityError, actions.AlreadyHere):  # two clicks, or two people adding at once
            form.add_error("email", _("Already in this programme"))
        else:
            return _added(request, seat, form, membership)
    return people_page(request, "add_person", {}, form=form)


def _added(request, seat, form, membership):
    messages.success(request, _("%(name)s has a place.") % {"name": membership.name})
    if form.cleaned_data.get("send_invitation"):
        invitations.tell_about(request, [membership], invitations.invite([membership], by=seat.person))
    if "another" in request.POST:
        return redirect("programmes:add_person", seat.programme.slug)
    return redirect(membership)


@allow(Right.READ_REGISTER)
@require_http_methods(["GET", "HEAD"])
def person(request, seat, person):
    return people_page(request, "person", _person_context(seat, _place(seat, person)))


def _person_context(seat, membership, **more):
    return {
        "page": person_page(seat, membership),
        "membership": membership,
        "may_change_place": seat.can_set_up and _may_change_place(seat, membership),
        "role_form": RoleForm(initial={"role": membership.role}) if seat.can_give_roles else None,
        **more,
    }


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request, seat, person):
    membership = _place(seat, person)
    form = EditPersonForm(posted(request), membership=membership)
    if form.is_valid():
        try:
            form.save()
        except IntegrityError:  # the address was taken a moment ago
            form.add_error("email", _("They need to add this address themselves"))
        else:
            messages.success(request, _("Saved what you changed about %(name)s.") % {"name": membership.name})
            return redirect(membership)
    return people_page(request, "edit_person", {"membership": membership}, form=form)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def access_need(request, seat, person):
    """What helps somebody take part, written down for them; only the people running the days see it."""
    membership = _place(seat, person)
    need = need_of(membership)
    form = AccessNeedForm(posted(request), need=need, until=deleted_on(need, seat.programme))
    if form.is_valid():
        given = form.cleaned_data
        given.pop("agreed")
        write_need(membership, **given)
        messages.success(request, _("Saved what helps %(name)s take part.") % {"name": membership.name})
        return redirect(membership)
    return people_page(request, "access_need", {"membership": membership}, form=form)


@for_leads
@require_POST
def role(request, seat, person):
    membership = _place(seat, person)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_role(membership, form.cleaned_data["role"], by=seat.person)
        except actions.LastLead:
            membership.refresh_from_db()
            form.add_error("role", _("Somebody has to lead. Give another person the lead first"))
        else:
            says = _("%(name)s: %(role)s. They need to sign in again.")
            messages.success(request, says % {"name": membership.name, "role": membership.get_role_display()})
            return redirect(membership)
    return people_page(request, "person", _person_context(seat, membership, role_form=form), form=form)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, seat, person):
    """Ask first, then mark that somebody no longer takes part."""
    membership = _place_to_change(seat, person)
    if request.method != "POST":
        return people_page(request, "leave", {"membership": membership})
    try:
        actions.mark_left(membership, by=seat.person)
    except actions.LastLead:
        messages.error(request, _("Somebody has to lead. Give another person the lead first."))
    else:
        messages.success(request, _("%(name)s no longer takes part.") % {"name": membership.name})
    return redirect(membership)


@for_facilitators
@require_POST
def come_back(request, seat, person):
    membership = _place_to_change(seat, person)
    actions.bring_back(membership, by=seat.person)
    messages.success(request, _("%(name)s is back.") % {"name": membership.name})
    return redirect(membership)


def _place_to_change(seat, ref):
    """Those who run days are taken out and brought back by those who give roles, and nobody else."""
    membership = _place(seat, ref)
    if not _may_change_place(seat, membership):
        raise PermissionDenied
    return membership


def _may_change_place(seat, membership):
    return seat.can_give_roles or not membership.runs_days


@for_facilitators
@require_POST
def move(request, seat):
    """Put the people who are ticked into one team."""
    form = MoveForm(request.POST, programme=seat.programme)
    if not form.is_valid():
        context = _people_context(request, seat, ticked=set(request.POST.getlist("people")))
        return people_page(request, "people", context, form=form)
    team = form.cleaned_data["to_team"]
    count = actions.move_to_team(seat.programme, form.cleaned_data["people"], team)
    text = ngettext("One person is now in %(team)s.", "%(count)s people are now in %(team)s.", count)
    messages.success(request, text % {"count": count, "team": team.name if team else _("no team")})
    return redirect("programmes:people", seat.programme.slug)
