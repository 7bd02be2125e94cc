"""A tablet that several people use: what one of them tapped is never sent in another's name."""

from functools import wraps

from django.http import HttpResponse

from copro.templatetags.ui import reader_mark


def in_their_own_name(view):
    """Refuse a tap that was made while somebody else was signed in on the device; it waits there for them."""

    @wraps(view)
    def guarded(request, seat, *args, **kwargs):
        made_by = request.headers.get("X-Reader")
        if made_by and made_by != reader_mark({"request": request}):
            return HttpResponse(status=403, headers={"X-Stale-Page": "1"})
        return view(request, seat, *args, **kwargs)

    return guarded
