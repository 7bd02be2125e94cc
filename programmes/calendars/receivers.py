"""Days change in many places; calendars hear of it here, in the same transaction."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from programmes.calendars.actions import cancel, tell, tell_programme
from programmes.models import Programme, ProgrammeDay
from programmes.signals import day_changed, day_leaving, day_published


@receiver(post_save, sender=ProgrammeDay)
def a_day_was_saved(sender, instance, created, raw=False, **kwargs):
    if not raw and (not created or instance.is_published):
        tell(instance)


@receiver(day_published)
def a_day_was_published(sender, publication, **kwargs):
    tell(publication.day)


@receiver(day_changed)
def a_day_was_changed(sender, day, **kwargs):
    tell(day)


@receiver(day_leaving)
def a_day_leaves(sender, day, **kwargs):
    cancel(day)


@receiver(post_save, sender=Programme)
def a_programme_was_saved(sender, instance, created, raw=False, **kwargs):
    if not raw and not created:
        tell_programme(instance.pk)
