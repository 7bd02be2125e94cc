"""The library: keep, find, use; leads and admins name things anew and put them away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import Right, allow, for_facilitators, for_leads
from programmes.agenda import library as shelves
from programmes.agenda.library_forms import (
    KeepDayForm,
    KeepSessionForm,
    RenameDayForm,
    RenameSessionForm,
    SearchForm,
    UseForm,
)
from programmes.agenda.seen import rows_of_lines
from programmes.models import DayTemplate, KeptSession

BOTH = require_http_methods(["GET", "HEAD", "POST"])
for_the_office = allow(Right.SET_UP, Right.GIVE_ROLES)


def kept_of(seat, ref):
    return get_object_or_404(KeptSession, organisation=seat.programme.organisation_id, ref=ref)


def template_of(seat, ref):
    return get_object_or_404(DayTemplate, organisation=seat.programme.organisation_id, ref=ref)


def page(request, name, context, form=None):
    status = 422 if form is not None and form.errors else 200
    context = {"section": "days", "form": form, **context}
    return render_page(request, f"programmes/agenda/{name}.html", context, status=status)


@for_the_office
@require_safe
def library(request, seat):
    search = SearchForm(request.GET)
    asked = search.cleaned_data if search.is_valid() else {"words": "", "day": ""}
    shelf = shelves.shelf_of(seat.programme.organisation, asked["words"])
    # Whoever comes from a day's plan is offered that day first.
    return page(request, "library", {"shelf": shelf, "search": search, **asked})


@for_facilitators
@BOTH
def keep_session(request, seat, day, item):
    day = get_object_or_404(seat.programme.days, ref=day)
    sessions = day.agenda.filter(programme=seat.programme, position__isnull=False)
    item = get_object_or_404(sessions.select_related("day", "programme__organisation"), ref=item)
    form = KeepSessionForm(posted(request), item=item)
    if form.is_valid():
        kept = form.save(seat.person)
        messages.success(request, _("Kept in the library: %(title)s") % {"title": kept.title})
        return redirect("programmes:kept_session", seat.programme.slug, kept.ref)
    return page(request, "keep_session", {"day": day, "item": item}, form)


@for_facilitators
@BOTH
def keep_day(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    form = KeepDayForm(posted(request), day=day)
    if form.is_valid():
        template = form.save(seat.person)
        messages.success(request, _("Kept in the library: %(title)s") % {"title": template.name})
        return redirect("programmes:day_template", seat.programme.slug, template.ref)
    return page(request, "keep_day", {"day": day}, form)


@for_the_office
@require_safe
def kept_session(request, seat, kept):
    kept = kept_of(seat, kept)
    context = {
        "kept": kept,
        "rows": rows_of_lines(shelves.lines_of_kept(kept)),
        "use": UseForm(seat=seat, day=request.GET.get("day", "")),
        "rename": RenameSessionForm(kept=kept),
    }
    return page(request, "kept_session", context)


@for_the_office
@require_safe
def day_template(request, seat, template):
    template = template_of(seat, template)
    context = {
        "template": template,
        "rows": rows_of_lines(shelves.lines_of_template(template), template.start_wall),
        "use": UseForm(seat=seat, day=request.GET.get("day", ""), may_be_new=True),
        "rename": RenameDayForm(template=template),
    }
    return page(request, "day_template", context)


@for_facilitators
@require_POST
def use_session(request, seat, kept):
    kept = kept_of(seat, kept)
    form = UseForm(request.POST, seat=seat)
    if form.is_valid() and (day := form.use(shelves.use_session, kept)):
        messages.success(request, _("Added at the end: %(title)s") % {"title": kept.title})
        return redirect("programmes:plan", seat.programme.slug, day.ref)
    context = {
        "kept": kept,
        "rows": rows_of_lines(shelves.lines_of_kept(kept)),
        "use": form,
        "rename": RenameSessionForm(kept=kept),
    }
    return page(request, "kept_session", context, form)


@for_facilitators
@require_POST
def use_day(request, seat, template):
    template = template_of(seat, template)
    form = UseForm(request.POST, seat=seat, may_be_new=True)
    if form.is_valid() and (day := form.use_day(template)):
        messages.success(request, _("The plan is there. Change what you like: the template stays as it is."))
        return redirect("programmes:plan", seat.programme.slug, day.ref)
    context = {
        "template": template,
        "rows": rows_of_lines(shelves.lines_of_template(template), template.start_wall),
        "use": form,
        "rename": RenameDayForm(template=template),
    }
    return page(request, "day_template", context, form)


@for_leads
@require_POST
def change_kept(request, seat, kept):
    """Name it anew, put it away or bring it back: the pressed button says which."""
    kept = kept_of(seat, kept)
    form = RenameSessionForm(request.POST, kept=kept)
    if _moved(request, kept):
        return redirect("programmes:library", seat.programme.slug)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("programmes:kept_session", seat.programme.slug, kept.ref)
    context = {
        "kept": kept,
        "rows": rows_of_lines(shelves.lines_of_kept(kept)),
        "use": UseForm(seat=seat),
        "rename": form,
    }
    return page(request, "kept_session", context, form)


@for_leads
@require_POST
def change_template(request, seat, template):
    template = template_of(seat, template)
    form = RenameDayForm(request.POST, template=template)
    if _moved(request, template):
        return redirect("programmes:library", seat.programme.slug)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("programmes:day_template", seat.programme.slug, template.ref)
    context = {
        "template": template,
        "rows": rows_of_lines(shelves.lines_of_template(template), template.start_wall),
        "use": UseForm(seat=seat, may_be_new=True),
        "rename": form,
    }
    return page(request, "day_template", context, form)


def _moved(request, kept):
    if "away" in request.POST:
        shelves.put_away(kept)
        messages.success(request, _("Put away. You find it at the end of the library."))
        return True
    if "back" in request.POST:
        shelves.bring_back(kept)
        messages.success(request, _("It is back in the library."))
        return True
    return False
