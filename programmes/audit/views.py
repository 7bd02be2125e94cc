"""Who did what: for those who may have to answer for it."""

from django.views.decorators.http import require_http_methods

from copro.pages import render_page
from programmes.access import Right, allow, for_admins
from programmes.audit.queries import audit_page
from programmes.audit.words import KINDS

reads = require_http_methods(["GET", "HEAD"])


@allow(Right.READ_AUDIT)
@reads
def audit(request, seat):
    context = _context(request, programme=seat.programme)
    return render_page(request, "programmes/audit/audit.html", {**context, "section": "overview"})


@for_admins
@reads
def organisation_audit(request, organisation):
    context = _context(request, organisation=organisation)
    context |= {"organisation": organisation, "section": "audit"}
    return render_page(request, "organisation/audit.html", context)


def _context(request, **where):
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(KINDS) else ""
    return {
        "page": audit_page(request.GET.get("page"), kind=kind, **where),
        "kinds": KINDS,
        "kind": kind,
    }
