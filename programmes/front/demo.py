"""The people of the demo that anyone on this machine may look around as.

Only where there is nothing real: the embedded database, and a visitor on the same machine.
"""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from programmes.models import User

HERE_ONLY = {"127.0.0.1", "::1"}
WITHOUT_EMAIL = uuid.uuid5(uuid.NAMESPACE_URL, "copro-demo-no-email")


@dataclass(frozen=True)
class Guise:
    """One person to look around as. `asks` finds them."""

    key: str
    says: str
    hint: str
    asks: dict


GUISES = [
    Guise("lead", _("The lead facilitator"), _("Sets up, invites, exports"), {"email": "lead@demo.invalid"}),
    Guise(
        "facilitator",
        _("A facilitator who is a patient"),
        _("Runs the days and takes part in them"),
        {"email": "facilitator@demo.invalid"},
    ),
    Guise("member", _("A member"), _("Comes, reflects, looks back"), {"email": "member@demo.invalid"}),
    Guise("no_email", _("A member without email"), _("Has a printed card instead"), {"pk": WITHOUT_EMAIL}),
    Guise("helper", _("A door helper"), _("Checks people in"), {"email": "helper@demo.invalid"}),
    Guise("admin", _("An admin"), _("Looks after every programme"), {"email": "admin@demo.invalid"}),
]


def is_open_to(request):
    """True only in the demo, for a visitor on this machine that no proxy stands in front of."""
    return (
        settings.DEMO
        and request.META.get("REMOTE_ADDR") in HERE_ONLY
        and "HTTP_X_FORWARDED_FOR" not in request.META
    )


def person_behind(key):
    """The demo's person for this key, or None."""
    guise = next((guise for guise in GUISES if guise.key == key), None)
    return User.objects.filter(**guise.asks).first() if guise else None
