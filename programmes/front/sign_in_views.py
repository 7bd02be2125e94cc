"""Getting in: a code by email, a link from the command line, a card, an invitation, a second factor."""

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.limits import address_of
from copro.pages import posted, render_page
from programmes.access import public, signed_in
from programmes.front import demo
from programmes.front.arriving import enter_by_card, reads_and_posts
from programmes.front.entry import WRONG_ANSWERS, TooManyTries, check_tries, count_failure
from programmes.front.forms import EmailForm, MailedCodeForm, TokenForm
from programmes.front.links import spend
from programmes.front.mailed_codes import letter_allowed
from programmes.models import User
from programmes.people import cards, invitations
from programmes.people.sign_in import TOO_MANY, enter, kind_of, let_in


class SignInForm(EmailForm):
    def clean_email(self):
        email = super().clean_email()
        person = User.objects.with_email(email)
        self._user = person if person and person.is_active else None  # where allauth looks for it
        return email


class _AskForCode(RequestLoginCodeView):
    form_class = SignInForm
    template_name = "front/sign_in.html"

    def form_valid(self, form):
        """Send a letter, to an unknown address too: the answer and the work are the same."""
        try:
            letter_allowed(self.request, form.cleaned_data["email"])
            self.request.session["shared_device"] = "shared_device" in self.request.POST
            return super().form_valid(form)
        except TooManyTries:
            return self._again(form, TOO_MANY, 429)
        except OSError:
            return self._again(form, _("We could not send the email just now. Try again in a minute"), 503)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _again(self, form, says, status):
        form.add_error("email", says)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _redirect_to_pending_stage(self, request, stage):
        return None  # somebody who mistyped their address may ask again


class _ConfirmForm(MailedCodeForm, ConfirmLoginCodeForm):
    pass


class _ConfirmCode(ConfirmLoginCodeView):
    form_class = _ConfirmForm
    template_name = "front/sign_in_code.html"

    @property
    def _subjects(self):
        return self.stage.state.get("email", "").lower(), f"address {address_of(self.request)}"

    def post(self, request, *args, **kwargs):
        if WRONG_ANSWERS.is_reached(*self._subjects):
            form = self.get_form()
            form.add_error("code", TOO_MANY)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if form.data.get("code"):
            WRONG_ANSWERS.fail(*self._subjects)
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


@public
@reads_and_posts
def sign_in(request):
    return _AskForCode.as_view()(request)


@public
@reads_and_posts
def confirm_code(request):
    """The page the letter leads to. Opening it changes nothing: a person presses the button."""
    response = _ConfirmCode.as_view()(request)
    came_from_elsewhere = request.method == "GET" and response.status_code == 302
    if came_from_elsewhere and not request.user.is_authenticated:
        return render_page(request, "front/sign_in_elsewhere.html")
    return response


def _by_token(request, template, open_with, **context):
    """A page with one button that spends what came after the # of a link."""
    form, status = TokenForm(posted(request)), 200
    if form.is_bound:
        status = 422
        try:
            check_tries(request)
        except TooManyTries:
            form.add_error("token", TOO_MANY)
            status = 429
        if form.is_valid():
            if response := open_with(form.cleaned_data["token"].strip()):
                return response
            count_failure(request)
            form.add_error("token", _("This is not a code we know. It may have been used, or be too old"))
    return render_page(request, template, {"form": form, **context}, status=status)


@public
@reads_and_posts
def link(request):
    """A one-time link that the server's owner printed (sign_in_link)."""

    def open_with(token):
        person = spend(token)
        return let_in(request, person) if person else None

    return _by_token(request, "front/link.html", open_with)


@public
@reads_and_posts
def card(request):
    """A personal card: scanned, or typed where the scan does not work."""

    def open_with(token):
        found = cards.find_by_token(token) or cards.find_by_code(token)
        return enter_by_card(request, found) if found else None

    return _by_token(request, "front/card.html", open_with)


@public
@reads_and_posts
def invitation(request):
    """An emailed invitation; the person lands on their own details."""

    def open_with(token):
        membership = invitations.accept(token)
        if membership is None:
            return None
        person, details = membership.person, resolve_url("programmes:my_details", membership.programme.slug)
        if person.last_login and person != request.user:
            # Seven days are long for a key to everything somebody has here already: they sign in as always.
            messages.info(request, _("You have been here before. Sign in with your email to go on."))
            return redirect_to_login(details, resolve_url("front:sign_in"))
        return let_in(request, person, then=details)

    return _by_token(request, "front/invitation.html", open_with)


@signed_in
@require_http_methods(["GET", "HEAD"])
def second_factor(request):
    """Why there is a second step for those who see other people's details, and where to set it up."""
    return render_page(request, "front/second_factor.html")


@public
@require_POST
def demo_enter(request):
    """Look around as somebody: in the demo only."""
    person = demo.person_behind(request.POST.get("who", "")) if demo.is_open_to(request) else None
    if person is None:
        raise Http404
    enter(request, person, kind=kind_of(person))
    return redirect("front:arrive")
