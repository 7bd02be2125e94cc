"""Frameworks: mindsets and values as words to edit, in versions that never change once published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.scope import InOrganisation


class PublishedIsFixed(Exception):
    """A published version keeps its words: reflections answered them."""


class Framework(InOrganisation):
    """A named set, such as the six mindsets or the five values."""

    organisation = models.ForeignKey("programmes.Organisation", models.CASCADE, related_name="frameworks")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    credit = models.CharField(max_length=300, blank=True)
    uses_places = models.BooleanField(default=True)

    class Meta(InOrganisation.Meta):
        constraints = [
            *InOrganisation.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "key"], name="framework_key_once"),
        ]
        ordering = ["name"]

    def __str__(self):
        return self.name


class FrameworkVersion(InOrganisation):
    """The framework's words at one time: a draft, or published and fixed."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    introduction = models.TextField(max_length=2000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta(InOrganisation.Meta):
        constraints = [
            *InOrganisation.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "framework", "number"], name="version_number_once"
            ),
        ]
        ordering = ["-number"]

    def __str__(self):
        return f"{self.framework_id} {self.number}"

    @property
    def is_published(self):
        return self.published_at is not None


class OfVersion(InOrganisation):
    """A part of a version: as fixed as the version is."""

    version = models.ForeignKey(FrameworkVersion, models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta(InOrganisation.Meta):
        abstract = True
        ordering = ["position"]

    def save(self, *args, **kwargs):
        self._refuse_if_published()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_if_published()
        return super().delete(*args, **kwargs)

    def _refuse_if_published(self):
        # Asked of the database, not of self.version: that object may be older than the publication.
        if FrameworkVersion.objects.filter(
            organisation=self.organisation_id, pk=self.version_id, published_at__isnull=False
        ).exists():
            raise PublishedIsFixed


class Look(models.TextChoices):
    """The six drawn badges with their colours, and a plain one for frameworks of one's own."""

    LIVED = "lived", _("Speech bubble")
    CURIOSITY = "curiosity", _("Lens")
    HOSPITALITY = "hospitality", _("Mug")
    GREY = "grey", _("Cloud")
    DOING = "doing", _("Nut")
    PERSPECTIVES = "perspectives", _("Three circles")


class Mindset(OfVersion):
    """One mindset, or one value: what it is, how it looks when strong, what pulls away from it."""

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="mindsets")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    gloss = models.CharField(max_length=300)
    strong = models.TextField(max_length=1000, blank=True)
    pulls_away = models.TextField(max_length=1000, blank=True)
    easy_gloss = models.CharField(max_length=300, blank=True)
    look = models.CharField(max_length=12, choices=Look)

    class Meta(OfVersion.Meta):
        constraints = [
            *InOrganisation.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "version", "key"], name="mindset_key_once"),
        ]

    def __str__(self):
        return self.name


class Prompt(OfVersion):
    """A question without a right answer, for me or for us."""

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="prompts")
    mindset = models.ForeignKey(Mindset, models.CASCADE, related_name="prompts")
    text = models.CharField(max_length=300)
    for_us = models.BooleanField(default=False)

    def __str__(self):
        return self.text


class Place(OfVersion):
    """Where someone is with a mindset just now: a word, never a number; no place is better than another."""

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="places")
    key = models.SlugField(max_length=20)
    name = models.CharField(max_length=60)
    literal = models.CharField(max_length=40)
    sentence = models.CharField(max_length=200)
    off_the_path = models.BooleanField(default=False)

    class Meta(OfVersion.Meta):
        constraints = [
            *InOrganisation.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "version", "key"], name="place_key_once"),
        ]

    def __str__(self):
        return self.name
