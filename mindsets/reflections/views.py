"""Worksheets: one mindset at a time, saved as it is typed or by its button, never lost."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from copro.pages import posted, render_page
from mindsets.library.queries import mindset_rows, place_rows
from mindsets.models import Sharing
from mindsets.reflections import queries
from mindsets.reflections.actions import Stale, save_answer
from mindsets.reflections.forms import AnswerForm
from mindsets.reflections.lock import for_writers
from programmes.access import for_members

SECTION = "reflections"
PAGE = "mindsets/reflections/worksheet.html"


def worksheet_of(seat, ref):
    found = queries.worksheet_for(seat, ref)
    if found is None:
        raise Http404
    return found


def _any_worksheet(seat, ref):
    """Also one of a day that is not published yet: papers are printed before people come."""
    return get_object_or_404(seat.programme.worksheets.select_related("day", "version__framework"), ref=ref)


@for_writers
@require_safe
def worksheets(request, seat):
    rows = queries.worksheet_rows(seat)[::-1]
    carry_on = next((row for row in rows if row.state == "open"), None)
    context = {"rows": rows, "carry_on": carry_on, "section": SECTION}
    return render_page(request, "mindsets/reflections/worksheets.html", context)


@for_writers
@require_safe
def start(request, seat, worksheet):
    """The worksheet's address without a mindset: on to the first one that was not looked at."""
    found = worksheet_of(seat, worksheet)
    row = next(row for row in queries.worksheet_rows(seat) if row.worksheet == found)
    return redirect("mindsets:worksheet", seat.programme.slug, found.ref, row.next_key)


@for_writers
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def worksheet(request, seat, worksheet, mindset):
    found = worksheet_of(seat, worksheet)
    to_save = request.method == "POST" and _by_itself(request)
    sheet = queries.sheet_of(seat, found, mindset, to_save=to_save)
    if sheet is None:
        raise Http404
    if request.method == "POST":
        return _save(request, seat, sheet)
    return _page(request, seat, sheet, AnswerForm(sheet=sheet, seat=seat))


def _page(request, seat, sheet, form, *, status=200, **more):
    name, contact = seat.programme.listener()
    context = {
        "sheet": sheet,
        "form": form,
        "client_id": uuid.uuid4(),
        "listener": name,
        "listener_contact": contact,
        "section": SECTION,
        **more,
    }
    return render_page(request, PAGE, context, status=status)


def _by_itself(request):
    """True when the page saves while somebody types; it wants facts and no page."""
    return request.headers.get("Accept") == "application/json"


def _save(request, seat, sheet):
    if request.POST.get("membership") != seat.membership.ref:
        return _somebody_else(request, seat, sheet)
    if not sheet.is_open:
        return _refused(request, seat, sheet)
    form = AnswerForm(posted(request), sheet=sheet, seat=seat)
    if not form.is_valid():
        return _mistaken(request, seat, sheet, form)
    resolve = request.POST.get("resolve", "")
    if resolve == "other":
        return redirect(request.path)
    answer = form.answer
    if resolve == "both" and sheet.entry:
        answer = _joined(sheet.entry.words, answer)
    try:
        entry = save_answer(
            sheet.worksheet,
            seat.membership,
            sheet.mindset,
            answer,
            base_version=form.cleaned_data["base_version"],
            client_id=form.cleaned_data["client_id"],
            after=form.cleaned_data["after"],
            count_me=form.new_count_me,
        )
    except Stale as stale:
        return _changed_elsewhere(request, seat, sheet, form, stale.entry)
    except DatabaseError:
        return _resting(request, seat, sheet, form)
    return _saved(request, seat, sheet, entry)


def _joined(other, answer):
    return replace(answer, words="\n\n".join(filter(None, [other, answer.words])))


def _saved(request, seat, sheet, entry):
    if _by_itself(request):
        now = timezone.localtime()
        at = time_format(now, "g:i") + time_format(now, "A").lower()
        return JsonResponse(
            {"version": entry.version if entry else 0, "saved": _("Saved %(at)s") % {"at": at}}
        )
    if "stop" in request.POST:
        messages.success(request, _("Your words are saved."))
        return redirect("programmes:home", seat.programme.slug)
    if sheet.next_step and "stay" not in request.POST:
        return redirect("mindsets:worksheet", seat.programme.slug, sheet.worksheet.ref, sheet.next_step.key)
    messages.success(request, _("Your words are saved."))
    return redirect(request.path if "stay" in request.POST else _end(seat))


def _end(seat):
    return reverse("mindsets:path", args=[seat.programme.slug])


def _mistaken(request, seat, sheet, form):
    if _by_itself(request):
        said = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"errors": said}, status=422)
    return _page(request, seat, sheet, form, status=422)


def _changed_elsewhere(request, seat, sheet, form, entry):
    """409: both texts are shown, and their writer chooses; neither is lost."""
    words, version = (entry.words, entry.version) if entry else ("", 0)
    shared = (entry.sharing, entry.quote_with_name) if entry else (Sharing.ME, False)
    chosen = (form.cleaned_data["sharing"], form.cleaned_data["quote_with_name"])
    # Taken back in one window must not be shared again by the other: where they differ, nobody else sees it.
    agreed = chosen == shared or chosen[0] == shared[0] == Sharing.ME
    if _by_itself(request):
        found = {"kind": "changed", "words": words, "version": version, "agreed": agreed}
        return JsonResponse(found, status=409)
    context = {
        "is_narrowed": not agreed,
        "sheet": sheet,
        "form": form,
        "mine": form.cleaned_data["words"],
        "other": words,
        "version": version,
        "section": SECTION,
    }
    return render_page(request, "mindsets/reflections/conflict.html", context, status=409)


def _somebody_else(request, seat, sheet):
    """The page was opened by another person: nothing is saved into this one's reflections."""
    said = _(
        "Somebody else is signed in here now. Your words are still on this page: copy them, or sign in again."
    )
    if _by_itself(request):
        return JsonResponse({"kind": "somebody_else", "said": said}, status=409)
    context = {"words": request.POST.get("words", ""), "said": said, "section": SECTION}
    return render_page(request, "mindsets/reflections/somebody_else.html", context, status=409)


def _refused(request, seat, sheet):
    said = _("This worksheet is closed. What you wrote before is safe on your path.")
    if sheet.state == "soon":
        said = _("This worksheet is not open yet. Keep your words until it is.")
    if _by_itself(request):
        return JsonResponse({"errors": [said]}, status=422)
    context = {"words": request.POST.get("words", ""), "said": said, "section": SECTION}
    return render_page(request, "mindsets/reflections/somebody_else.html", context, status=422)


def _resting(request, seat, sheet, form):
    """503: the database cannot be reached; the text goes back with the page."""
    if _by_itself(request):
        response = JsonResponse({"kind": "resting"}, status=503)
    else:
        response = _page(request, seat, sheet, form, status=503, is_resting=True)
    response["Retry-After"] = "5"
    return response


@for_members
@require_safe
def paper(request, seat, worksheet):
    """The blank worksheet, two mindsets a page."""
    found = _any_worksheet(seat, worksheet) if seat.can_set_up else worksheet_of(seat, worksheet)
    rows = mindset_rows(found.version)
    context = {
        "worksheet": found,
        "pages": [rows[number : number + 2] for number in range(0, len(rows), 2)],
        "places": place_rows(found.version),
        "label": queries.label_of(found),
    }
    return render_page(request, "mindsets/reflections/paper.html", context)
