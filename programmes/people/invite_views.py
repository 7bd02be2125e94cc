"""Invitations by email: send, send again, take back. For those who give roles."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted
from programmes.access import for_leads
from programmes.people import invitations
from programmes.people.invite_forms import InviteForm
from programmes.people.pages import people_page
from programmes.people.queries import invite_rows


@for_leads
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, seat):
    form = InviteForm(posted(request), programme=seat.programme)
    if form.is_valid():
        asked = list(form.cleaned_data["people"])
        invitations.tell_about(request, asked, invitations.invite(asked, by=seat.person))
        return redirect("programmes:invite", seat.programme.slug)
    ticked = request.POST.getlist("people") or request.GET.getlist("person")
    context = {"rows": invite_rows(seat.programme), "ticked": set(ticked)}
    return people_page(request, "invite", context, form=form)


@for_leads
@require_POST
def take_back(request, seat, person):
    membership = get_object_or_404(seat.programme.memberships.select_related("person"), ref=person)
    invitations.take_back(membership, by=seat.person)
    says = _("%(name)s's invitation no longer works.") % {"name": membership.name}
    messages.success(request, says)
    return redirect("programmes:invite", seat.programme.slug)
