"""The brain poster: the drawing and an equal list, a page a mindset, paper, and a screen for a room."""

from django.http import Http404
from django.views.decorators.http import require_safe

from copro.pages import render_page
from mindsets.poster import queries
from programmes.access import for_members

SIZES, INKS = ("a4", "a3"), ("colour", "black")


@for_members
@require_safe
def poster(request, seat):
    context = {"poster": queries.poster_of(seat)}
    return render_page(request, "mindsets/poster/poster.html", context)


@for_members
@require_safe
def poster_mindset(request, seat, mindset):
    row = queries.mindset_row(seat, mindset)
    if row is None:
        raise Http404
    poster = queries.poster_of(seat)
    at = next(number for number, one in enumerate(poster.rows) if one.key == mindset)
    context = {
        "row": row,
        "poster": poster,
        "before": poster.rows[at - 1] if at else None,
        "after": poster.rows[at + 1] if at + 1 < len(poster.rows) else None,
        "notes": queries.notes_at(seat, mindset),
        "team": seat.membership.team if seat.membership else None,
    }
    return render_page(request, "mindsets/poster/mindset.html", context)


@for_members
@require_safe
def poster_paper(request, seat):
    """The poster to print. What cannot be printed falls back to A4 in colour."""
    size, ink = request.GET.get("size"), request.GET.get("ink")
    prompts = queries.prompts_for_us(seat)
    poster = queries.poster_of(seat)
    context = {
        "poster": poster,
        "words": [(row, prompts.get(row.key, [])[:2]) for row in poster.rows],
        "size": size if size in SIZES else "a4",
        "ink": ink if ink in INKS else "colour",
    }
    return render_page(request, "mindsets/poster/paper.html", context)


@for_members
@require_safe
def poster_screen(request, seat, mindset=None):
    """For a projector: the drawing, names of mindsets, and only what teams show to everybody."""
    poster = queries.poster_of(seat, route="poster_screen_mindset")
    lit = next((row for row in poster.rows if row.key == mindset), None)
    if mindset and lit is None:
        raise Http404
    context = {
        "poster": poster,
        "lit": lit,
        "notes": queries.shown_notes(seat.programme, mindset) if lit else [],
    }
    return render_page(request, "mindsets/poster/screen.html", context)
