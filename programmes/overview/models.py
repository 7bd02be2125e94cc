"""The organisation, its programmes, and the codes that lead to them."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from copro.keys import Keyed, new_code, new_ref


def check_zone(name):
    """Raises ValidationError unless `name` is an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(_("Choose a listed time zone"))


class Organisation(Keyed):
    """Who hosts programmes: a trust, a council, a charity."""

    ref = models.CharField(max_length=8, default=new_ref, editable=False, unique=True)
    name = models.CharField(max_length=120)
    listener_name = models.CharField(max_length=120, blank=True)
    listener_contact = models.CharField(max_length=200, blank=True)
    privacy_contact = models.CharField(max_length=200, blank=True)
    register_years = models.PositiveSmallIntegerField(default=2)

    def __str__(self):
        return self.name


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


class ProgrammeQuerySet(models.QuerySet):
    def for_person(self, person):
        """Programmes where this person has a place now, or whose organisation they administer."""
        return self.filter(
            models.Q(memberships__person=person, memberships__left_on__isnull=True)
            | models.Q(organisation__admins__person=person)
        ).distinct()


class Programme(Keyed):
    """One run of co-production days, start to finish."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    zone = models.CharField(max_length=64, default="Europe/London", validators=[check_zone])
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    agreement = models.TextField(max_length=2000, blank=True)
    listener_name = models.CharField(max_length=120, blank=True)
    listener_contact = models.CharField(max_length=200, blank=True)
    # What an import could not turn into days and sessions, kept word for word for the people who set up.
    imported_notes = models.JSONField(default=list, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    FOUND_WITHOUT_OWNER = "a programme is the owner"

    objects = ProgrammeQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:home", args=[self.slug])

    @property
    def tz(self):
        return ZoneInfo(self.zone)

    @property
    def is_draft(self):
        return self.state == ProgrammeState.DRAFT

    @property
    def is_published(self):
        return self.state != ProgrammeState.DRAFT

    @property
    def is_closed(self):
        return self.state == ProgrammeState.CLOSED

    def choose_slug(self):
        """Set a slug that reads like the name and is free."""
        stem = slugify(self.name)[:48].strip("-") or "programme"
        taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        self.slug = next(
            candidate
            for candidate in [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
            if candidate not in taken
        )

    def listener(self):
        """(name, contact) of the person to turn to; the organisation's where the programme has none."""
        if self.listener_name:
            return self.listener_name, self.listener_contact
        return self.organisation.listener_name, self.organisation.listener_contact


class EntryCodeQuerySet(models.QuerySet):
    def live(self):
        return self.filter(retired_at__isnull=True)

    def make(self, programme, day=None):
        """A fresh code; the one before it stops working."""
        from django.utils import timezone

        with transaction.atomic():
            self.live().filter(programme=programme, day=day).update(retired_at=timezone.now())
            for _attempt in range(5):
                try:
                    with transaction.atomic():
                        return self.create(programme=programme, day=day, symbols=new_code())
                except IntegrityError:
                    continue
        raise RuntimeError("no free code found")


class EntryCode(Keyed):
    """Six symbols on a wall: to join a programme, or, with a day, to check yourself in on it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="codes")
    day = models.ForeignKey(
        "programmes.ProgrammeDay", models.CASCADE, related_name="codes", null=True, blank=True
    )
    symbols = models.CharField(max_length=6, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    FOUND_WITHOUT_OWNER = "typed before anybody knows the programme"

    objects = EntryCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "day"],
                condition=models.Q(retired_at__isnull=True),
                nulls_distinct=False,
                name="one_live_code",
            )
        ]
