"""The code box and what follows: joining a programme, or standing at the door of one of its days."""

from django.contrib.auth import logout
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page
from programmes.access import for_participants, public
from programmes.care.needs import promise_for
from programmes.front import mailed_codes
from programmes.front.actions import HadAPlace
from programmes.front.actions import join as join_programme
from programmes.front.arriving import enter_by_card, reads_and_posts
from programmes.front.entry import (
    TooManyTries,
    check_tries,
    count_failure,
    day_at_the_door,
    remember_day,
)
from programmes.front.forms import CodeForm, JoinForm, MailedCodeForm
from programmes.home.queries import clock
from programmes.models import Membership, Programme
from programmes.people import cards
from programmes.people.actions import may_have_card
from programmes.people.letters import link_to, spaced
from programmes.people.sign_in import SHOW_CARD, TOO_MANY, WRONG_CODE, enter, let_in

JOINING = "joining"


@public
@reads_and_posts
def join(request):
    """The box for any code. A scanned one waits in the fragment until somebody presses the button."""
    form, status = CodeForm(posted(request)), 200
    if form.is_bound:
        try:
            check_tries(request)
        except TooManyTries:
            form = CodeForm(initial={"code": request.POST.get("code", "")[:40]})
            return render_page(request, "front/join.html", {"form": form, "says": TOO_MANY}, status=429)
        if form.is_valid():
            return _follow(request, form.opens)
        if form.was_a_guess:
            count_failure(request)
        status = 422
    return render_page(request, "front/join.html", {"form": form}, status=status)


def _follow(request, opens):
    if opens.card:
        return enter_by_card(request, opens.card)
    if opens.day:
        remember_day(request, opens.day)
        return redirect("front:arrive" if request.user.is_authenticated else "front:here")
    request.session[JOINING] = str(opens.programme.pk)
    return redirect("front:about_you")


def _programme_to_join(request):
    """The programme whose code this visitor gave, or None."""
    chosen = request.session.get(JOINING)
    return Programme.objects.select_related("organisation").filter(pk=chosen).first() if chosen else None


@public
@reads_and_posts
def about_you(request):
    """A newcomer tells us about themselves. An address is proved first: nobody takes another's place."""
    programme = _programme_to_join(request)
    if programme is None:
        return redirect("front:join")
    if programme.is_draft or programme.is_closed:
        return render_page(request, "front/not_open.html", {"programme": programme})
    # A card speaks for its owner on its own programme only.
    person = request.user if request.user.is_authenticated and not request.session.get("by_card") else None
    if person and _has_place(programme, person):
        return redirect("programmes:home", programme.slug)
    initial = {"name": person.name if person else ""}
    form = JoinForm(posted(request), initial=initial, until=promise_for(programme))
    if person:
        del form.fields["email"], form.fields["shared_device"]
    if form.is_valid():
        return _welcome(request, programme, form, person)
    return render_page(
        request,
        "front/about_you.html",
        {"form": form, "programme": programme},
        status=422 if form.is_bound else 200,
    )


def _has_place(programme, person):
    return Membership.objects.current().filter(programme=programme, person=person).exists()


def _welcome(request, programme, form, person):
    about = form.cleaned_data
    if about.get("email"):
        try:
            mailed_codes.ask(
                request, JOINING, about["email"], programme=str(programme.pk), about=form.cleaned_data
            )
            return redirect("front:join_email")
        except TooManyTries:
            form.add_error("email", TOO_MANY)
        except OSError:
            form.add_error(
                "email", _("We could not send an email there just now. Try again, or join without it")
            )
        context = {"form": form, "programme": programme}
        return render_page(request, "front/about_you.html", context, status=422)
    return _seat(request, programme, about, person=person)


def _seat(request, programme, about, *, person=None, email=None):
    """Give the place, sign in on this device, show the card."""
    try:
        membership = join_programme(programme, about, person=person, email=email)
    except HadAPlace:
        return render_page(request, "front/had_a_place.html", {"programme": programme})
    if may_have_card(membership):
        cards.live_card(membership)
        request.session[SHOW_CARD] = True
    if email:
        request.session["shared_device"] = about["shared_device"]
        return let_in(request, membership.person, then=resolve_url("front:joined", programme.slug))
    if person is None:
        enter(request, membership.person, kind="code" if about["shared_device"] else "member")
    return redirect("front:joined", programme.slug)


@public
@reads_and_posts
def join_email(request):
    """Check your email: the same page whether or not we know the address."""
    about = mailed_codes.waiting(request, JOINING)
    if about is None:
        return redirect("front:about_you" if request.session.get(JOINING) else "front:join")
    programme = Programme.objects.select_related("organisation").get(pk=about["programme"])
    if "without" in request.POST:
        mailed_codes.forget(request, JOINING)
        return _seat(request, programme, about["about"])
    form, status = MailedCodeForm(posted(request)), 200
    if form.is_bound:
        status = 422
    if form.is_valid():
        try:
            if mailed_codes.is_right(request, JOINING, form.cleaned_data["code"]):
                mailed_codes.forget(request, JOINING)
                return _seat(request, programme, about["about"], email=about["email"])
            form.add_error("code", WRONG_CODE)
        except TooManyTries:
            form.add_error("code", TOO_MANY)
            status = 429
    context = {"form": form, "email": about["email"], "programme": programme}
    return render_page(request, "front/join_email.html", context, status=status)


@for_participants
@reads_and_posts
def joined(request, seat):
    """You are in: the personal card to keep, shown this once, for the day no device remembers you."""
    card = seat.membership.cards.filter(programme=seat.programme, revoked_at__isnull=True).first()
    if request.method == "POST" or card is None or not request.session.get(SHOW_CARD):
        request.session.pop(SHOW_CARD, None)
        return redirect("programmes:home", seat.programme.slug)
    context = {
        "programme": seat.programme,
        "code": spaced(cards.typed_code_of(card)),
        "card_link": link_to("front:card", fragment=cards.token_of(card)),
    }
    return render_page(request, "front/joined.html", context)


@public
@require_http_methods(["GET", "HEAD"])
def here(request):
    """At the door of a day: its title and time, and how to say who you are. Never a name."""
    day = day_at_the_door(request)
    if day is None:
        return redirect("front:join")
    if request.user.is_authenticated:
        return redirect("front:arrive")
    context = {"day": day, "starts": clock(day.start_wall), "form": CodeForm()}
    return render_page(request, "front/here.html", context)


@public
@require_POST
def not_me(request):
    """Somebody else is signed in on this device: end that, and go on with the same code."""
    kept = {name: request.session[name] for name in (JOINING, "day_code") if name in request.session}
    logout(request)
    request.session.update(kept)
    return redirect("front:about_you" if JOINING in kept else "front:here")
