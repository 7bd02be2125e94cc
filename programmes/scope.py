"""Every table below a programme carries it, and every promise about uniqueness starts with it.

So a row is always found through the programme of the person who asks, and the tables can be spread over
several servers by programme without a rewrite. A system check (copro/checks.py) keeps it so.
"""

from django.db import models

from copro.keys import Keyed, new_ref


class InProgramme(Keyed):
    """A row of one programme, with a short reference for addresses."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    ref = models.CharField(max_length=8, default=new_ref, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["programme", "ref"], name="%(app_label)s_%(class)s_ref"),
        ]


class InOrganisation(Keyed):
    """A row that belongs to the organisation and serves all its programmes."""

    organisation = models.ForeignKey("programmes.Organisation", models.CASCADE, related_name="+")
    ref = models.CharField(max_length=8, default=new_ref, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ref"], name="%(app_label)s_%(class)s_ref"),
        ]
