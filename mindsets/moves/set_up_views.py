"""Writing moments: a draft first, shown when it is ready; and what the two ways are called."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.keys import new_ref
from copro.pages import posted, render_page
from mindsets.models import Moment, MomentState, Move
from mindsets.moves import actions, queries
from mindsets.moves.forms import MomentForm, WaysForm
from mindsets.moves.shipped import ship_moments
from programmes.access import for_facilitators

SECTION = "mindsets"


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def moments(request, seat):
    ways = queries.ways_of(seat.programme)
    if "examples" in request.POST:
        ship_moments(seat.programme.organisation)
        return redirect(request.path)
    form = WaysForm(posted(request), initial={"names": "holly" if ways.use_holly else "ways"})
    if form.is_valid():
        actions.name_ways(seat.programme, use_holly=form.cleaned_data["names"] == "holly")
        messages.success(request, _("Saved. Everybody sees these names now."))
        return redirect(request.path)
    context = {
        "rows": queries.newest_moments(seat.programme.organisation_id),
        "form": form,
        "section": SECTION,
    }
    return render_page(request, "mindsets/moves/moments.html", context, status=422 if form.errors else 200)


def _newest(seat, ref):
    """The newest version of the moment that this reference names. Raises Http404."""
    own = Moment.objects.filter(organisation=seat.programme.organisation_id)
    named = own.filter(ref=ref).first()
    if named is None:
        raise Http404
    return own.filter(key=named.key).order_by("-number").first()


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def edit_moment(request, seat, moment=None):
    """Change a moment's draft, show it, put it away or throw it away: the pressed button says which."""
    organisation = seat.programme.organisation
    found = _newest(seat, moment) if moment else None
    if found and request.method == "POST" and {"show", "put_away", "throw_away"} & request.POST.keys():
        return _settle(request, seat, found)
    moves = Move.objects.filter(organisation=organisation, moment=found) if found else ()
    form = MomentForm(posted(request), moment=found, moves=moves)
    if form.is_valid():
        draft = actions.save_draft(
            organisation,
            form.cleaned_data["title"],
            form.cleaned_data["story"],
            form.written,
            moment=found,
            key=f"m-{new_ref()}",
        )
        messages.success(request, _("Saved as a draft. Nobody else sees it until you show it."))
        return redirect("mindsets:edit_moment", seat.programme.slug, draft.ref)
    context = {"form": form, "moment": found, "section": SECTION}
    return render_page(
        request, "mindsets/moves/edit_moment.html", context, status=422 if form.errors else 200
    )


def _settle(request, seat, moment):
    if "show" in request.POST and moment.state != MomentState.SHOWN:
        actions.show(moment)
        messages.success(request, _("Everybody in your programmes can see it now."))
    elif "throw_away" in request.POST and moment.state == MomentState.DRAFT:
        actions.throw_away(moment)
        messages.success(request, _("The draft is gone."))
    elif "put_away" in request.POST:
        actions.put_away(moment)
        messages.success(request, _("It is put away. What people wrote for themselves stays theirs."))
    return redirect("mindsets:moments", seat.programme.slug)
