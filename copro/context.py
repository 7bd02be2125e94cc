"""What every page may show."""

from django.conf import settings

SCHEMES = {"system", "light", "dark"}
TEXTS = {"normal", "large", "larger"}
SPACINGS = {"normal", "wide"}


def reading(request):
    """How this visitor likes to read: kept in a cookie on the device, not about a person."""
    scheme, text, spacing = (request.COOKIES.get("reading", "").split("-") + ["", "", ""])[:3]
    return {
        "scheme": scheme if scheme in SCHEMES else "system",
        "text": text if text in TEXTS else "normal",
        "spacing": spacing if spacing in SPACINGS else "normal",
    }


def site(request):
    return {
        "reading": reading(request),
        "is_demo": settings.DEMO,
        "seat": getattr(request, "seat", None),
    }
