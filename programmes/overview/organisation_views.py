"""The organisation's pages: its programmes, its admins, what holds for all of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page
from programmes.access import for_admins
from programmes.models import Membership, Role
from programmes.overview import actions
from programmes.overview.forms import AdminForm, NewProgrammeByAdminForm, OrganisationSettingsForm
from programmes.overview.organisation_queries import admin_rows, programme_rows
from programmes.people import invitations

reads = require_http_methods(["GET", "HEAD"])
reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


def _page(request, name, organisation, form=None, **context):
    context |= {"organisation": organisation, "form": form}
    context.setdefault("section", name)
    status = 422 if form is not None and form.errors else 200
    return render_page(request, f"organisation/{name}.html", context, status=status)


@for_admins
@reads
def programmes(request, organisation):
    return _page(request, "programmes", organisation, rows=programme_rows(organisation))


@for_admins
@reads_and_posts
def new_programme(request, organisation):
    earlier = organisation.programmes.order_by("name", "pk")
    form = NewProgrammeByAdminForm(
        posted(request), organisation=organisation, by=request.user, earlier=earlier
    )
    if form.is_valid():
        programme = form.save()
        messages.success(request, _("Here is the new programme. Only the people running it see it for now."))
        _invite_lead(request, form, programme)
        return redirect("programmes:overview", programme.slug)
    return _page(request, "new_programme", organisation, form, section="programmes")


def _invite_lead(request, form, programme):
    named = form.lead()
    if named and named.email:
        lead = Membership.objects.select_related("person", "programme").get(
            programme=programme, role=Role.LEAD
        )
        invitations.tell_about(request, [lead], invitations.invite([lead], by=request.user))


@for_admins
@reads_and_posts
def settings(request, organisation):
    form = OrganisationSettingsForm(posted(request), instance=organisation)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("organisation:settings", organisation.ref)
    return _page(request, "settings", organisation, form)


@for_admins
@reads_and_posts
def admins(request, organisation):
    """Who looks after everything, and a form to add somebody."""
    form = AdminForm(posted(request))
    if form.is_valid():
        name = form.cleaned_data["name"]
        if actions.add_admin(organisation, name, form.cleaned_data["email"], by=request.user):
            messages.success(request, _("%(name)s is an admin now. They sign in by email.") % {"name": name})
        else:
            messages.info(request, _("%(name)s is an admin already.") % {"name": name})
        return redirect("organisation:admins", organisation.ref)
    return _page(request, "admins", organisation, form, rows=admin_rows(organisation, request.user))


@for_admins
@require_POST
def take_away_admin(request, organisation, admin):
    place = get_object_or_404(organisation.admins.select_related("person", "organisation"), pk=admin)
    try:
        actions.take_away_admin(place, by=request.user)
    except actions.LastAdmin:
        messages.error(request, _("Somebody has to be an admin. Add another one first."))
    else:
        messages.success(request, _("%(name)s is no longer an admin.") % {"name": place.person.name})
    if place.person == request.user:
        return redirect("front:home")
    return redirect("organisation:admins", organisation.ref)
