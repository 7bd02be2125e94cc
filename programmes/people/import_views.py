"""Bringing in a list of people: read it, look at it, agree. Nothing is written before that."""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, posted_files
from programmes.access import for_facilitators
from programmes.models import ImportDraft
from programmes.people.import_forms import ColumnsForm, ConfirmForm, CorrectForm, ListForm
from programmes.people.importing import AlreadyImported, Choices, bring_in, keep_draft, raw_rows_of, rows_of
from programmes.people.pages import people_page
from programmes.people.preview import preview_of, trouble_of


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request, seat):
    form = ListForm(posted(request), posted_files(request))
    status = None
    if _is_too_large(request):  # the file never arrived, so the form has nothing to say about it
        form.add_error("file", _("This file is larger than 5 MB. Split it, or save only the columns we need"))
        status = 413
    elif form.is_valid():
        try:
            draft = keep_draft(seat.programme, form.listed, by=seat.person)
        except AlreadyImported as error:
            form.add_error(form.box, _already(error, seat))
        else:
            return _looked_at(request, seat, draft)
    return people_page(request, "import_people", {}, form=form, status=status)


def _is_too_large(request):
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return request.method == "POST" and int(sent) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _already(error, seat):
    when = date_format(timezone.localtime(error.done_at, seat.programme.tz), "j F")
    return _("Already imported on %(when)s. Nothing was changed") % {"when": when}


def _looked_at(request, seat, draft):
    if trouble_of(draft, rows_of(draft)):
        return _show(request, draft, status=422)
    return redirect("programmes:import_preview", seat.programme.slug, draft.ref)


def _draft(seat, ref):
    """A list is seen only by the person who brought it."""
    drafts = ImportDraft.objects.filter(programme=seat.programme, made_by=seat.person)
    return get_object_or_404(drafts.select_related("programme"), ref=ref)


def _show(request, draft, *, columns_form=None, confirm_form=None, status=None):
    rows = rows_of(draft)
    preview = preview_of(draft, rows)
    context = {
        "draft": draft,
        "preview": preview,
        "columns_form": columns_form or ColumnsForm(draft=draft, rows=rows, raw_rows=raw_rows_of(draft)),
        "ticked": set(confirm_form.data.getlist("others")) if confirm_form else set(),
        "correct_form": CorrectForm(initial={"pasted": preview.as_text}, auto_id="correct_%s"),
    }
    form = confirm_form or ConfirmForm(preview=preview)
    return people_page(request, "import_preview", context, form=form, status=status)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request, seat, draft):
    """What the list would do; POST does it."""
    draft = _draft(seat, draft)
    if draft.done_at:
        return _done_before(request, seat, AlreadyImported(draft.done_at))
    if request.method != "POST":
        return _show(request, draft)
    preview = preview_of(draft)
    form = ConfirmForm(request.POST, preview=preview)
    if preview.trouble or not form.is_valid():
        return _show(request, draft, confirm_form=form, status=422)
    given = form.cleaned_data
    choices = Choices(make_teams=bool(given.get("make_teams")), others=set(given["others"]))
    try:
        brought = bring_in(draft, choices, by=seat.person)
    except AlreadyImported as error:
        return _done_before(request, seat, error)
    except IntegrityError:  # somebody added one of these people or teams at the same moment
        form.add_error(
            None, _("Somebody changed the list of people just now. Look again, then bring them in")
        )
        return _show(request, draft, confirm_form=form, status=422)
    messages.success(request, _what_came(brought))
    return redirect("programmes:people", seat.programme.slug)


def _done_before(request, seat, error):
    if request.method == "POST":
        messages.info(request, f"{_already(error, seat)}.")
    return redirect("programmes:people", seat.programme.slug)


def _what_came(brought):
    text = ngettext("One person has a place.", "%(count)s people have a place.", brought.people)
    says = text % {"count": brought.people}
    if brought.teams:
        text = ngettext("One team is new.", "%(count)s teams are new.", brought.teams)
        says += " " + text % {"count": brought.teams}
    return says


@for_facilitators
@require_POST
def import_columns(request, seat, draft):
    """Put right what each column holds, or how the names are to be read."""
    draft = _draft(seat, draft)
    if draft.done_at:
        return _done_before(request, seat, AlreadyImported(draft.done_at))
    form = ColumnsForm(request.POST, draft=draft, rows=rows_of(draft), raw_rows=raw_rows_of(draft))
    if not form.is_valid():
        return _show(request, draft, columns_form=form, status=422)
    form.save(draft)
    return _looked_at(request, seat, draft)


@for_facilitators
@require_POST
def import_forget(request, seat, draft):
    """Throw the list away without bringing anybody in."""
    draft = _draft(seat, draft)
    if draft.done_at:  # what is left of it keeps the same list from coming in twice
        return _done_before(request, seat, AlreadyImported(draft.done_at))
    draft.delete()
    messages.success(request, _("The list is thrown away. Nobody was added."))
    return redirect("programmes:import_people", seat.programme.slug)
