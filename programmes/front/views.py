"""Pages for anyone: the way in, the way out, help, and how to read more easily."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from copro.context import reading as reading_of
from copro.pages import posted, render_page
from programmes.access import public, signed_in
from programmes.front import demo, queries, who_sees
from programmes.front.entry import day_at_the_door
from programmes.front.forms import CodeForm, EmailForm, ReadingForm
from programmes.people.sign_in import is_own_address

reads = require_http_methods(["GET", "HEAD"])
A_YEAR = 60 * 60 * 24 * 365


@public
@reads
def home(request):
    if request.user.is_authenticated:
        return redirect("front:arrive")
    context = {
        "join_form": CodeForm(auto_id="join_%s"),
        "sign_in_form": EmailForm(auto_id="sign_in_%s"),
        "mindsets": queries.six_mindsets(),
        "guises": demo.GUISES if demo.is_open_to(request) else [],
    }
    return render_page(request, "front/home.html", context)


@signed_in
@reads
def arrive(request):
    """Where to go on to after signing in: to the day at whose door one stands, or to what is one's own."""
    day = day_at_the_door(request)
    if day and queries.memberships_of(request).filter(programme=day.programme_id).exists():
        return redirect("programmes:self_check_in", day.programme.slug, day.ref)
    places = queries.places_of(request)
    if len(places) == 1:
        return redirect(places[0].url)
    return render_page(request, "front/arrive.html", {"places": places})


@public
@require_POST
def sign_out(request):
    """End the session on the server, and have the browser forget the pages it kept."""
    logout(request)
    response = redirect("front:signed_out")
    response["Clear-Site-Data"] = '"cache"'
    return response


@public
@reads
def signed_out(request):
    return render_page(request, "front/signed_out.html")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request):
    """How pages look on this device: kept in a cookie on it, about nobody."""
    form = ReadingForm(posted(request), initial=reading_of(request))
    if not form.is_valid():
        context = {"form": form, "back": _back(request)}
        return render_page(request, "front/reading.html", context, status=422 if form.is_bound else 200)
    response = redirect(_back(request) or "front:reading")
    response.set_cookie(
        "reading", form.as_cookie, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def _back(request):
    """The page somebody came from, within this site; empty when there is none."""
    came_from = request.POST.get("back", "")
    if request.method != "POST":
        parts = urlsplit(request.headers.get("Referer", ""))
        came_from = parts.path if parts.netloc == request.get_host() else ""
    return came_from if is_own_address(came_from) and came_from.startswith("/") else ""


@public
@reads
def help_page(request):
    return render_page(request, "front/help.html")


@public
@reads
def privacy(request):
    context = {"rows": who_sees.rows(), "contacts": queries.privacy_contacts()}
    return render_page(request, "front/privacy.html", context)


@public
@reads
def concern(request):
    """Whom to turn to when somebody is worried about someone, or themselves."""
    return render_page(request, "front/concern.html", {"listeners": queries.listeners_for(request)})


@public
@reads
def mindsets(request):
    context = {
        "mindsets": queries.six_mindsets(),
        "values": queries.five_values(),
        "posters": queries.posters_of(request),
    }
    return render_page(request, "front/mindsets.html", context)


@public
@reads
def healthz(request):
    """ok when the site can reach its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "no database", status=503, content_type="text/plain", headers={"Retry-After": "5"}
        )
    return HttpResponse("ok", content_type="text/plain")


@public
@reads
def robots(request):
    # Google's calendar keeps to this file too, and fetches the private addresses that people give it.
    return HttpResponse("User-agent: *\nAllow: /calendar/\nDisallow: /\n", content_type="text/plain")
