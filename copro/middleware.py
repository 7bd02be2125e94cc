"""Doors and clocks that every request passes."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.dateparse import parse_datetime


class Headers:
    """Headers that Django's own middleware does not set. Pages are never stored by anything between."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        )
        return response


class ClosedByDefault:
    """A view that does not say who may enter lets nobody in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not hasattr(view, "access"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} declares no access")


class SessionClock:
    """Ends a session that was idle or open for too long.

    How long depends on what the session may do (settings.SESSION_LENGTHS); the kind is set at sign-in.
    Written at most once a minute, so that reading a page does not cost a write.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.tick(request)
        return self.get_response(request)

    def tick(self, request):
        now = timezone.now()
        session = request.session
        lengths = settings.SESSION_LENGTHS[session.get("kind", "member")]
        began = parse_datetime(session.get("began", "")) if session.get("began") else None
        seen = parse_datetime(session.get("seen", "")) if session.get("seen") else None
        if began is None or seen is None:
            session["began"] = session["seen"] = now.isoformat()
        elif now - seen > timedelta(seconds=lengths["idle"]) or now - began > timedelta(
            seconds=lengths["whole"]
        ):
            logout(request)
        elif now - seen > timedelta(minutes=1):
            session["seen"] = now.isoformat()
