"""Who came. What people said beforehand and what happened are kept apart.

No row, or a row without a presence, means "not recorded"; that is never "absent".
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from copro.crypto import SealedText
from programmes.audit.models import AppendOnly
from programmes.scope import InProgramme


class Plan(models.TextChoices):
    """Before the day."""

    EXPECTED = "expected", _("Expected")
    COMING = "coming", _("Coming")
    ONLINE = "online", _("Coming online")
    NOT_SURE = "not_sure", _("Not sure yet")
    APOLOGIES = "apologies", _("Apologies")


class Presence(models.TextChoices):
    """On the day."""

    IN_PERSON = "in_person", _("Here in person")
    ONLINE = "online", _("Here online")
    PHONE = "phone", _("Here by phone")
    PART = "part", _("Here for part")
    CALLED_AWAY = "called_away", _("Called away")
    APOLOGIES = "apologies", _("Apologies")
    NOT_HERE = "not_here", _("Not here")


CAME = {Presence.IN_PERSON, Presence.ONLINE, Presence.PHONE, Presence.PART, Presence.CALLED_AWAY}


class Half(models.TextChoices):
    """Which part of a day somebody took part in; blank is the whole of what they were there for."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")


class How(models.TextChoices):
    DESK = "desk", _("At the door")
    SELF = "self", _("By themselves")
    PAPER = "paper", _("From paper")
    IMPORT = "import", _("From a file")
    KIOSK = "kiosk", _("On the shared tablet")
    MERGE = "merge", _("Two records of one person")


class Attendance(InProgramme):
    """How one person stands for one day, now. Written by upsert; every change is also appended to history."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="attendances")
    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="attendances")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="attendances")
    plan = models.CharField(max_length=12, choices=Plan, default=Plan.EXPECTED)
    presence = models.CharField(max_length=12, choices=Presence, null=True, blank=True)  # noqa: DJ001
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    half = models.CharField(max_length=10, choices=Half, blank=True)
    how = models.CharField(max_length=8, choices=How, default=How.DESK)
    recorded_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "day", "membership"], name="one_record_a_day"),
        ]
        indexes = [models.Index(fields=["programme", "day", "recorded_at"], name="attendance_news")]


class AttendanceChange(InProgramme):
    """One change to one record: what it was, what it became, who did it, when and how."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="attendance_changes")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="attendance_changes")
    # Made by the device, so that a double tap or a repeated request is one change.
    client_id = models.UUIDField()
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    how = models.CharField(max_length=8, choices=How)
    by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    # A tick of one session of the day, not of the day.
    item = models.ForeignKey("programmes.AgendaItem", models.SET_NULL, null=True, related_name="+")
    # When it came here, and when the tap was made: a door without a network sends its taps later.
    at = models.DateTimeField(default=timezone.now)
    happened_at = models.DateTimeField(default=timezone.now)
    # False: a later tap was here already, so this one is kept in the history and changes nothing.
    stands = models.BooleanField(default=True)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "client_id"], name="one_change_a_tap"),
        ]
        indexes = [models.Index(fields=["programme", "day", "membership", "-at"], name="attendance_history")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)


class SessionTick(InProgramme):
    """Whether one person was at one session, now; every change is also an AttendanceChange with its item.

    No row means not recorded. A tick implies the day.
    """

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="session_ticks")
    item = models.ForeignKey("programmes.AgendaItem", models.CASCADE, related_name="ticks")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="session_ticks")
    was_there = models.BooleanField()
    recorded_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "item", "membership"], name="one_tick_a_session"),
        ]
        indexes = [models.Index(fields=["programme", "day"], name="ticks_of_day")]


class Kiosk(InProgramme):
    """A shared tablet that may do one thing: let people check themselves in on one day."""

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="kiosks")
    token_hash = models.CharField(max_length=64, db_index=True)
    made_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    FOUND_WITHOUT_OWNER = "a tablet's cookie is read before anybody knows the programme"


class AttendanceFile(InProgramme):
    """Attendance read from another tool's file and not agreed to yet; its names go once used or a day old.

    What stays of a used one is its fingerprint, so that the same file is not brought in twice unnoticed.
    """

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="attendance_files")
    source = models.CharField(max_length=16)
    made_by = models.ForeignKey("programmes.User", models.CASCADE, related_name="+")
    sealed_rows = models.BinaryField(default=bytes)
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    rows_text = SealedText("sealed_rows")
