"""Days and what happens on them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.overview.models import check_zone
from programmes.scope import InProgramme


class ProgrammeDay(InProgramme):
    """One gathering. Its date and times may not be known yet: then they are null, never a guess.

    Wall times are what somebody typed, with the zone; the instants are worked out from both.
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80, blank=True)
    date = models.DateField(null=True, blank=True)
    start_wall = models.TimeField(null=True, blank=True)
    end_wall = models.TimeField(null=True, blank=True)
    # Clocks go back: 01:30 comes twice, and this says which one was meant (PEP 495).
    start_fold = models.PositiveSmallIntegerField(default=0)
    zone = models.CharField(max_length=64, validators=[check_zone])
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    # "Some time in this week": what is known before the date is.
    window_from = models.DateField(null=True, blank=True)
    window_to = models.DateField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=120, blank=True)
    directions = models.TextField(max_length=2000, blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    online_note = models.CharField(max_length=300, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    quiet_space = models.CharField(max_length=200, blank=True)
    papers_sent_on = models.DateField(null=True, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, blank=True, related_name="+")
    # Raised by every write to the day itself, so that a form knows whether it still edits what it showed.
    version = models.PositiveIntegerField(default=1)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "number"], name="day_number_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]
        ordering = ["number"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("programmes:day", args=[self.programme.slug, self.ref])

    @property
    def label(self):
        return self.title or _("Day %(number)s") % {"number": self.number}

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def is_closed(self):
        return self.closed_at is not None


class ItemKind(models.TextChoices):
    ARRIVE = "arrive", _("Arriving")
    WELCOME = "welcome", _("Welcome")
    INPUT = "input", _("Input")
    TEAM_TIME = "team_time", _("Team time")
    SHARING = "sharing", _("Sharing")
    ACTIVITY = "activity", _("Activity")
    REFLECTION = "reflection", _("Reflection")
    BREAK = "break", _("Break")
    SOCIAL = "social", _("Social time")
    OTHER = "other", _("Something else")


class AgendaItemQuerySet(models.QuerySet):
    def on_the_plan(self):
        """Not taken out; in the order of the day."""
        return self.filter(position__isnull=False).order_by("position")


class AgendaItem(InProgramme):
    """One session of a day (screens say "session").

    Starts are derived: each session begins when the one before it ends, or at `pinned_start` when that is
    later (which leaves a gap). `minutes` is null while nobody knows. A part belongs to the session in
    `part_of`, stands right after it, and has no time of its own. A session `alongside` another begins when
    that one does, and the next begins when the longest of them ends. `any_time`: some time on the day, and
    no place in its run of times. A session that was taken out keeps its row with no position, so that it can
    be put back.
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="agenda_items")
    day = models.ForeignKey(ProgrammeDay, models.CASCADE, related_name="agenda")
    part_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    alongside = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="at_the_same_time"
    )
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    was_at = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.OTHER)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    pinned_start = models.TimeField(null=True, blank=True)
    any_time = models.BooleanField(default=False)
    room = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    materials = models.TextField(max_length=2000, blank=True)
    facilitator_notes = models.TextField(max_length=4000, blank=True)
    hosts = models.ManyToManyField("programmes.Membership", through="AgendaHost", related_name="hosting")
    # Whom it is for; nobody named means everybody.
    teams = models.ManyToManyField("programmes.Team", through="AgendaTeam", related_name="sessions")
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "day", "position"],
                name="one_session_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True) | models.Q(alongside__isnull=True),
                name="a_part_or_alongside",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_break(self):
        return self.kind == ItemKind.BREAK


class AgendaHost(InProgramme):
    """A person who hosts a session."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="hostings")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="hostings")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "item", "membership"], name="host_once"),
        ]


class AgendaTeam(InProgramme):
    """A team that a session is for."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="for_teams")
    team = models.ForeignKey("programmes.Team", models.CASCADE, related_name="for_sessions")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "item", "team"], name="session_for_team_once"),
        ]


class DayPublication(InProgramme):
    """A day's plan as it was published: what members see, while the draft goes on changing."""

    day = models.ForeignKey(ProgrammeDay, models.CASCADE, related_name="publications")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    plan = models.JSONField()
    changes = models.JSONField(default=list)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "day", "number"], name="publication_number_once"),
        ]
        ordering = ["-number"]
