"""What somebody told us helps them, line by line."""

from django.utils.translation import gettext as _

from programmes.models import Help


def said_in(need):
    """Every line of it, for the person and for those who run the days."""
    labels = dict(Help.choices)
    said = [str(labels[kind]) for kind in need.helps if kind in labels]
    if need.please_greet:
        said.append(_("Please greet me at the door"))
    if need.help_to_leave:
        said.append(_("Help to leave the building in a fire"))
    if need.words:
        said.append(need.words)
    return said
