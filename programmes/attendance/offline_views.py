"""The door without a network: a page without names, the list to keep, the worker and what installs it."""

import json

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from copro.context import reading
from copro.templatetags.ui import reader_mark
from programmes.access import for_the_door
from programmes.attendance.offline import SHELL_SCRIPTS, addresses, kept_list, scripts, worker_script
from programmes.attendance.queries import day_of
from programmes.attendance.rows import open_row
from programmes.attendance.words import on_date

PAGE = "programmes/attendance/door_shell.html"


def _shell(request, seat, day, address):
    """Drawn without the request, so that no token, no mark of a person and no name can get into it."""
    row, greet = open_row(seat, day)
    context = {
        "day": day,
        "date": on_date(day.date),
        "address": address,
        "row": row,
        "greet": greet,
        "scripts": scripts(SHELL_SCRIPTS),
        "reading": reading(request),
    }
    return render_to_string(PAGE, context)


@for_the_door
@require_safe
def shell(request, seat, day):
    """The only page that a door keeps; its script draws the people from what is kept encrypted."""
    day = day_of(seat, day)
    return HttpResponse(_shell(request, seat, day, addresses(seat, day)))


@for_the_door
@require_safe
def kept(request, seat, day):
    """The list, the time here, and a fresh token for taps that waited."""
    day = day_of(seat, day)
    found = kept_list(seat, day, request.GET.get("seen", ""))
    about = {"token": get_token(request), "reader": reader_mark({"request": request})}
    return JsonResponse(found.as_dict() | about)


@for_the_door
@require_safe
def worker(request, seat, day):
    day = day_of(seat, day)
    address = addresses(seat, day)
    script = worker_script(address, _shell(request, seat, day, address))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@for_the_door
@require_safe
def manifest(request, seat, day):
    """Lets the board be put on a tablet's home screen. It names the day and nobody."""
    day = day_of(seat, day)
    board = addresses(seat, day)["board"]
    icons = [
        {"src": static(f"icons/door-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    about = {
        "id": board,
        "name": _("Check-in: %(day)s") % {"day": day.label},
        "short_name": _("Check-in"),
        "start_url": board,
        "scope": board,
        "display": "standalone",
        "theme_color": "#0b565b",
        "background_color": "#fffdf8",
        "icons": [*icons, {**icons[1], "purpose": "maskable"}],
    }
    return HttpResponse(json.dumps(about), content_type="application/manifest+json")
