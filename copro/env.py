"""Settings come from the environment; what production lacks is said at once, and all of it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def flag(name, default=False):
    """True for 1, true, yes and on; the default when the variable is not set."""
    given = os.environ.get(name)
    return default if given is None else given.strip().lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    """A list from a comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def whole(name, default):
    try:
        return int(os.environ.get(name, default))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number") from error


def text_or_file(name):
    """The variable itself, or the content of the file that NAME_FILE points to (for secret stores)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, "")


def require(*names):
    """Refuse to start unless every variable is set.

    Raises ImproperlyConfigured naming all that are missing, so that one try is enough.
    """
    missing = [name for name in names if not text_or_file(name)]
    if missing:
        raise ImproperlyConfigured(
            "Copro in production needs these variables: " + ", ".join(missing) + ". See docs/install.md."
        )
