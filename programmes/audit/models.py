"""What was done that others may need to answer for later."""

from django.db import models
from django.utils import timezone

from copro.keys import Keyed


class AppendOnly(Exception):
    """History is added to, never changed."""


class AuditEventQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnly

    def record(self, verb, *, actor, programme=None, organisation=None, about=None, **facts):
        """Write one event, in the transaction of what it tells of.

        `facts` are counts, references and choices: never names, answers, tokens or anything typed.
        """
        return self.create(
            organisation_id=programme.organisation_id if programme else organisation.pk,
            programme=programme,
            actor=actor if actor is not None and actor.pk else None,
            verb=verb,
            object_type=about._meta.model_name if about else "",
            object_ref=str(getattr(about, "ref", about.pk)) if about else "",
            facts=facts,
        )


class AuditEvent(Keyed):
    """Exports, imports, roles, invitations, publications, cards, sign-ins by staff. Never content."""

    organisation = models.ForeignKey("programmes.Organisation", models.CASCADE, related_name="+")
    programme = models.ForeignKey("programmes.Programme", models.CASCADE, null=True, related_name="+")
    actor = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    object_type = models.CharField(max_length=40, blank=True)
    object_ref = models.CharField(max_length=36, blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-at"], name="audit_of_organisation"),
            models.Index(fields=["programme", "-at"], name="audit_of_programme"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)
