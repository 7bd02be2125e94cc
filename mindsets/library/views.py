"""Editing frameworks, and giving a day its worksheets."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from copro.pages import posted, render_page
from mindsets.library import actions, queries
from mindsets.library.forms import FrameworkForm, MindsetForm, PlaceForm, WorksheetForm
from mindsets.models import FrameworkVersion, Worksheet
from programmes.access import for_facilitators
from programmes.models import AuditEvent

SECTION = "mindsets"


def framework_of(seat, ref):
    return get_object_or_404(seat.programme.organisation.frameworks, ref=ref)


def draft_for(framework):
    """The framework's draft. Raises Http404: a published version is not for editing."""
    return get_object_or_404(
        FrameworkVersion, organisation=framework.organisation_id, framework=framework, published_at=None
    )


@for_facilitators
@require_GET
def frameworks(request, seat):
    rows = queries.framework_rows(seat.programme.organisation)
    return render_page(request, "mindsets/library/frameworks.html", {"rows": rows, "section": SECTION})


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def new_framework(request, seat):
    organisation = seat.programme.organisation
    form = FrameworkForm(
        posted(request), organisation=organisation, versions=queries.published_versions(organisation)
    )
    if form.is_valid():
        return redirect("mindsets:framework", seat.programme.slug, form.save().ref)
    return render_page(
        request,
        "mindsets/library/new_framework.html",
        {"form": form, "section": SECTION},
        status=422 if form.errors else 200,
    )


@for_facilitators
@require_GET
def framework(request, seat, framework):
    framework = framework_of(seat, framework)
    row = next(
        row for row in queries.framework_rows(seat.programme.organisation) if row.framework == framework
    )
    shown = row.draft or row.published
    context = {
        "section": SECTION,
        "row": row,
        "shown": shown,
        "mindsets": queries.mindset_rows(shown),
        "places": queries.place_rows(shown),
    }
    return render_page(request, "mindsets/library/framework.html", context)


@for_facilitators
@require_POST
def draft(request, seat, framework):
    """Start a draft, publish it, or throw it away: the pressed button says which."""
    framework = framework_of(seat, framework)
    if "throw_away" in request.POST:
        actions.throw_away(draft_for(framework))
        messages.success(request, _("The draft is gone. What is published stays as it was."))
        if not framework.versions.filter(organisation=framework.organisation_id).exists():
            framework.delete()
            return redirect("mindsets:frameworks", seat.programme.slug)
    elif "publish" in request.POST:
        try:
            actions.publish(draft_for(framework), by=seat.person, programme=seat.programme)
            messages.success(request, _("Published. New worksheets use these words; older ones keep theirs."))
        except actions.NothingToPublish:
            messages.error(request, _("Add at least one mindset before you publish."))
    else:
        actions.draft_of(framework)
    return redirect("mindsets:framework", seat.programme.slug, framework.ref)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def mindset(request, seat, framework, mindset=None):
    """Add a mindset to the draft, change one, or take it out."""
    framework = framework_of(seat, framework)
    version = draft_for(framework)
    found = None
    prompts = {}
    if mindset:
        found = get_object_or_404(version.mindsets.filter(organisation=version.organisation_id), ref=mindset)
        row = next(row for row in queries.mindset_rows(version) if row.mindset == found)
        prompts = {"me": row.me, "us": row.us}
    if found and "take_out" in request.POST:
        with transaction.atomic():
            found.delete()
        messages.success(request, _("Taken out of the draft."))
        return redirect("mindsets:framework", seat.programme.slug, framework.ref)
    form = MindsetForm(posted(request), version=version, instance=found, prompts=prompts)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved in the draft."))
        return redirect("mindsets:framework", seat.programme.slug, framework.ref)
    context = {"form": form, "framework": framework, "mindset": found, "section": SECTION}
    return render_page(request, "mindsets/library/mindset.html", context, status=422 if form.errors else 200)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def places(request, seat, framework):
    """The places of the draft, all on one page."""
    framework = framework_of(seat, framework)
    version = draft_for(framework)
    found = queries.place_rows(version)
    if not found:
        raise Http404
    forms = [PlaceForm(posted(request), instance=place, prefix=place.key) for place in found]
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        with transaction.atomic():
            for form in forms:
                form.save()
        messages.success(request, _("Saved in the draft."))
        return redirect("mindsets:framework", seat.programme.slug, framework.ref)
    context = {"forms": forms, "framework": framework, "section": SECTION}
    status = 422 if any(form.errors for form in forms) else 200
    return render_page(request, "mindsets/library/places.html", context, status=status)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def set_worksheets(request, seat, day):
    """A day's worksheets: add one, or take away one that nobody has begun."""
    day = get_object_or_404(seat.programme.days, ref=day)
    if "take_away" in request.POST:
        return take_away(request, seat, day)
    form = WorksheetForm(
        posted(request), day=day, versions=queries.published_versions(seat.programme.organisation)
    )
    if form.is_valid():
        worksheet = form.save()
        AuditEvent.objects.record(
            "worksheet_added", actor=seat.person, programme=seat.programme, about=worksheet
        )
        messages.success(request, _("The worksheet is ready. People see it once the day is published."))
        return redirect("mindsets:set_worksheets", seat.programme.slug, day.ref)
    context = {
        "form": form,
        "day": day,
        "rows": queries.worksheet_rows(seat.programme, day),
        "section": "days",
    }
    return render_page(
        request, "mindsets/library/worksheets.html", context, status=422 if form.errors else 200
    )


def take_away(request, seat, day):
    worksheet = get_object_or_404(Worksheet, programme=seat.programme, day=day, ref=request.POST["take_away"])
    # Asked again under a lock: somebody may have begun it since the page was drawn.
    with transaction.atomic():
        Worksheet.objects.select_for_update().get(programme=seat.programme, pk=worksheet.pk)
        if worksheet.reflections.filter(programme=seat.programme).exists():
            messages.error(request, _("Somebody has begun this worksheet, so it stays."))
        else:
            worksheet.delete()
            messages.success(request, _("The worksheet is taken away."))
    return redirect("mindsets:set_worksheets", seat.programme.slug, day.ref)
