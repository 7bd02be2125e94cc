"""Choosing three pictures, and showing them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from mindsets.reflections import lock as pictures
from mindsets.reflections.forms import PicturesForm, StartAgainForm
from programmes.access import for_participants

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def _next(request, seat):
    where = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(where, allowed_hosts=None) and where.startswith("/p/"):
        return where
    return reverse("mindsets:path", args=[seat.programme.slug])


def _page(request, seat, form, template, *, status=200, **more):
    context = {
        "form": form,
        "next": _next(request, seat),
        "drawings": [(key, name, key.startswith("p-")) for key, name in pictures.PICTURES],
        "section": "path",
        **more,
    }
    return render_page(request, f"mindsets/reflections/{template}.html", context, status=status)


@for_participants
@sensitive_post_parameters()
@BOTH
def lock(request, seat):
    """Show the three pictures; without any yet, on to choosing them."""
    person = request.user
    if not person.picture_lock:
        return redirect(
            f"{reverse('mindsets:choose_pictures', args=[seat.programme.slug])}?{request.GET.urlencode()}"
        )
    form = PicturesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if pictures.too_many_tries(person):
            form.add_error(None, _("That was too many tries. Wait an hour, or come back tomorrow."))
        elif pictures.are_right(person, form.pictures):
            pictures.open_for_session(request)
            return redirect(_next(request, seat))
        else:
            pictures.count_wrong_try(person)
            form.add_error(None, _("Those are not your pictures. Try again."))
    return _page(request, seat, form, "lock", status=422 if form.errors else 200)


@for_participants
@sensitive_post_parameters()
@BOTH
def choose(request, seat):
    """Choose pictures for the first time, change them, or do without (where no card is in use)."""
    person = request.user
    if not pictures.may_choose(request):
        name = "lock" if person.picture_lock else "start_again"
        return redirect(f"mindsets:{name}", seat.programme.slug)
    by_card = bool(request.session.get("by_card"))
    if "remove" in request.POST and not by_card:
        pictures.remove_pictures(person)
        messages.success(request, _("Your reflections open without pictures now."))
        return redirect(_next(request, seat))
    form = PicturesForm(posted(request))
    if form.is_valid():
        pictures.set_pictures(person, form.pictures)
        pictures.open_for_session(request)
        messages.success(request, _("Remember your three pictures and their order. Only you know them."))
        return redirect(_next(request, seat))
    return _page(request, seat, form, "choose_pictures", status=422 if form.errors else 200, by_card=by_card)


@for_participants
@BOTH
def forgotten(request, seat):
    """Start again with new pictures; what was private is deleted, and the page says so first."""
    form = StartAgainForm(posted(request))
    if form.is_valid():
        pictures.start_again(request.user)
        return redirect("mindsets:choose_pictures", seat.programme.slug)
    return _page(request, seat, form, "start_again", status=422 if form.errors else 200)
