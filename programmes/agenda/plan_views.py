"""The day builder: one plan, changed in small steps, each a plain form that htmx sends too."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from copro.pages import render_page, wants_fragment
from programmes.access import for_facilitators
from programmes.agenda import actions, queries
from programmes.agenda.forms import PublishForm
from programmes.agenda.order import MinutesForm, OrderForm
from programmes.agenda.plan_pages import (
    address_of,
    day_of,
    item_of,
    named,
    new_form,
    plan_page,
    with_the_list,
)
from programmes.agenda.session_form import SessionForm
from programmes.agenda.together import both_are_kept, until_saved
from programmes.agenda.words import when


@for_facilitators
@require_safe
def plan(request, seat, day):
    day = day_of(seat, day)
    found = named(seat, day, request.GET)
    shown = found.get("session")
    form = SessionForm(seat=seat, day=day, item=shown) if shown else new_form(seat, day, found)
    undo = found.get("undo")
    return plan_page(request, seat, day, form=form, undo=undo if undo and undo.position is None else None)


@for_facilitators
@require_POST
def order(request, seat, day):
    """Move up, move down, or dropped at a place: the pressed button says which."""
    day = day_of(seat, day)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return with_the_list(request, seat, day, status=422)
    item = item_of(seat, day, form.ref)
    if form.cleaned_data["item"]:
        actions.move_to_row(day, item, form.cleaned_data["to"])
    else:
        actions.move_item(day, item, by=form.by)
    return with_the_list(request, seat, day, moved=item)


@for_facilitators
@require_POST
def minutes(request, seat, day, item):
    """How long a session takes, typed in its row."""
    day = day_of(seat, day)
    item = item_of(seat, day, item)
    if item.part_of_id:
        raise Http404
    form = MinutesForm(request.POST, item=item)
    if not form.is_valid():
        return with_the_list(request, seat, day, status=422, wrong=form)
    return with_the_list(request, seat, day, moved=form.save())


@for_facilitators
@require_POST
def new_session(request, seat, day):
    """Add a session, and offer the next one behind it: a day's plan is typed in one go."""
    day = day_of(seat, day)
    form = new_form(seat, day, named(seat, day, request.POST), request.POST)
    if not form.is_valid():
        return plan_page(request, seat, day, form=form, status=422)
    item = form.save()
    if not wants_fragment(request):
        messages.success(request, _("Added: %(title)s") % {"title": item.title})
        return redirect(address_of(seat, day, "#inspector", **_next_to(item)))
    following = new_form(seat, day, _next_to(item))
    said = _("Added: %(title)s") % {"title": item.title}
    return plan_page(request, seat, day, form=following, moved=item, said=said)


def _next_to(item):
    """Where the next session belongs when this one has just been added."""
    beside = item.alongside if item.alongside_id else None
    return {"after": item, "part_of": item.part_of, "alongside": beside}


@for_facilitators
@require_POST
def session(request, seat, day, item):
    """Save a session, or take it out: the pressed button says which."""
    day = day_of(seat, day)
    item = item_of(seat, day, item)
    if "drop" in request.POST:
        actions.take_out(day, item)
        if wants_fragment(request):
            return plan_page(request, seat, day, undo=item)
        return redirect(address_of(seat, day, undo=item))
    form = until_saved(lambda: save_session(request.POST, seat, day, item.ref))
    if not form.is_valid():
        return plan_page(request, seat, day, form=form, status=422)
    said = " ".join([_("Saved."), *([both_are_kept(form)] if form.taken_over else [])])
    if not wants_fragment(request):
        messages.success(request, said)
        return redirect(address_of(seat, day, "#inspector", session=item))
    saved = SessionForm(seat=seat, day=day, item=form.item)
    return plan_page(request, seat, day, form=saved, said=said)


def save_session(data, seat, day, ref):
    """The form, saved if it is right; while it is read and written, nobody else writes to this plan."""
    with transaction.atomic():
        actions.lock(day)
        form = SessionForm(data, seat=seat, day=day, item=item_of(seat, day, ref))
        if form.is_valid():
            form.save()
    return form


@for_facilitators
@require_POST
def put_back(request, seat, day, item):
    day = day_of(seat, day)
    item = item_of(seat, day, item)
    actions.put_back(day, item)
    return with_the_list(request, seat, day, moved=item)


@for_facilitators
@require_POST
def publish_day(request, seat, day):
    day = day_of(seat, day)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return plan_page(request, seat, day, publish=form, wrong=form, status=422)
    actions.publish_day(day, by=seat.person, name=form.cleaned_data["name"])
    if seat.programme.is_published:
        messages.success(request, _("Published. Everyone taking part sees this plan now."))
    else:
        messages.success(request, _("Ready. People see it once the programme is published."))
    return redirect("programmes:plan", seat.programme.slug, day.ref)


@for_facilitators
@require_safe
def plan_print(request, seat, day):
    """The plan with materials and notes, for the people running the day."""
    day = day_of(seat, day)
    context = {"day": day, "when": when(day), "plan": queries.plan_of(seat, day)}
    return render_page(request, "programmes/agenda/plan_print.html", context)
