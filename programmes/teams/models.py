"""People who share one aim."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from programmes.scope import InProgramme


class Team(InProgramme):
    """A team of patients, carers, partners and staff that improves one service."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="teams")
    name = models.CharField(max_length=80)
    area = models.CharField(max_length=200, blank=True)
    aim = models.TextField(max_length=1000, blank=True)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint("programme", Lower("name"), name="team_name_once"),
        ]
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:team", args=[self.programme.slug, self.ref])
