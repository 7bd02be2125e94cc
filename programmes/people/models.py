"""People, their places on programmes, and how they get in."""

import hashlib
import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from copro.crypto import SealedText
from copro.keys import Keyed
from programmes.people.names import sort_key
from programmes.scope import InProgramme


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def with_email(self, email):
        """The person with this address in any case, or None."""
        return self.filter(email__iexact=email).first() if email else None


class User(AbstractBaseUser):
    """A person. An email is optional, and there is no password: people come in by link, code or card."""

    password = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    # Three pictures only this person knows, hashed: a card can be copied by whoever printed it, and must not
    # open what its owner wrote (mindsets.reflections.lock).
    picture_lock = models.CharField(max_length=128, blank=True)
    session_salt = models.UUIDField(default=uuid.uuid4, editable=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_email")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.email = self.email or None
        super().save(*args, **kwargs)

    def has_usable_password(self):
        return False

    def set_unusable_password(self):
        pass

    def get_session_auth_hash(self):
        # Sessions hang on this salt instead of a password: change it and every one of them ends.
        return salted_hmac("copro.session", f"{self.pk}{self.session_salt}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self):
        yield from ()

    def end_sessions(self):
        """Sign this person out everywhere, from the next request on."""
        self.session_salt = uuid.uuid4()
        self.save(update_fields=["session_salt"])


class OrganisationAdmin(Keyed):
    """A person who looks after every programme of an organisation."""

    organisation = models.ForeignKey("programmes.Organisation", models.CASCADE, related_name="admins")
    person = models.ForeignKey(User, models.CASCADE, related_name="administers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="admin_once")]


class Role(models.TextChoices):
    MEMBER = "member", _("Takes part")
    HELPER = "helper", _("Helps at the door")
    FACILITATOR = "facilitator", _("Runs the days")
    LEAD = "lead", _("Leads the programme")


class Part(models.TextChoices):
    """How I take part: self-described, may be several, optional."""

    LIVED = "lived_experience", _("I use, or have used, services")
    CARER = "carer", _("I care for someone")
    COMMUNITY = "community", _("I am from a community group")
    STAFF = "staff", _("I work in health or care")
    OTHER = "other", _("Something else")


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """People with a place now; those who have left stay in the register of the days they came."""
        return self.filter(left_on__isnull=True)

    def running_days(self):
        return self.filter(role__in=[Role.FACILITATOR, Role.LEAD])


class Membership(InProgramme):
    """A person's place on a programme."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="memberships")
    person = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    team = models.ForeignKey(
        "programmes.Team", models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    in_working_group = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=160, editable=False)
    called = models.CharField(max_length=80, blank=True)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), default=list, blank=True)
    part_in_own_words = models.CharField(max_length=120, blank=True)
    belongs_to = models.CharField(max_length=120, blank=True)
    reach_by = models.CharField(max_length=200, blank=True)
    came_by = models.CharField(max_length=12, default="added")
    agreed_at = models.DateTimeField(null=True, blank=True)
    photos_ok = models.BooleanField(default=False)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "person"], name="one_place_each"),
        ]
        indexes = [models.Index(fields=["programme", "sort_name", "id"], name="membership_by_name")]
        ordering = ["sort_name", "id"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        if (fields := kwargs.get("update_fields")) and "name" in fields:
            kwargs["update_fields"] = {*fields, "sort_name"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("programmes:person", args=[self.programme.slug, self.ref])

    @property
    def says(self):
        """What to call them: the name they asked for, or their first one."""
        return self.called or self.name.split(" ")[0]

    @property
    def runs_days(self):
        return self.role in {Role.FACILITATOR, Role.LEAD}


class Help(models.TextChoices):
    """What helps someone take part; asked for, never a diagnosis."""

    STEP_FREE = "step_free", _("A way in without steps")
    LOOP = "loop", _("A hearing loop")
    BSL = "bsl", _("A sign language interpreter")
    LANGUAGE = "language", _("A spoken language interpreter")
    CAPTIONS = "captions", _("Spoken words as text on a screen")
    LARGE_PRINT = "large_print", _("Large print on paper")
    EASY_READ = "easy_read", _("Papers that are easy to read, with pictures")
    QUIET = "quiet", _("A quiet room to go to")
    BREAKS = "breaks", _("More breaks, or longer ones")
    PARKING = "parking", _("Parking close to the door")
    COMPANION = "companion", _("Someone coming with me")


class AccessNeed(InProgramme):
    """What helps one person take part. For the people running the days only; in no export, ever."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="access_need")
    helps = ArrayField(models.CharField(max_length=20, choices=Help), default=list, blank=True)
    sealed_words = models.BinaryField(default=bytes)
    agreed_at = models.DateTimeField()
    # The door is told to greet somebody, never why.
    please_greet = models.BooleanField(default=False)
    help_to_leave = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    # What was promised when we asked; null where somebody was added before we promised a date.
    delete_on = models.DateField(null=True, blank=True)

    words = SealedText("sealed_words")

    FOUND_WITHOUT_OWNER = "one for each membership, which carries the programme"


def hash_token(token):
    """SHA-256 of a token of 128 random bits: nothing slower is needed for what cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


class TokenQuerySet(models.QuerySet):
    def usable(self):
        """Neither spent, nor taken back, nor too old."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(InProgramme):
    """An emailed way in for somebody who has been given a place: one use, 7 days, role fixed."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="invitations")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role)
    token_hash = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    FOUND_WITHOUT_OWNER = "opened before anybody knows the programme"


class PersonalCard(InProgramme):
    """A printed card: a QR code for the phone, ten symbols to type. It gives one person's own pages.

    Both are worked out from the row's id and the site's secret, so that a lost card can be printed again
    without being stored; the table holds only hashes to look them up by.
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="cards")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="cards")
    token_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    FOUND_WITHOUT_OWNER = "scanned before anybody knows the programme"

    class Meta(InProgramme.Meta):
        constraints = [
            *InProgramme.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "membership"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_live_card",
            ),
        ]


class SignInLink(Keyed):
    """A one-time link for a person, printed by the operator's command line."""

    person = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()


class ImportDraft(InProgramme):
    """A list of people that was read but not yet agreed to; its names go when it is used or a day old.

    What stays of a used one is its fingerprint, so that the same list is not brought in twice.
    """

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="import_drafts")
    made_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    sealed_rows = models.BinaryField(default=bytes)
    encoding = models.CharField(max_length=12, blank=True)
    columns = models.JSONField(default=list)
    has_headings = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    rows_text = SealedText("sealed_rows")
