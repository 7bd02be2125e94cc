"""Taking a copy of the register. Choosing is a GET, taking is a POST."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from copro.pages import posted, render_page
from programmes.access import Right, allow, for_admins
from programmes.exports import actions
from programmes.exports.forms import ExportForm, OrganisationExportForm
from programmes.exports.numbers import numbers_file
from programmes.exports.step_up import ask_again
from programmes.models import AuditEvent, ProgrammeDay


@allow(Right.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request, seat):
    """Choose days, shape and columns; a file comes back."""
    if again := ask_again(request):
        return again
    days = _days_of(seat.programme)
    form = ExportForm(posted(request), days=days, initial=_chosen_before(request))
    if form.is_valid():
        choice = form.choice()
        what = "grid" if choice.shape == "grid" else ""
        name = actions.file_name(seat.programme, choice.days, what)
        return actions.send_attendance(
            choice, form.cleaned_data["file"], by=seat.person, name=name, programme=seat.programme
        )
    context = {"section": "register", "form": form, "days": days}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/exports/export.html", context, status=status)


@allow(Right.EXPORT)
@require_POST
def export_numbers(request, seat):
    """Counts without names, small ones held back."""
    if again := ask_again(request):
        return again
    AuditEvent.objects.record("numbers_exported", actor=seat.person, programme=seat.programme)
    days = _days_of(seat.programme)
    response = HttpResponse(numbers_file(seat.programme, days), content_type=actions.TYPES["csv"])
    return actions.as_download(response, f"{actions.file_name(seat.programme, days, 'numbers')}.csv")


@for_admins
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_export(request, organisation):
    """The same file for several programmes at once."""
    if again := ask_again(request):
        return again
    programmes = list(organisation.programmes.order_by("name", "pk"))
    form = OrganisationExportForm(posted(request), programmes=programmes)
    if form.is_valid():
        days = ProgrammeDay.objects.filter(programme__in=form.chosen_programmes()).select_related("programme")
        choice = form.choice(days.order_by("programme__name", "programme", "number"))
        name = actions.name_of_many(len(form.chosen_programmes()))
        return actions.send_attendance(
            choice, form.cleaned_data["file"], by=request.user, name=name, organisation=organisation
        )
    context = {"organisation": organisation, "section": "export", "form": form, "programmes": programmes}
    status = 422 if form.errors else 200
    return render_page(request, "programmes/exports/organisation_export.html", context, status=status)


def _days_of(programme):
    return list(programme.days.select_related("programme"))


def _chosen_before(request):
    """Choices in the address: from a link beside one day, or brought back from proving who one is."""
    asked = {key: request.GET.getlist(key) for key in ("days", "columns") if key in request.GET}
    if "shape" in request.GET:
        asked["shape"] = request.GET["shape"]
    return asked
