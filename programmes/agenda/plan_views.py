"""The day builder: one plan, changed in small steps, each a plain form that htmx sends too."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page, wants_fragment
from programmes.access import for_facilitators
from programmes.agenda import actions, changes, queries
from programmes.agenda.forms import SessionForm
from programmes.agenda.order import OrderForm
from programmes.panels import panels_for

PLAN = "programmes/agenda/plan.html"


def day_of(seat, ref):
    return get_object_or_404(seat.programme.days, ref=ref)


def item_of(seat, day, ref):
    return get_object_or_404(day.agenda.filter(programme=seat.programme), ref=ref)


def plan_page(request, seat, day, *, form=None, undo=None, status=200):
    """The whole builder, or its changing half for htmx."""
    found = queries.plan_of(seat, day)
    context = {
        "seat": seat,
        "day": day,
        "when": queries.when(day),
        "plan": found,
        "form": form or SessionForm(seat=seat, day=day),
        "undo": undo,
        "changes": changes.unpublished_changes(day, found.rows),
        "panels": panels_for("plan", seat, day),
        "section": "days",
    }
    return render_page(request, PLAN, context, fragment="builder", status=status)


def done(request, seat, day, *, item=None, undo=None):
    """After a change: the new plan for htmx, or the plan's page for a plain form."""
    if wants_fragment(request):
        form = SessionForm(seat=seat, day=day, item=item) if item else None
        return plan_page(request, seat, day, form=form, undo=undo)
    address = reverse("programmes:plan", args=[seat.programme.slug, day.ref])
    if undo:
        return redirect(f"{address}?undo={undo.ref}")
    return redirect(f"{address}?session={item.ref}#inspector" if item else address)


@for_facilitators
@require_safe
def plan(request, seat, day):
    day = day_of(seat, day)
    asked = {
        name: request.GET[name] for name in ("session", "after", "part_of", "undo") if request.GET.get(name)
    }
    found = {name: item_of(seat, day, ref) for name, ref in asked.items()}
    form = SessionForm(
        seat=seat,
        day=day,
        item=found.get("session"),
        after=found.get("after"),
        part_of=found.get("part_of"),
    )
    undo = found.get("undo")
    return plan_page(request, seat, day, form=form, undo=undo if undo and undo.position is None else None)


@for_facilitators
@require_POST
def order(request, seat, day):
    """Move up, move down, or dropped at a place: the pressed button says which."""
    day = day_of(seat, day)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return plan_page(request, seat, day, status=422)
    item = item_of(seat, day, form.ref)
    if form.cleaned_data["to"] and not item.part_of_id:
        actions.move_item(day, item, to=actions.place_among_sessions(day, item, form.cleaned_data["to"]))
    elif form.by:
        actions.move_item(day, item, by=form.by)
    return done(request, seat, day)


@for_facilitators
@require_http_methods(["POST"])
def new_session(request, seat, day):
    day = day_of(seat, day)
    after, part_of = (
        item_of(seat, day, request.POST[name]) if request.POST.get(name) else None
        for name in ("after", "part_of")
    )
    form = SessionForm(posted(request), seat=seat, day=day, after=after, part_of=part_of)
    if not form.is_valid():
        return plan_page(request, seat, day, form=form, status=422)
    item = form.save()
    return done(request, seat, day, item=item)


@for_facilitators
@require_POST
def session(request, seat, day, item):
    """Save a session, or take it out: the pressed button says which."""
    day = day_of(seat, day)
    item = item_of(seat, day, item)
    if "drop" in request.POST:
        actions.take_out(day, item)
        return done(request, seat, day, undo=item)
    form = SessionForm(posted(request), seat=seat, day=day, item=item)
    if not form.is_valid():
        return plan_page(request, seat, day, form=form, status=422)
    form.save()
    return done(request, seat, day, item=item)


@for_facilitators
@require_POST
def put_back(request, seat, day, item):
    day = day_of(seat, day)
    actions.put_back(day, item_of(seat, day, item))
    return done(request, seat, day)


@for_facilitators
@require_POST
def publish_day(request, seat, day):
    day = day_of(seat, day)
    actions.publish_day(day, by=seat.person)
    if seat.programme.is_published:
        messages.success(request, _("Published. Everyone taking part sees this plan now."))
    else:
        messages.success(request, _("Ready. People see it once the programme is published."))
    return redirect("programmes:plan", seat.programme.slug, day.ref)


@for_facilitators
@require_safe
def plan_print(request, seat, day):
    day = day_of(seat, day)
    context = {"day": day, "when": queries.when(day), "plan": queries.plan_of(seat, day)}
    return render_page(request, "programmes/agenda/plan_print.html", context)
