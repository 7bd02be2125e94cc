"""What a shared tablet shows: two letters, a name, "you are here", and nothing of it a moment later.

Every page that names anybody answers a POST and belongs to one turn. A new turn begins with each clean page,
so that Back, reload and a second window lead to a clean page and never to whoever stood here before.
"""

import secrets
import uuid
from functools import wraps

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.pages import render_page
from programmes.access import public
from programmes.attendance import kiosk as tablets
from programmes.attendance.forms import REF
from programmes.attendance.newcomers import namesakes
from programmes.attendance.opening import EITHER_SIDE, when_open
from programmes.attendance.queries import person_of
from programmes.attendance.words import on_date
from programmes.people.fields import NameOfPerson

HOME = "programmes/attendance/kiosk.html"
HERE = "programmes/attendance/kiosk_here.html"
NEW = "programmes/attendance/kiosk_new.html"
OVER = "programmes/attendance/kiosk_over.html"


class LettersForm(CoproForm):
    letters = forms.CharField(required=False, max_length=80)


class PersonForm(CoproForm):
    person = forms.RegexField(REF)
    client_id = forms.UUIDField()


class ChangeForm(CoproForm):
    change = forms.RegexField(REF)


class NewcomerForm(CoproForm):
    name = NameOfPerson(label=gettext_lazy("Your name"), help_text=gettext_lazy("First name only is fine."))
    client_id = forms.UUIDField(widget=forms.HiddenInput)


def on_a_tablet(view):
    """`view(request, kiosk)` with a tablet's cookie; to anybody else the page does not exist."""

    @wraps(view)
    def guarded(request):
        kiosk, goes_on = tablets.kiosk_of(request.COOKIES.get(tablets.COOKIE))
        if kiosk is None:
            raise Http404
        if not goes_on:
            return _forgotten(render_page(request, OVER, status=404))
        timezone.activate(kiosk.programme.tz)
        try:
            return view(request, kiosk)
        finally:
            timezone.deactivate()

    return public(guarded)


def in_turn(view):
    """Only for a form of the page that is on the screen now; everything else begins again, clean."""

    @wraps(view)
    def guarded(request, kiosk):
        kept, sent = request.COOKIES.get(tablets.TURN, ""), request.POST.get("turn", "")
        if request.method != "POST" or not kept or not constant_time_compare(kept, sent):
            return redirect("kiosk:home")
        if when_open(kiosk.day) != "open":
            return redirect("kiosk:home")
        return view(request, kiosk)

    return guarded


def _forgotten(response):
    response.delete_cookie(tablets.COOKIE, path=tablets.PATH)
    response.delete_cookie(tablets.TURN, path=tablets.PATH)
    return response


def _new_turn(response, turn):
    response.set_cookie(
        tablets.TURN, turn, path=tablets.PATH, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def _about(kiosk, turn, **more):
    return {
        "day": kiosk.day,
        "date": on_date(kiosk.day.date),
        "programme": kiosk.programme,
        "turn": turn,
        "client_id": uuid.uuid4(),
        **more,
    }


@on_a_tablet
def home(request, kiosk):
    """The clean page: a box for two letters, and no name."""
    turn, day = secrets.token_urlsafe(16), kiosk.day
    said = {
        "back": _("We took that back."),
        "not": _("We could not do that here. Please tell anyone at the door."),
    }
    context = _about(
        kiosk,
        turn,
        opening=when_open(day),
        opens_at=day.starts_at and day.starts_at - EITHER_SIDE,
        said=said.get(request.GET.get("said"), ""),
    )
    return _new_turn(render_page(request, HOME, context), turn)


@on_a_tablet
@in_turn
def find(request, kiosk):
    """A few names that begin with what was typed."""
    form = LettersForm(request.POST)
    letters = form.cleaned_data["letters"] if form.is_valid() else ""
    context = _about(kiosk, request.POST["turn"], letters=letters, opening="open", asked=True)
    found = tablets.people_called(kiosk.programme, letters)
    if not found.is_too_short:
        if tablets.LOOK_UPS.is_reached(kiosk.ref):
            return render_page(request, HOME, context | {"too_often": True}, fragment="found", status=429)
        tablets.LOOK_UPS.fail(kiosk.ref)
    return render_page(request, HOME, context | {"found": found}, fragment="found")


@on_a_tablet
@in_turn
def here(request, kiosk):
    """You are here."""
    form = PersonForm(request.POST)
    person = _person(kiosk, form) if form.is_valid() else None
    if person is None:
        return redirect("kiosk:home")
    change = tablets.arrive(kiosk, person, client_id=form.cleaned_data["client_id"])
    return _thanks(request, kiosk, person, change)


def _person(kiosk, form):
    found = person_of(programme=kiosk.programme.pk, ref=form.cleaned_data["person"])
    return next(iter(found), None)


def _thanks(request, kiosk, person, change):
    turn = secrets.token_urlsafe(16)
    context = _about(kiosk, turn, person=person, change=change.ref if change else "")
    return _new_turn(render_page(request, HERE, context), turn)


@on_a_tablet
@in_turn
def undo(request, kiosk):
    """That was not me."""
    form = ChangeForm(request.POST)
    done = form.is_valid() and tablets.take_back(kiosk, form.cleaned_data["change"])
    response = redirect("kiosk:home")
    response["Location"] += "?said=back" if done else "?said=not"
    return response


@on_a_tablet
@in_turn
def newcomer(request, kiosk):
    """Not on the list: a name, and they are."""
    form = NewcomerForm(
        request.POST if "name" in request.POST else None,
        initial={"client_id": uuid.uuid4()},
    )
    context = _about(kiosk, request.POST["turn"], form=form)
    if not form.is_valid():
        return render_page(request, NEW, context, status=422 if form.is_bound else 200)
    name, client_id = form.cleaned_data["name"], form.cleaned_data["client_id"]
    same = [] if "someone_else" in request.POST else namesakes(kiosk.programme, name, client_id)
    if same:
        return render_page(request, NEW, context | {"namesakes": same}, status=422)
    if tablets.NEWCOMERS.is_reached(kiosk.ref):
        return render_page(request, NEW, context | {"too_often": True}, status=429)
    tablets.NEWCOMERS.fail(kiosk.ref)
    return _thanks(request, kiosk, *tablets.newcomer(kiosk, name, client_id=client_id))
