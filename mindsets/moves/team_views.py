"""One move that a team will try: chosen by its people, seen by its people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page
from mindsets.moves import actions, queries
from mindsets.moves.forms import TryForm
from programmes.access import for_participants


@for_participants
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def try_move(request, seat, moment):
    found = queries.moment_of(seat.programme, moment)
    if found is None:
        raise Http404
    moment, moves = found
    team = seat.membership.team
    if team is None and request.method == "POST":
        raise PermissionDenied
    form = TryForm(posted(request), moves=moves)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.try_move(seat, moment, form.words, who=given["who"], until=given["until"])
        except actions.Enough:
            form.add_error(None, _("Your team has 40 moves to try. Take some away first"))
        else:
            messages.success(request, _("Your team can see it now."))
            return redirect("mindsets:moves", seat.programme.slug)
    context = {"moment": moment, "form": form, "team": team, "section": "reflections"}
    return render_page(request, "mindsets/moves/try.html", context, status=422 if form.errors else 200)


@for_participants
@require_POST
def team_move(request, seat, team_move):
    """Tick it off, take the tick back, or take the move away: the pressed button says which."""
    found = get_object_or_404(queries.tries_of(seat), ref=team_move)
    if "take_away" in request.POST:
        found.delete()
        messages.success(request, _("It is taken away."))
    else:
        found.is_done = "done" in request.POST
        found.save(update_fields=["is_done"])
        messages.success(request, _("Well tried.") if found.is_done else _("It is open again."))
    return redirect("mindsets:moves", seat.programme.slug)
