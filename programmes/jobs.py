"""Every job of this app that comes round by itself (copro.jobs), slice by slice."""

from programmes.calendars import jobs as _calendars  # noqa: F401
from programmes.care import jobs as _care  # noqa: F401
from programmes.elsewhere import jobs as _elsewhere  # noqa: F401
from programmes.letters import jobs as _letters  # noqa: F401
