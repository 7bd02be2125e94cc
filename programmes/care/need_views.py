"""What helps me: still right, or taken back. Everybody for themselves."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import render_page
from programmes.access import for_participants
from programmes.care import needs
from programmes.care.need_forms import StillRightForm


@for_participants
@require_POST
def review_my_needs(request, seat):
    """One tap: yes, this is still right."""
    form = StillRightForm(request.POST)
    if form.is_valid():
        needs.still_right(seat.membership, form.cleaned_data["until"])
        messages.success(request, _("Thank you. We have noted that it is still right."))
    return redirect("programmes:home", seat.programme.slug)


@for_participants
@require_http_methods(["GET", "HEAD", "POST"])
def take_back_my_needs(request, seat):
    """Delete what helps me, at once; it asks first."""
    if request.method == "POST":
        needs.forget_need(seat.membership)
        messages.success(request, _("Deleted. You can tell us again at any time."))
        return redirect("programmes:my_details", seat.programme.slug)
    context = {"need": needs.need_of(seat.membership)}
    return render_page(request, "programmes/care/take_back.html", context)
