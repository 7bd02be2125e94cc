"""Letters about getting in: plain text, our own words, links from the BASE_URL setting only."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from copro.keys import tidy_code


def link_to(name, *, fragment="", **query):
    """An absolute link. What opens a door goes into the fragment, which no server ever sees."""
    asked = {key: value for key, value in query.items() if value}
    return "".join(
        [
            settings.BASE_URL,
            reverse(name),
            f"?{urlencode(asked)}" if asked else "",
            f"#{fragment}" if fragment else "",
        ]
    )


def spaced(code):
    """'ABCDEF' → 'ABC DEF', which is easier to read and to type."""
    code = tidy_code(code)
    half = 3 if len(code) == 6 else 5
    return " ".join(code[start : start + half] for start in range(0, len(code), half))


def _send(to, subject, *paragraphs):
    EmailMessage(subject, "\n\n".join(paragraphs) + "\n", settings.DEFAULT_FROM_EMAIL, [to]).send()


def send_code(email, code, asked_for=""):
    """The code to sign in with. Raises OSError when the letter cannot be sent."""
    _send(
        email,
        _("Your code to sign in to Copro"),
        _("Hello"),
        _("Somebody, we hope you, asked to sign in to Copro with this address."),
        _("Your code is: %(code)s") % {"code": spaced(code)},
        _("Type it on the page where you asked for it. Or open this link on the same phone or computer:"),
        link_to("account_confirm_login_code", fragment=tidy_code(code), next=asked_for),
        _("It works once, for ten minutes."),
        _("If you did not ask for it, you can throw this away. Nobody gets in without the code."),
    )


def send_unknown(email):
    """Sent where no code can be, so that the page can say the same thing to everyone."""
    _send(
        email,
        _("Signing in to Copro"),
        _("Hello"),
        _("Somebody, we hope you, asked to sign in to Copro with this address. We don't know it here."),
        _("If you gave us another address, try that one. If you have a code to join, you can use it here:"),
        link_to("front:join"),
        _("If you did not ask for it, you can throw this away."),
    )


def send_address_check(email, code):
    """A code that proves that somebody reads this address."""
    _send(
        email,
        _("Is this your address?"),
        _("Hello"),
        _("Somebody, we hope you, wrote this address on Copro."),
        _("If it was you, your code is: %(code)s") % {"code": spaced(code)},
        _("Type it on the page where you wrote your address. It works once, for ten minutes."),
        _("If it was not you, you can throw this away. Nothing happens without the code."),
    )
