"""What the rest of the site may import of this app's models."""

from programmes.agenda.models import (  # noqa: F401
    AgendaHost,
    AgendaItem,
    DayPublication,
    ItemKind,
    ProgrammeDay,
)
from programmes.attendance.models import CAME, Attendance, AttendanceChange, How, Plan, Presence  # noqa: F401
from programmes.audit.models import AuditEvent  # noqa: F401
from programmes.overview.models import EntryCode, Organisation, Programme, ProgrammeState  # noqa: F401
from programmes.people.models import (  # noqa: F401
    AccessNeed,
    ImportDraft,
    Invitation,
    Membership,
    OrganisationAdmin,
    Part,
    PersonalCard,
    Role,
    SignInLink,
    User,
)
from programmes.teams.models import Team  # noqa: F401
