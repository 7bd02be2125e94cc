"""The demo's two days gone are closed, and their pictures have published themselves."""

from mindsets.pictures.jobs import publish_pictures


def write_pictures(days, *, by):
    """Close the days gone at their own end, then let the job do its work."""
    for day, _worksheet in days[:2]:
        day.closed_at, day.closed_by = day.ends_at, by
        day.save(update_fields=["closed_at", "closed_by"])
    publish_pictures()
