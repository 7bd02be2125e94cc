"""How people get in: no passwords, no sign-up, and a session that knows what it may do.

The email code, passkeys and code apps are allauth's; the words, the letters and the session are ours.
"""

import time
from base64 import b64decode, b64encode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from copro.crypto import seal, unseal
from copro.keys import new_code
from programmes.access import STAFF_ROLES
from programmes.models import AuditEvent, Organisation
from programmes.people import letters

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What somebody did before signing in that still holds afterwards; everything else starts afresh.
SHOW_CARD = "show_card"
KEPT = ("day_code", SHOW_CARD)
SHOWN_AT = "second_step_set_up_at"

WRONG_CODE = _("That is not the code we sent. Check it, or ask for a new one")
USED_UP = _("That was three tries, so that code no longer works. Ask for a new one")
TOO_MANY = _("Too many tries. Wait ten minutes, or ask anyone running the day")


def where_staff(person):
    """The organisations where this person leads, runs days or is an admin."""
    leads = Q(
        programmes__memberships__person=person,
        programmes__memberships__left_on__isnull=True,
        programmes__memberships__role__in=STAFF_ROLES,
    )
    return Organisation.objects.filter(Q(admins__person=person) | leads).distinct()


def kind_of(person):
    """What kind of session this person gets: those who see other people's details get a short one."""
    return "staff" if person.is_operator or where_staff(person).exists() else "member"


def enter(request, person, *, kind, by_card=""):
    """Sign this person in with a fresh session of this kind ("member", "staff" or "code").

    A session opened by a card gives its owner's own pages of the card's programme only: `by_card` is that
    programme's key (programmes.access).
    """
    kept = {name: request.session[name] for name in KEPT if name in request.session}
    request.session.flush()
    login(request, person, backend=BACKEND)
    now = timezone.now().isoformat()
    request.session.update({**kept, "kind": kind, "began": now, "seen": now})
    if by_card:
        request.session["by_card"] = by_card
    if kind == "code":
        request.session.set_expiry(0)  # somebody else's phone or a shared tablet forgets it when it closes
    if kind == "staff":
        for organisation in where_staff(person):
            AuditEvent.objects.record("staff_signed_in", actor=person, organisation=organisation)


def let_in(request, person, *, then=None):
    """Sign in somebody who has just proved who they are, and ask for their second factor where they have one.

    Returns the response that leads on.
    """
    shared = request.session.get("shared_device")
    if request.user.is_authenticated:
        logout(request)
    request.session["shared_device"] = bool(shared)
    return perform_login(request, person, redirect_url=then)


def note_second_step(request):
    request.session[SHOWN_AT] = time.time()


def is_own_address(url):
    """True for an address within this site: never another host, whatever the Host header says."""
    return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class AccountAdapter(DefaultAccountAdapter):
    """allauth with our session, our letters and our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": USED_UP,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        shared = request.session.get("shared_device")
        enter(request, user, kind="code" if shared else kind_of(user))

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever set up a second step a moment ago is not asked for it at once, to see their spare codes."""
        shown_at = context.request.session.get(SHOWN_AT, 0)
        if app == "allauth.mfa" and time.time() - shown_at < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """The passkey first: it is one touch, and a code has to be looked up."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])

    def is_safe_url(self, url):
        return is_own_address(url)

    def generate_login_code(self):
        return new_code()

    def send_mail(self, template_prefix, email, context_):
        """Send one of our own letters; allauth names it by its template."""
        if template_prefix == "account/email/login_code":
            asked_for = context.request.GET.get("next") or context.request.POST.get("next")
            letters.send_code(email, context_["code"], asked_for if is_own_address(asked_for) else "")
        elif template_prefix == "account/email/unknown_account":
            letters.send_unknown(email)

    def add_message(self, request, level, message_template=None, *args, message=None, **kwargs):
        """Pages say what happened; only what a page cannot know is said as a message."""
        said = message or _SAID.get(message_template)
        if said:
            super().add_message(request, level, message=str(said))

    def respond_user_inactive(self, request, user):
        return redirect("front:sign_in")


_SAID = {
    "mfa/messages/totp_activated.txt": _("Your code app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your code app is no longer used."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is set up."),
    "mfa/messages/webauthn_removed.txt": _("That passkey no longer works here."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your new spare codes."),
}


class _Secrets:
    """Stands in for a row: a second factor's secret is sealed before its row has a key."""

    class _meta:
        label_lower = "mfa.secret"

    pk = "second-factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second step, with secrets sealed at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Wait for the next one and try again"),
    }

    def encrypt(self, text):
        return b64encode(seal(text, _Secrets, "secret")).decode()

    def decrypt(self, encrypted_text):
        return unseal(b64decode(encrypted_text), _Secrets, "secret")

    def build_totp_svg(self, url):
        return ""  # the page draws its own (programmes.front.second_factor)

    def _get_site_name(self):
        return settings.MFA_TOTP_ISSUER

    def generate_authenticator_name(self, user, type):
        return str(_("My passkey"))
