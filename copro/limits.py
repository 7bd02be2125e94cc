"""How often something may be tried: kept in Postgres, so that it holds for every web process.

Only failures count, because a whole hospital shares one address. Subjects are stored as keyed hashes.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from copro.models import Tries


@dataclass(frozen=True)
class Limit:
    """At most `failures` in `minutes` for one subject under this name."""

    name: str
    failures: int
    minutes: int

    def _hashed(self, subject):
        return salted_hmac(f"copro.limits.{self.name}", subject).hexdigest()[:40]

    def is_reached(self, *subjects):
        """True when any of the subjects (an address, a session) has failed too often just now."""
        # Failures are kept by the minute: the whole minute in which the window begins counts.
        since = (timezone.now() - timedelta(minutes=self.minutes)).replace(second=0, microsecond=0)
        counted = (
            Tries.objects.filter(
                name=self.name, subject__in=[self._hashed(subject) for subject in subjects], minute__gte=since
            )
            .values("subject")
            .annotate(failed=Sum("failures"))
        )
        return any(row["failed"] >= self.failures for row in counted)

    def fail(self, *subjects):
        """Count one failure against each subject, and sweep away what no longer counts."""
        now = timezone.now()
        for subject in subjects:
            Tries.objects.add_failure(self.name, self._hashed(subject), now.replace(second=0, microsecond=0))
        Tries.objects.filter(name=self.name, minute__lt=now - timedelta(days=1)).delete()


def address_of(request):
    """The visitor's address, trusting only as many proxies as PROXY_COUNT says."""
    from django.conf import settings

    if settings.PROXY_COUNT:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.PROXY_COUNT:
            return forwarded[-settings.PROXY_COUNT].strip()
    return request.META.get("REMOTE_ADDR", "")
