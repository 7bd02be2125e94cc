"""Is this the same person? Look at two places side by side, make one of them, or take them apart."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from copro.forms import CoproForm
from copro.pages import posted
from programmes.access import for_facilitators
from programmes.models import Membership, Merge
from programmes.people.doubles import likely_pairs, merges_of, twin_of
from programmes.people.merging import CannotJoin, join, take_apart, why_not
from programmes.people.pages import people_page


class SameForm(CoproForm):
    """Which other place is this person's, and that somebody is sure of it."""

    other = forms.ChoiceField(label=gettext_lazy("Who else are they on the list?"))
    sure = forms.BooleanField(
        label=gettext_lazy("I know that they are one person"),
        error_messages={"required": gettext_lazy("Ask them first, then tick")},
    )

    def __init__(self, data=None, *, membership, initial=None):
        super().__init__(data, initial=initial)
        self.membership = membership
        others = (
            Membership.objects.current()
            .filter(programme=membership.programme_id)
            .exclude(pk=membership.pk)
            .order_by("sort_name", "pk")
            .values_list("ref", "name", "team__name")
        )
        named = [(ref, f"{name} ({team})" if team else name) for ref, name, team in others]
        self.fields["other"].choices = [("", _("Choose a person")), *named]

    def clean(self):
        given = super().clean()
        if ref := given.get("other"):
            self.other = Membership.objects.select_related("person", "programme").get(
                programme=self.membership.programme_id, ref=ref
            )
            if reason := why_not(self.membership, self.other):
                self.add_error("other", reason)
        return given


@for_facilitators
@require_http_methods(["GET", "HEAD"])
def doubles(request, seat):
    """Names that are on the list twice, and what was joined so far."""
    context = {"pairs": likely_pairs(seat.programme), "merges": merges_of(seat.programme)}
    return people_page(request, "doubles", context)


@for_facilitators
@require_http_methods(["GET", "HEAD", "POST"])
def same_person(request, seat, person):
    """Join another place to this one."""
    membership = get_object_or_404(
        Membership.objects.current().select_related("person", "programme"),
        programme=seat.programme,
        ref=person,
    )
    form = SameForm(posted(request), membership=membership, initial={"other": request.GET.get("other", "")})
    if form.is_valid():
        try:
            join(membership, form.other, by=seat.person)
        except CannotJoin as error:
            form.add_error("other", str(error))
        else:
            messages.success(request, _("They are one person now. You can take them apart again."))
            return redirect("programmes:doubles", seat.programme.slug)
    chosen = Membership.objects.filter(
        programme=seat.programme, ref=request.GET.get("other", "") or form.data.get("other", "")
    ).first()
    context = {"membership": membership, "kept": twin_of(membership), "joined": chosen and twin_of(chosen)}
    return people_page(request, "same_person", context, form=form)


@for_facilitators
@require_POST
def take_apart_again(request, seat, merge):
    merge = get_object_or_404(Merge, programme=seat.programme, ref=merge)
    take_apart(merge, by=seat.person)
    messages.success(request, _("They are two people again."))
    return redirect("programmes:doubles", seat.programme.slug)
