"""The outbox: letters are written, read by somebody, agreed to, and followed on their way."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import for_facilitators
from programmes.letters import actions
from programmes.letters.forms import CANNOT_GO, LetterForm, WordsForm, initial_of
from programmes.letters.of_day import answers_of, suggestions_for
from programmes.letters.preview import preview_of
from programmes.letters.queries import goes_says, outbox, progress_of
from programmes.letters.reading import letter_of
from programmes.letters.words import all_words, moved_words, our_words, words_for
from programmes.models import Audience, LetterKind, LetterState

BOTH = require_http_methods(["GET", "HEAD", "POST"])
SECTION = "days"


def letters_page(request, template, context, *, status=200, fragment=None):
    context = {"section": SECTION, **context}
    template = f"programmes/letters/{template}.html"
    return render_page(request, template, context, status=status, fragment=fragment)


@for_facilitators
@require_safe
def letters(request, seat):
    """Every letter of the programme."""
    context = {"outbox": outbox(seat.programme), "kinds": LetterKind.choices}
    return letters_page(request, "letters", context)


@for_facilitators
@require_safe
def letters_of_day(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    context = {
        "day": day,
        "outbox": outbox(seat.programme, day),
        "answers": answers_of(day),
        "suggestions": suggestions_for(day),
        "kinds": LetterKind.choices,
    }
    return letters_page(request, "of_day", context)


@for_facilitators
@BOTH
def new_letter(request, seat):
    form = LetterForm(posted(request), programme=seat.programme, initial=_asked_for(request, seat))
    if form.is_valid():
        letter = actions.write_letter(seat.programme, by=seat.person, **form.facts())
        messages.success(request, _("Kept. It waits here until somebody has read it."))
        return redirect("programmes:letter", seat.programme.slug, letter.ref)
    context = {"form": form, "kind": LetterKind(form["kind"].value() or LetterKind.OTHER).label}
    return letters_page(request, "letter_form", context, status=422 if form.is_bound else 200)


def _asked_for(request, seat):
    """What the link that was followed asks for; what makes no sense in it is left out."""
    given = request.GET
    kind = given.get("kind") if given.get("kind") in LetterKind else LetterKind.OTHER
    usual = {
        LetterKind.REMINDER: Audience.UNANSWERED,
        LetterKind.THANKS: Audience.CAME,
        LetterKind.CHANGE: Audience.AFFECTED,
    }
    audience = given.get("audience") if given.get("audience") in Audience else ""
    audience = audience or usual.get(kind, Audience.EVERYONE)
    is_moved = kind == LetterKind.CHANGE
    words = moved_words() if is_moved else words_for(seat.programme, kind, audience)
    day = seat.programme.days.filter(ref=given.get("day", "")[:8]).first()
    goes = given.get("goes") if given.get("goes") in {"before", "after"} else "now"
    days = given.get("days", "")
    return {
        "kind": str(kind),
        "audience": str(audience),
        "subject": words.subject,
        "body": words.body,
        "day": day.ref if day else None,
        "goes": goes,
        "days": days if days.isdecimal() and len(days) < 4 else None,
    }


@for_facilitators
@BOTH
def edit_letter(request, seat, letter):
    letter = letter_of(seat, letter)
    if letter.state != LetterState.WAITING:
        messages.warning(request, CANNOT_GO["done"])
        return redirect("programmes:letter", seat.programme.slug, letter.ref)
    form = LetterForm(posted(request), programme=seat.programme, initial=initial_of(letter))
    if form.is_valid():
        try:
            actions.change(letter, **form.facts())
        except actions.CannotGo as error:
            messages.error(request, CANNOT_GO[error.reason])
        else:
            messages.success(request, _("Kept. It waits here until somebody has read it."))
        return redirect("programmes:letter", seat.programme.slug, letter.ref)
    context = {"form": form, "letter": letter, "kind": LetterKind(letter.kind).label}
    return letters_page(request, "letter_form", context, status=422 if form.is_bound else 200)


@for_facilitators
@require_safe
def letter(request, seat, letter):
    """One letter: as somebody would get it, who gets it, and how far it is."""
    return _letter_page(request, seat, letter_of(seat, letter))


def _letter_page(request, seat, letter, *, says="", status=200):
    waits = letter.state in {LetterState.WAITING, LetterState.AGREED}
    context = {
        "letter": letter,
        "day": letter.day,
        "kind": LetterKind(letter.kind).label,
        "audience": Audience(letter.audience).label,
        "goes": goes_says(letter),
        "preview": preview_of(letter, request.GET.get("as", ""), with_people=waits),
        "progress": progress_of(letter),
        "mark": actions.mark_of(letter),
        "says": says,
    }
    return letters_page(request, "letter", context, status=status, fragment="letter")


def _refused(request, seat, letter, error):
    """The letter as it is now, with what stood in the way."""
    says = CANNOT_GO[error.reason]
    return _letter_page(request, seat, letter_of(seat, letter.ref), says=says, status=422)


@for_facilitators
@require_POST
def agree(request, seat, letter):
    letter = letter_of(seat, letter)
    try:
        letter = actions.agree(letter, by=seat.person, mark=request.POST.get("mark", ""))
    except actions.CannotGo as error:
        return _refused(request, seat, letter, error)
    messages.success(request, _("Agreed. It goes %(when)s.") % {"when": _when(letter)})
    return redirect("programmes:letter", seat.programme.slug, letter.ref)


def _when(letter):
    is_later = letter.send_at or letter.days_from_day is not None
    return goes_says(letter) if is_later else _("now, one copy after the other")


@for_facilitators
@require_POST
def stop_letter(request, seat, letter):
    letter = letter_of(seat, letter)
    try:
        stopped = actions.stop(letter, by=seat.person)
    except actions.CannotGo as error:
        return _refused(request, seat, letter, error)
    if stopped is None:
        messages.success(request, _("Held back. It waits to be read again."))
    else:
        messages.success(request, _("Stopped. Copies that stay here: %(count)s.") % {"count": stopped})
    return redirect("programmes:letter", seat.programme.slug, letter.ref)


@for_facilitators
@require_POST
def throw_away(request, seat, letter):
    letter = letter_of(seat, letter)
    try:
        actions.throw_away(letter, by=seat.person)
    except actions.CannotGo as error:
        return _refused(request, seat, letter, error)
    messages.success(request, _("Thrown away. Nobody gets it."))
    if letter.day:
        return redirect("programmes:letters_of_day", seat.programme.slug, letter.day.ref)
    return redirect("programmes:letters", seat.programme.slug)


@for_facilitators
@require_POST
def try_again(request, seat, letter):
    """Send what could not be sent once more, or put it on paper: one copy, or all of them."""
    letter = letter_of(seat, letter)
    copies = letter.copies.filter(programme=seat.programme)
    if one := request.POST.get("copy"):
        copies = copies.filter(ref=one[:8])
    if "on_paper" in request.POST:
        count = actions.put_on_paper(letter, copies, by=seat.person)
        messages.success(request, _("To be printed: %(count)s.") % {"count": count})
    elif count := actions.try_again(letter, copies, by=seat.person):
        messages.success(request, _("We try again. Copies: %(count)s.") % {"count": count})
    return redirect("programmes:letter", seat.programme.slug, letter.ref)


@for_facilitators
@require_safe
def letter_words(request, seat):
    """The programme's words for each kind of letter."""
    rows = [(kind, kind.label, words) for kind, words in all_words(seat.programme)]
    return letters_page(request, "words", {"rows": rows})


@for_facilitators
@BOTH
def edit_words(request, seat, letter_kind):
    if letter_kind not in LetterKind:
        raise Http404
    kind = LetterKind(letter_kind)
    if "ours" in request.POST:
        actions.use_our_words(seat.programme, kind)
        messages.success(request, _("Our own words are back."))
        return redirect("programmes:letter_words", seat.programme.slug)
    words = words_for(seat.programme, kind)
    form = WordsForm(posted(request), initial={"subject": words.subject, "body": words.body})
    if form.is_valid():
        actions.keep_words(seat.programme, kind, by=seat.person, **form.cleaned_data)
        messages.success(request, _("Saved. The next letter of this kind begins with these words."))
        return redirect("programmes:letter_words", seat.programme.slug)
    context = {"form": form, "kind": kind.label, "is_own": words.is_own, "ours": our_words(kind)}
    return letters_page(request, "edit_words", context, status=422 if form.is_bound else 200)
