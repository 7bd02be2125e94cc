"""A team's notes at a mindset, written by the people in that team and by nobody else."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from mindsets.poster import actions, queries
from mindsets.poster.forms import NoteForm
from programmes.access import for_participants

FORM = "mindsets/poster/note.html"


def _mindset(seat, key):
    found = queries.mindset_named(seat, key)
    if found is None:
        raise Http404
    return found


def _page(request, seat, mindset, form, *, status=None, **more):
    context = {"mindset": mindset, "form": form, "team": seat.membership.team, **more}
    return render_page(request, FORM, context, status=status or (422 if form.errors else 200))


def _back(seat, mindset):
    return redirect("mindsets:poster_mindset", seat.programme.slug, mindset.key)


@for_participants
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_note(request, seat, mindset):
    mindset = _mindset(seat, mindset)
    if seat.membership.team is None:
        if request.method == "POST":
            raise PermissionDenied
        return render_page(request, "mindsets/poster/no_team.html", {"mindset": mindset})
    form = NoteForm(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_note(seat, mindset.key, given["words"], is_open=given["is_open"])
        except actions.Enough:
            form.add_error(None, _("There are 20 notes here. Change one of them, or take one away first"))
        else:
            messages.success(request, _said(given["is_open"]))
            return _back(seat, mindset)
    return _page(request, seat, mindset, form)


def _said(is_open):
    if is_open:
        return _("Your note is here. Everybody in the programme can read it.")
    return _("Your note is here. Only your team can read it.")


@for_participants
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, seat, mindset, note):
    """Change a note, keep it to the team, or delete it: the pressed button says which."""
    if seat.membership.team is None:
        raise Http404
    mindset = _mindset(seat, mindset)
    if request.method == "POST" and "keep_to_us" in request.POST:
        return _keep_to_us(request, seat, mindset, note)
    if request.method == "POST" and "delete" in request.POST:
        return _delete(request, seat, mindset, note)
    if request.method == "POST":
        return _change(request, seat, mindset, note)
    found = get_object_or_404(actions.notes_of(seat), mindset_key=mindset.key, ref=note)
    return _page(request, seat, mindset, NoteForm(note=found), note=found)


def _keep_to_us(request, seat, mindset, note):
    if not actions.keep_to_ourselves(seat, note):
        raise Http404
    messages.success(request, _("Only your team can read it now."))
    return _back(seat, mindset)


def _delete(request, seat, mindset, note):
    found = get_object_or_404(actions.notes_of(seat), ref=note)
    base = request.POST.get("base_version", "")
    if base.isdecimal() and actions.delete_note(seat, note, base_version=int(base[:9])):
        messages.success(request, _("The note is deleted."))
        return _back(seat, mindset)
    messages.error(request, _("A team mate has just changed this note. Read it first."))
    return redirect("mindsets:note", seat.programme.slug, mindset.key, found.ref)


def _change(request, seat, mindset, note):
    form = NoteForm(posted(request))
    found = actions.notes_of(seat).filter(mindset_key=mindset.key, ref=note).first()
    if not form.is_valid():
        return _page(request, seat, mindset, form, note=found)
    given = form.cleaned_data
    try:
        saved = actions.change_note(
            seat, note, given["words"], is_open=given["is_open"], base_version=given["base_version"]
        )
    except actions.Gone:
        # The words go on as a new note: nothing typed is lost.
        return _page(request, seat, mindset, form, status=409, is_gone=True)
    except actions.Stale as stale:
        return _changed_elsewhere(request, seat, mindset, form, stale.note)
    messages.success(request, _said(saved.is_open))
    return _back(seat, mindset)


def _changed_elsewhere(request, seat, mindset, form, note):
    """Both texts, and a choice. Where they differ on who may read it, only the team may."""
    context = {
        "mindset": mindset,
        "note": note,
        "mine": form.cleaned_data["words"],
        "is_open": form.cleaned_data["is_open"] and note.is_open,
    }
    return render_page(request, "mindsets/poster/conflict.html", context, status=409)
