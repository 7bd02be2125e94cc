"""Comments between facilitators, beside a plan."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from copro.pages import wants_fragment
from programmes.access import for_facilitators
from programmes.agenda import talk
from programmes.agenda.plan_pages import address_of, day_of, named, plan_page
from programmes.agenda.session_form import SessionForm


@for_facilitators
@require_POST
def comment(request, seat, day):
    """Say something about the day, or about one session of it."""
    day = day_of(seat, day)
    item = named(seat, day, {"session": request.POST.get("about", "")}).get("session")
    form = talk.CommentForm(request.POST, about=item.ref if item else "")
    if form.is_valid():
        talk.say(seat, day, form.cleaned_data["words"], item=item)
        return _shown(request, seat, day, item)
    if wants_fragment(request):
        return _section(request, seat, day, item, form=form, status=422)
    opened = SessionForm(seat=seat, day=day, item=item)
    bound = {"session_talk_form" if item else "day_talk_form": form}
    return plan_page(request, seat, day, form=opened, wrong=form, status=422, **bound)


@for_facilitators
@require_POST
def comment_done(request, seat, day, comment):
    """Tick a comment off, or open it again: the pressed button says which."""
    day = day_of(seat, day)
    comments = day.comments.filter(programme=seat.programme).select_related("item")
    row = get_object_or_404(comments, ref=comment)
    talk.tick_off(seat, row, done="again" not in request.POST)
    return _shown(request, seat, day, row.item)


def _shown(request, seat, day, item):
    if wants_fragment(request):
        return _section(request, seat, day, item)
    return redirect(address_of(seat, day, "#talk-session" if item else "#talk-day", session=item))


def _section(request, seat, day, item, *, form=None, status=200):
    context = {
        "seat": seat,
        "day": day,
        "talk": talk.talk_about(talk.comments_of(day), item),
        "talk_form": form or talk.CommentForm(about=item.ref if item else ""),
        "just_changed": True,
    }
    return render(request, "programmes/agenda/_talk.html", context, status=status)
