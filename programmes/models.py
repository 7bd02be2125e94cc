"""What the rest of the site may import of this app's models."""

from programmes.agenda.library_models import DayTemplate, KeptSession  # noqa: F401
from programmes.agenda.models import (  # noqa: F401
    AgendaHost,
    AgendaItem,
    AgendaTeam,
    DayPublication,
    ItemKind,
    ProgrammeDay,
)
from programmes.agenda.talk_models import DraftComment, Suggestion, SuggestionState  # noqa: F401
from programmes.attendance.models import (  # noqa: F401
    CAME,
    Attendance,
    AttendanceChange,
    AttendanceFile,
    Half,
    How,
    Kiosk,
    Plan,
    Presence,
    SessionTick,
)
from programmes.audit.models import AuditEvent  # noqa: F401
from programmes.calendars.models import CalendarEntry, CalendarFeed  # noqa: F401
from programmes.care.models import AccessJob, Visitor, VisitorKind  # noqa: F401
from programmes.closing.models import CallState, FriendCall  # noqa: F401
from programmes.letters.models import (  # noqa: F401
    Audience,
    CopyState,
    Letter,
    LetterCopy,
    LetterKind,
    LetterState,
    LetterTemplate,
    ReplyLink,
    TrialLetter,
)
from programmes.live.models import DayRun, RunState, RunStep, SessionRun, Step  # noqa: F401
from programmes.overview.models import EntryCode, Organisation, Programme, ProgrammeState  # noqa: F401
from programmes.people.merge_models import Merge  # noqa: F401
from programmes.people.models import (  # noqa: F401
    AccessNeed,
    Help,
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
from programmes.thanks.models import (  # noqa: F401
    Portion,
    Recognition,
    RecognitionChoice,
    ThanksState,
    ThankYou,
    ThankYouChange,
)
