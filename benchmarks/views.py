"""The bare side: what Django alone needs for one query and as many rows, or for one upsert. Signed in too."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from programmes.access import signed_in
from programmes.models import Attendance, Membership


@signed_in
def rows(request, programme, rows):
    people = Membership.objects.filter(programme=programme).select_related("team")[:rows]
    return render(request, "benchmarks/rows.html", {"people": people})


@signed_in
@require_POST
def upsert(request, programme):
    Attendance.objects.update_or_create(
        programme_id=programme,
        day_id=request.POST["day"],
        membership_id=request.POST["membership"],
        defaults={
            "presence": "in_person",
            "recorded_by": request.user,
            "recorded_at": timezone.now(),
        },
    )
    return HttpResponse("Saved")
