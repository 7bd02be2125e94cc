"""Every slice that listens to another (programmes.signals), and every panel that this app fills itself."""

from programmes.calendars import panels as _calendar_panels  # noqa: F401
from programmes.calendars import receivers as _calendars  # noqa: F401
