"""Names as people write them: sorted by last name where there is one, one-word names welcome."""

import unicodedata


def plain(text):
    """Small letters without accents, as they are searched and sorted (Postgres here has no ICU)."""
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if not unicodedata.combining(char)).casefold()


def sort_key(name):
    """'Siân Pritchard' → 'pritchard sian': what a list is ordered by."""
    words = plain(name).split()
    return " ".join(words[-1:] + words[:-1])[:160]


def first_and_last(name):
    """('Mei-Ling', 'Chan'); a one-word name is a first name with no last."""
    words = name.split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name, "")
