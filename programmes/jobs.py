"""Every job of this app that comes round by itself (copro.jobs), slice by slice."""

from programmes.elsewhere import jobs as _elsewhere  # noqa: F401
