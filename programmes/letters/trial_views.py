"""The letters of a trial, on a page: only where nothing is real."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe

from copro.pages import render_page
from programmes.access import public
from programmes.front import demo
from programmes.letters.trial import KEPT
from programmes.models import TrialLetter

LINK = re.compile(r"(https?://[^\s<>\"]+)")


@dataclass(frozen=True)
class ShownLetter:
    to: str
    subject: str
    at: datetime
    # (text, whether it is a link), in turn: the template escapes both.
    parts: list


@public
@require_safe
def trial_letters(request):
    """Codes to sign in stand here too, so it is for visitors on this machine, as looking around is."""
    if not demo.is_open_to(request):
        raise Http404
    rows = [
        ShownLetter(each.to, each.subject, each.at, _parts(each.body))
        for each in TrialLetter.objects.all()[:KEPT]
    ]
    return render_page(request, "programmes/letters/trial.html", {"rows": rows})


def _parts(body):
    """The text cut at its links; those that lead here may be followed, others are only text."""
    return [(part, part.startswith(f"{settings.BASE_URL}/")) for part in LINK.split(body) if part]
