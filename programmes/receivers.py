"""Every slice that listens to another (programmes.signals), and every panel that this app fills itself."""

from programmes.agenda import tool_panels as _tools_of_plans  # noqa: F401
from programmes.calendars import panels as _calendar_panels  # noqa: F401
from programmes.calendars import receivers as _calendars  # noqa: F401
from programmes.care import panels as _care_panels  # noqa: F401
from programmes.home import panels as _home_panels  # noqa: F401
from programmes.letters import panels as _letters_panels  # noqa: F401
from programmes.letters import receivers as _letters  # noqa: F401
from programmes.live import receivers as _live  # noqa: F401
