"""Every job of this app that comes round by itself (copro.jobs), slice by slice."""
