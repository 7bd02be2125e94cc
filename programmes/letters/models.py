"""Letters to people on a programme: written once, read by somebody before they go, one copy a person."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.scope import InProgramme


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation to a day")
    REMINDER = "reminder", _("Reminder")
    CHANGE = "change", _("What changed")
    THANKS = "thanks", _("Thank you, and what happens next")
    OTHER = "other", _("Something else")


class Audience(models.TextChoices):
    """Whom a letter is for; worked out when it goes, so that a late answer stops a reminder."""

    EVERYONE = "everyone", _("Everybody on the list")
    UNANSWERED = "unanswered", _("Only those who have not answered")
    COMING = "coming", _("Those who are coming, in the room or online")
    CAME = "came", _("Those who came")
    MISSED = "missed", _("Those who were expected and did not come")
    AFFECTED = "affected", _("Those the change concerns")


class LetterTemplate(InProgramme):
    """A programme's own words for one kind of letter. Where there is none, ours are used."""

    kind = models.CharField(max_length=12, choices=LetterKind)
    subject = models.CharField(max_length=150)
    body = models.TextField(max_length=5000)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "kind"], name="one_template_a_kind"),
        ]


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting for somebody to read it")
    AGREED = "agreed", _("Ready to go")
    GONE = "gone", _("Gone")
    THROWN_AWAY = "thrown_away", _("Thrown away")


class Letter(InProgramme):
    """One letter in the outbox. Nothing goes until somebody has read it and agreed."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="letters")
    day = models.ForeignKey(
        "programmes.ProgrammeDay", models.CASCADE, null=True, blank=True, related_name="letters"
    )
    publication = models.ForeignKey(
        "programmes.DayPublication", models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    kind = models.CharField(max_length=12, choices=LetterKind)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    subject = models.CharField(max_length=150)
    body = models.TextField(max_length=5000)
    state = models.CharField(max_length=12, choices=LetterState, default=LetterState.WAITING)
    # Both null: as soon as somebody agrees. A letter so many days from its day moves when the day moves.
    send_at = models.DateTimeField(null=True, blank=True)
    days_from_day = models.SmallIntegerField(null=True, blank=True)
    # Of a letter about a change: the number of the plan that people knew before.
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        indexes = [models.Index(fields=["programme", "state", "send_at"], name="letters_due")]
        ordering = ["-made_at"]


class CopyState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    ON_PAPER = "on_paper", _("To be printed")
    NOT_NEEDED = "not_needed", _("Not needed any more")


class LetterCopy(InProgramme):
    """One person's copy of a letter. The words are filled in as it goes and are not kept."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="copies")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="letter_copies")
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    # The kind of failure only: a server's own words may name people.
    trouble = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    printed_at = models.DateTimeField(null=True, blank=True)

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "letter", "membership"], name="one_copy_each"),
        ]
        indexes = [models.Index(fields=["programme", "letter", "state"], name="copies_of_letter")]


class ReplyLink(InProgramme):
    """A link in a letter that lets one person say whether they come to one day, without signing in.

    The token is worked out from the row's id and the site's secret, as a card's is; the table holds its hash.
    It works until the day is over (letters.replies), whenever that comes to be.
    """

    day = models.ForeignKey("programmes.ProgrammeDay", models.CASCADE, related_name="reply_links")
    membership = models.ForeignKey("programmes.Membership", models.CASCADE, related_name="reply_links")
    token_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64, db_index=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    FOUND_WITHOUT_OWNER = "opened before anybody knows the programme"

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "day", "membership"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_live_reply_link",
            ),
        ]


class TrialLetter(models.Model):
    """An email that went out while Copro was only being tried: it is shown under /demo/ and goes nowhere."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
