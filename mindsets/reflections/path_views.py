"""My path, a copy of it, and what was shared with the people running the days."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from copro.pages import render_page
from mindsets.models import Entry
from mindsets.moves.queries import my_notes as my_move_notes
from mindsets.reflections import actions, my_path
from mindsets.reflections import shared as copies
from mindsets.reflections.lock import for_writers
from programmes.access import for_facilitators


@for_writers
@require_safe
def path(request, seat):
    context = {"rows": my_path.path_rows(seat), "section": "path"}
    return render_page(request, "mindsets/reflections/path.html", context)


@for_writers
@require_safe
def download(request, seat):
    """Everything I wrote, as one page that opens anywhere."""
    context = {"seat": seat, "rows": my_path.path_rows(seat), "move_notes": my_move_notes(seat)}
    page = render_to_string("mindsets/reflections/copy.html", context, request)
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-path.html"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@for_writers
@require_POST
def my_entry(request, seat, entry):
    """Take one answer back from those it was shared with, or delete it: the pressed button says which."""
    mine = Entry.objects.filter(programme=seat.programme, membership=seat.membership)
    found = get_object_or_404(mine.select_related("reflection__worksheet", "mindset"), ref=entry)
    worksheet, mindset = found.reflection.worksheet, found.mindset
    if "delete" in request.POST:
        actions.forget(found)
        messages.success(request, _("It is deleted, and so is any copy that you had shared."))
    else:
        actions.unshare(found)
        messages.success(request, _("Only you can see it now."))
    if request.POST.get("back") == "worksheet":
        return redirect("mindsets:worksheet", seat.programme.slug, worksheet.ref, mindset.key)
    return redirect("mindsets:path", seat.programme.slug)


@for_facilitators
@require_safe
def shared(request, seat):
    """Only what people chose to show to the people running the days, and quotes."""
    context = {
        "rows": copies.shared_with_facilitators(seat.programme),
        "quotes": copies.quotes(seat.programme),
        "section": "mindsets",
    }
    return render_page(request, "mindsets/reflections/shared.html", context)
