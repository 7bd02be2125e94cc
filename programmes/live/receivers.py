"""A plan that is published while the day runs."""

from django.dispatch import receiver

from programmes.live.actions import follow_plan
from programmes.signals import day_published


@receiver(day_published)
def published_while_running(sender, publication, **about):
    follow_plan(publication)
