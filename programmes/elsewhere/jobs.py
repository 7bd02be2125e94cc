"""Names in files that nobody agreed to are not kept."""

from datetime import timedelta

from django.utils import timezone

from copro.jobs import regularly
from programmes.elsewhere.actions import FILES_LAST
from programmes.models import AttendanceFile


@regularly(every=timedelta(hours=1))
def forget_old_files():
    """Delete files that were read a day ago and never used. Returns how many."""
    old = AttendanceFile.objects.filter(done_at__isnull=True, created_at__lt=timezone.now() - FILES_LAST)
    return old.delete()[0]
