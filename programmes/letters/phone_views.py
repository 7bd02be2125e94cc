"""Whom to call before a day, with the answer ticked on the same page."""

import uuid

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from copro.forms import CoproForm
from copro.pages import render_page, wants_fragment
from programmes.access import for_facilitators
from programmes.attendance.actions import record_plan
from programmes.letters.phone import phone_list as calls_of
from programmes.models import How, Membership, Plan

SHORT = [
    (Plan.COMING, gettext_lazy("Coming")),
    (Plan.ONLINE, gettext_lazy("Online")),
    (Plan.NOT_SURE, gettext_lazy("Not sure")),
    (Plan.APOLOGIES, gettext_lazy("Sorry, no")),
]


class CallForm(CoproForm):
    """What one person said on the phone: `<reference>.<answer>`, as the button that was tapped says it."""

    person = forms.ModelChoiceField(Membership.objects.none(), to_field_name="ref")
    plan = forms.ChoiceField(choices=SHORT)
    client_id = forms.UUIDField(required=False)

    def __init__(self, data, *, programme):
        person, _dot, plan = data.get("said", "").partition(".")
        given = {"person": person[:8], "plan": plan[:12], "client_id": data.get("client_id", "")}
        super().__init__(given)
        self.fields["person"].queryset = Membership.objects.current().filter(programme=programme)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def phone_list(request, seat, day):
    day = get_object_or_404(seat.programme.days, ref=day)
    status, told = 200, ""
    if request.method == "POST":
        form = CallForm(request.POST, programme=seat.programme)
        if form.is_valid():
            told = _record(day, form.cleaned_data, seat.person)
            if not wants_fragment(request):
                messages.success(request, told)
                return redirect("programmes:phone_list", seat.programme.slug, day.ref)
        else:
            status, told = 422, _("That did not reach us whole. Please tap again.")
    context = {
        "day": day,
        "calls": calls_of(day),
        "answers": [(str(key), says) for key, says in SHORT],
        "told": told,
        "client_id": uuid.uuid4(),
        "section": "days",
    }
    return render_page(request, "programmes/letters/phone.html", context, fragment="calls", status=status)


def _record(day, said, by):
    record_plan(day, said["person"], said["plan"], by=by, how=How.DESK, client_id=said["client_id"])
    says = dict(SHORT)[said["plan"]]
    return _("%(name)s: %(answer)s. It is written down.") % {"name": said["person"].name, "answer": says}
