"""What I would like for my time; and, for those who lead, the ledger of who is thanked how."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from copro.pages import posted, render_page
from programmes.access import for_leads, for_participants
from programmes.exports.step_up import ask_again
from programmes.models import ThankYou
from programmes.thanks import actions, finance, queries
from programmes.thanks.forms import AnswerForm, FinanceForm, RecognitionForm, ThankYouForm, ToldForm

SECTION = "people"
BOTH = require_http_methods(["GET", "HEAD", "POST"])


@for_participants
@BOTH
def my_thanks(request, seat):
    """What I would like; it can be changed at any time."""
    kept = queries.choice_of(seat.membership)
    form = RecognitionForm(posted(request), initial={"choice": kept.choice} if kept else {})
    if form.is_valid():
        actions.choose(seat.membership, form.cleaned_data["choice"], by=seat.person)
        messages.success(request, _("Thank you. We have noted it. You can change it at any time."))
        return redirect("programmes:my_thanks", seat.programme.slug)
    context = {
        "section": "home",
        "form": form,
        "noted_by": queries.noted_by(kept),
        "rows": queries.my_thank_yous(seat.membership),
    }
    return render_page(
        request, "programmes/thanks/my_thanks.html", context, status=422 if form.is_bound else 200
    )


@for_participants
@require_POST
def answer_thanks(request, seat, thank_you):
    """My yes or no to one thank-you."""
    mine = ThankYou.objects.filter(programme=seat.programme, membership=seat.membership)
    thank_you, form = get_object_or_404(mine, ref=thank_you), AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise actions.ChangedMeanwhile
        said = form.cleaned_data
        actions.answer(thank_you, accepts=said["answer"] == "yes", version=said["version"], by=seat.person)
        messages.success(request, _("Thank you. We have noted your answer."))
    except (actions.ChangedMeanwhile, actions.NoSuchStep):
        messages.error(request, _("This changed a moment ago. Look at it again, then answer."))
    return redirect("programmes:my_thanks", seat.programme.slug)


@for_leads
@require_safe
def thank_yous(request, seat):
    """Day by day: how far thanking people is."""
    context = {
        "section": SECTION,
        "lines": queries.day_lines(seat.programme),
        "not_asked": queries.not_asked(seat.programme),
    }
    return render_page(request, "programmes/thanks/thank_yous.html", context)


@for_leads
@BOTH
def thanks_told(request, seat):
    """Write down what somebody said who does not use these pages; people who were not asked come first."""
    people = queries.people_to_ask(seat.programme)
    form = ToldForm(posted(request), people=people)
    if form.is_valid():
        person = next(each for each in people if each.ref == form.cleaned_data["person"])
        actions.choose(person, form.cleaned_data["choice"], by=seat.person)
        messages.success(request, _("Noted. Their own page says that you wrote it down."))
        return redirect("programmes:thanks_told", seat.programme.slug)
    context = {"section": SECTION, "form": form}
    return render_page(request, "programmes/thanks/told.html", context, status=422 if form.is_bound else 200)


@for_leads
@BOTH
def thanks_of_day(request, seat, day):
    """The people of one day. Posting offers to those ticked, or marks what was accepted as paid."""
    day = get_object_or_404(seat.programme.days, ref=day)
    rows = queries.rows_of_day(day)
    if request.method == "POST":
        if "paid" in request.POST:
            done = actions.pay_accepted(day, by=seat.person)
            said = ngettext("%(done)s is paid.", "%(done)s are paid.", done)
        else:
            ticked = set(request.POST.getlist("people"))
            done = actions.offer(
                day, [row.person for row in rows if row.person.ref in ticked], by=seat.person
            )
            said = ngettext("Offered to %(done)s person.", "Offered to %(done)s people.", done)
        messages.success(request, said % {"done": done})
        return redirect("programmes:thanks_of_day", seat.programme.slug, day.ref)
    context = {
        "section": SECTION,
        "day": day,
        "rows": rows,
        "waiting": sum(row.thank_you is None for row in rows),
        "accepted": sum(row.thank_you is not None and row.thank_you.state == "accepted" for row in rows),
    }
    return render_page(request, "programmes/thanks/day.html", context)


@for_leads
@BOTH
def thank_you(request, seat, day, person):
    """One person's thank-you for one day, with everything that was done to it."""
    day = get_object_or_404(seat.programme.days, ref=day)
    row = next((row for row in queries.rows_of_day(day) if row.person.ref == person), None)
    if row is None or row.thank_you is None:
        raise Http404
    kept = row.thank_you
    form = ThankYouForm(posted(request), thank_you=kept)
    if form.is_valid() and _changed(form, kept, by=seat.person):
        messages.success(request, _("Saved."))
        return redirect("programmes:thanks_of_day", seat.programme.slug, day.ref)
    if form.is_bound:
        form = _as_it_stands(form, seat.programme, kept)
    context = {
        "section": SECTION,
        "day": day,
        "row": row,
        "form": form,
        "steps": queries.history_of(kept, row.person),
    }
    return render_page(
        request, "programmes/thanks/thank_you.html", context, status=422 if form.is_bound else 200
    )


def _changed(form, kept, *, by):
    said = form.cleaned_data
    try:
        actions.change(
            kept,
            version=said["version"],
            by=by,
            portion=said["portion"],
            travel=said["travel"],
            state=said["state"],
        )
        return True
    except actions.ChangedMeanwhile:
        form.add_error(None, _("Somebody changed this a moment ago. Look at what was done, then save again."))
    except actions.NoSuchStep:
        form.add_error("state", _("It is paid. Take that back first, then change it."))
    return False


def _as_it_stands(form, programme, kept):
    """What was typed stays; the next save counts from what is there now."""
    kept = ThankYou.objects.get(programme=programme, pk=kept.pk)
    again = ThankYouForm(form.data | {"version": str(kept.version)}, thank_you=kept)
    again.full_clean()
    again.errors.update(form.errors)
    return again


@for_leads
@BOTH
def thanks_export(request, seat):
    """A file for finance."""
    if again := ask_again(request):
        return again
    days = [line.day for line in queries.day_lines(seat.programme)]
    asked = {"days": request.GET.getlist("days")} if "days" in request.GET else None
    form = FinanceForm(posted(request), days=days, initial=asked)
    if form.is_valid():
        return finance.send(seat.programme, form.chosen(), form.cleaned_data["file"], by=seat.person)
    context = {"section": SECTION, "form": form, "days": days}
    return render_page(request, "programmes/thanks/export.html", context, status=422 if form.errors else 200)
