"""The builder's page and its parts, which every small step in it sends back."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from copro.pages import render_page, wants_fragment
from programmes.agenda import changes, queries
from programmes.agenda.forms import PublishForm
from programmes.agenda.order import WhichForm
from programmes.agenda.session_form import SessionForm
from programmes.agenda.talk import CommentForm, comments_of, open_comments, talk_about
from programmes.agenda.words import when
from programmes.panels import panels_for

PLAN = "programmes/agenda/plan.html"


def day_of(seat, ref):
    return get_object_or_404(changes.with_published_plan(seat.programme.days), ref=ref)


def item_of(seat, day, ref):
    return get_object_or_404(
        day.agenda.filter(programme=seat.programme).select_related("part_of", "alongside"), ref=ref
    )


def named(seat, day, data):
    """The sessions that an address or a form names. Raises Http404 for any that is not of this day."""
    which = WhichForm(data)
    if not which.is_valid():
        raise Http404
    found = {name: item_of(seat, day, ref) for name, ref in which.cleaned_data.items() if ref}
    owner, main = found.get("part_of"), found.get("alongside")
    if owner and (owner.part_of_id or owner.position is None):
        raise Http404
    if main and (main.part_of_id or main.alongside_id or main.any_time or main.position is None):
        raise Http404
    return found


def new_form(seat, day, found, data=None):
    places = {name: found.get(name) for name in ("after", "part_of", "alongside")}
    sessions = queries.every_session(day) if data is None else None
    return SessionForm(data, seat=seat, day=day, sessions=sessions, **places)


def plan_page(request, seat, day, *, form=None, moved=None, fragment="builder", status=200, **more):
    """The whole builder, or for htmx its changing half: with the open session, or the list alone."""
    comments = comments_of(day)
    # A form that was sent may have changed the sessions since it read them.
    is_fresh = form and not form.is_bound and form.sessions is not None
    every = form.sessions if is_fresh else queries.every_session(day)
    form = form or SessionForm(seat=seat, day=day, sessions=every)
    plan = queries.plan_of(seat, day, open_comments(comments), every=every, people=form.people)
    context = {
        "seat": seat,
        "day": day,
        "when": when(day),
        "plan": plan,
        "form": form,
        "open": form.item,
        "open_row": plan.row_of(form.item),
        "moved_row": plan.row_of(moved),
        "changes": changes.unpublished_changes(day, plan.rows),
        "panels": panels_for("plan", seat, day),
        "publish": PublishForm(),
        "day_talk": talk_about(comments),
        "day_talk_form": CommentForm(),
        "session_talk": talk_about(comments, form.item) if form.item else None,
        "session_talk_form": CommentForm(about=form.item.ref) if form.item else None,
        "section": "days",
        **more,
    }
    return render_page(request, PLAN, context, fragment=fragment, status=status)


def with_the_list(request, seat, day, *, moved=None, status=200, **more):
    """After a change in the list: the open session stays as it is, with what was typed in it."""
    found = named(seat, day, {"session": request.POST.get("session", "")})
    shown = found.get("session")
    if status == 200 and not wants_fragment(request):
        return redirect(address_of(seat, day, f"#s-{moved.ref}", session=shown))
    form = SessionForm(seat=seat, day=day, item=shown)
    return plan_page(request, seat, day, form=form, moved=moved, fragment="list", status=status, **more)


def address_of(seat, day, place="", **named):
    address = reverse("programmes:plan", args=[seat.programme.slug, day.ref])
    query = urlencode({name: item.ref for name, item in named.items() if item})
    return f"{address}?{query}{place}" if query else f"{address}{place}"
