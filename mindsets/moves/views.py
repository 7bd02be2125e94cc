"""Moments to talk about: sort the moves, and write what is only for oneself."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from copro.pages import posted, render_page
from mindsets.models import MoveNote
from mindsets.moves import actions, queries
from mindsets.moves.forms import SortForm
from mindsets.reflections.lock import for_writers
from programmes.access import for_members

PAGE = "mindsets/moves/moment.html"
SECTION = "reflections"
CARDS_A_SHEET = 8


@for_members
@require_safe
def moves(request, seat):
    context = {
        "moments": queries.moments_for(seat.programme),
        "ways": queries.ways_of(seat.programme),
        "tries": queries.try_rows(seat),
        "team": seat.membership.team if seat.membership else None,
        "section": SECTION,
    }
    return render_page(request, "mindsets/moves/moves.html", context)


@for_writers
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def moment(request, seat, moment):
    found = queries.moment_of(seat.programme, moment)
    if found is None:
        raise Http404
    moment, moves = found
    note = queries.note_of(seat, moment)
    ways = queries.ways_of(seat.programme)
    form = SortForm(posted(request), moves=moves, ways=ways, note=note, sorted_before=queries.sorted_in(note))
    if request.method == "POST" and request.POST.get("membership") != seat.membership.ref:
        return _somebody_else(request, seat)
    if form.is_valid():
        return _save(request, seat, moment, form)
    context = {"moment": moment, "form": form, "ways": ways, "note": note, "section": SECTION}
    return render_page(request, PAGE, context, status=422 if form.errors else 200)


def _save(request, seat, moment, form):
    words = form.cleaned_data["words"]
    try:
        actions.save_note(
            seat, moment, form.sorted_moves, words, base_version=form.cleaned_data["base_version"] or 0
        )
    except actions.Stale as stale:
        other = stale.note
        context = {
            "mine": words,
            "other": other.words if other else "",
            "version": other.version if other else 0,
            "sorted": form.sorted_moves,
            "section": SECTION,
        }
        return render_page(request, "mindsets/moves/conflict.html", context, status=409)
    messages.success(request, _("It is kept, for you alone."))
    if "try" in request.POST:
        return redirect("mindsets:try_move", seat.programme.slug, moment.ref)
    return redirect(request.path)


def _somebody_else(request, seat):
    said = _(
        "Somebody else is signed in here now. Your words are still on this page: copy them, or sign in again."
    )
    context = {"words": request.POST.get("words", ""), "said": said, "section": SECTION}
    return render_page(request, "mindsets/reflections/somebody_else.html", context, status=409)


@for_writers
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def my_move_notes(request, seat):
    """Everything I wrote at moments; one button a note deletes it."""
    if request.method == "POST":
        mine = MoveNote.objects.filter(programme=seat.programme, membership=seat.membership)
        if not mine.filter(ref=request.POST.get("delete", "")[:8]).delete()[0]:
            raise Http404
        messages.success(request, _("It is deleted."))
        return redirect("mindsets:my_move_notes", seat.programme.slug)
    context = {"notes": queries.my_notes(seat), "section": SECTION}
    return render_page(request, "mindsets/moves/mine.html", context)


@for_members
@require_safe
def move_cards(request, seat):
    """Eight cards a sheet: the ways, each moment with its moves, and empty ones for moves of one's own."""
    ways = queries.ways_of(seat.programme)
    cards = [("way", name, meaning) for name, meaning in ways.meanings]
    cards.append(("way", _("It depends"), _("Say on what.")))
    for moment, moves in queries.moments_for(seat.programme):
        cards.append(("moment", moment.title, moment.story))
        cards += [("move", moment.title, move.text) for move in moves]
    cards += [("own", "", "")] * (-len(cards) % CARDS_A_SHEET)
    sheets = [cards[at : at + CARDS_A_SHEET] for at in range(0, len(cards), CARDS_A_SHEET)]
    return render_page(request, "mindsets/moves/cards.html", {"sheets": sheets})
