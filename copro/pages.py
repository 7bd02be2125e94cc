"""What views know of pages, fragments and forms; the only place that knows of htmx."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def wants_fragment(request):
    """True when htmx asked for a part of a page, not for a boosted page or one from its history."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(request, template, context=None, *, fragment=None, status=200):
    """Send the whole page, or only its named fragment when htmx asked for it.

    `fragment` is the name of a `{% partialdef %}` in the template: the view names it, never the client.
    """
    if fragment and wants_fragment(request):
        template = f"{template}#{fragment}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def posted(request):
    """The form's data, or None on GET. (`request.POST or None` takes an empty POST for a GET.)"""
    return request.POST if request.method == "POST" else None


def posted_files(request):
    return request.FILES if request.method == "POST" else None


def csrf_failure(request, reason=""):
    response = render(request, "403_csrf.html", status=403)
    # A script can then fetch a new token for the page that stands open, with every word in it.
    response.headers["X-Stale-Page"] = "1"
    return response


def bad_request(request, exception):
    """What came could not be read, or was far too much."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def server_error(request):
    """Something broke here. When it was the database, it is likely to be back in a moment."""
    if not isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponseServerError(render_to_string("500.html"))
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "5"})
