"""Bringing one's words over from a place that was joined to this one.

The people running the days join places, so joining moves nothing that is private. The writer moves it: with
the old card, and with the three pictures that nobody else knows.
"""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from copro.forms import CodeInput
from copro.limits import Limit
from copro.pages import posted, render_page
from mindsets.models import Entry, Reflection, SharedEntry
from mindsets.reflections import lock as pictures
from mindsets.reflections.forms import PicturesForm
from mindsets.reflections.lock import for_writers
from programmes.models import Membership, PersonalCard
from programmes.people.cards import hash_typed_code

TRIES = Limit("old_card", failures=10, minutes=60)


class OldCardForm(PicturesForm):
    """The code on the old card, and its owner's three pictures."""

    code = forms.CharField(
        label=gettext_lazy("The code on your old card"),
        max_length=40,
        widget=CodeInput,
        error_messages={"required": gettext_lazy("Type the ten letters and numbers")},
    )
    field_order = ["code", "picture_1", "picture_2", "picture_3"]


def owner_of(code, kept):
    """The place of the card with this code, if it was joined to `kept`; else None."""
    card = (
        PersonalCard.objects.select_related("membership__person")
        .filter(programme=kept.programme_id, code_hash=hash_typed_code(code))
        .first()
    )
    joined = card and Membership.objects.filter(
        programme=kept.programme_id,
        pk=card.membership_id,
        merged_into__kept=kept,
        merged_into__undone_at=None,
    )
    return card.membership if joined and joined.exists() else None


@transaction.atomic
def bring_over(old, kept):
    """(how many worksheets came over, how many stayed because this place answered them too)."""
    here = Reflection.objects.filter(programme=kept.programme_id, membership=kept).values("worksheet")
    theirs = Reflection.objects.filter(programme=kept.programme_id, membership=old)
    coming = list(theirs.exclude(worksheet__in=here).values_list("pk", flat=True))
    stay = theirs.count() - len(coming)
    entries = Entry.objects.filter(programme=kept.programme_id, reflection__in=coming)
    shared = SharedEntry.objects.filter(programme=kept.programme_id, entry__in=entries)
    shared.update(membership=kept)
    entries.update(membership=kept)
    theirs.filter(pk__in=coming).update(membership=kept)
    return len(coming), stay


@for_writers
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def old_card(request, seat):
    form = OldCardForm(posted(request))
    if form.is_valid():
        came = _try(form, seat.membership)
        if came is not None:
            messages.success(request, _what_came(*came))
            return redirect("mindsets:path", seat.programme.slug)
    context = {
        "form": form,
        "boxes": [form[f"picture_{number}"] for number in range(1, pictures.CHOSEN + 1)],
        "drawings": [(key, name, key.startswith("p-")) for key, name in pictures.PICTURES],
        "section": "path",
    }
    template = "mindsets/reflections/old_card.html"
    return render_page(request, template, context, status=422 if form.errors else 200)


def _try(form, kept):
    """What came over, or None with the reason in the form; the same words for every wrong card or picture."""
    old = owner_of(form.cleaned_data["code"], kept)
    subjects = [str(kept.person_id), *([str(old.person_id)] if old else [])]
    if TRIES.is_reached(*subjects) or (old and pictures.too_many_tries(old.person)):
        form.add_error(None, _("That was too many tries. Wait an hour, or come back tomorrow."))
        return None
    if old and pictures.are_right(old.person, form.pictures):
        return bring_over(old, kept)
    TRIES.fail(*subjects)
    if old:
        pictures.count_wrong_try(old.person)
    form.add_error(None, _("That card and those pictures do not belong together. Try again."))
    return None


def _what_came(came, stay):
    text = ngettext("One worksheet came over.", "%(count)s worksheets came over.", came)
    says = text % {"count": came}
    if stay:
        text = ngettext(
            "One stays with the old card, because you answered it here too.",
            "%(count)s stay with the old card, because you answered them here too.",
            stay,
        )
        says = f"{says} {text % {'count': stay}}"
    return says
