"""Private text at rest: AES-256-GCM, with the key's id in the ciphertext.

The associated data is the row and the field, so that a ciphertext copied to another row does not open.
GCM and not Fernet: a Fernet token carries its time in clear, and the time of writing can name a writer.

A stored value is: one byte for the length of the key id, the key id, 12 bytes nonce, ciphertext and tag.
Keys come from TEXT_KEYS ("id:base64,id:base64"; the first one writes, all of them read). A trial on one
machine makes its own key beside the embedded data.
"""

import base64
import binascii
import os
import secrets
from contextlib import suppress
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from copro import embedded


class CannotOpen(Exception):
    """The text does not belong to this row, was changed, or its key is not here."""


def parse_keys(given):
    """{"id": 32 bytes, …} in the order written.

    Raises ImproperlyConfigured where a key is not 32 bytes of base64 or an id repeats.
    """
    keys = {}
    for part in filter(None, (part.strip() for part in given.split(","))):
        name, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ImproperlyConfigured("TEXT_KEYS: a key is not base64") from error
        if not 0 < len(name.encode()) < 64 or len(key) != 32 or name in keys:
            raise ImproperlyConfigured("TEXT_KEYS must be id:base64 of 32 bytes, each id once")
        keys[name] = key
    return keys


def _own_keys():
    """The trial's own key, made once, readable by this account only."""
    place = embedded.home() / "text-keys"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        made = "own:" + base64.b64encode(secrets.token_bytes(32)).decode()
        draft = place.with_name(f"text-keys.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(made)
        # Appears whole or not at all: several processes may start at once, and the first one wins.
        with suppress(FileExistsError):
            os.link(draft, place)
        draft.unlink()
    return place.read_text()


@lru_cache(maxsize=4)
def _keys(given):
    keys = parse_keys(given or _own_keys())
    if not keys:
        raise ImproperlyConfigured("TEXT_KEYS holds no key")
    return keys


def _bound_to(row, field):
    return f"{row._meta.label_lower}:{row.pk}:{field}".encode()


def first_key_id(given):
    """The id of the key that writes."""
    return next(iter(_keys(given)))


def key_id_of(stored):
    """The id of the key that locked these bytes; the first 64 of them are enough."""
    stored = bytes(stored)
    return stored[1 : 1 + stored[0]].decode(errors="replace")


def seal(text, row, field):
    """Bytes to store for `text` in `field` of `row`; empty text is stored as no bytes."""
    if not text:
        return b""
    key_id, key = next(iter(_keys(settings.TEXT_KEYS).items()))
    nonce, name = secrets.token_bytes(12), key_id.encode()
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _bound_to(row, field))
    return bytes([len(name)]) + name + nonce + sealed


def unseal(stored, row, field):
    """The text that `seal` was given. Raises CannotOpen."""
    stored = bytes(stored or b"")
    if not stored:
        return ""
    end = 1 + stored[0]
    key = _keys(settings.TEXT_KEYS).get(stored[1:end].decode(errors="replace"))
    if key is None:
        raise CannotOpen("no such key")
    try:
        return AESGCM(key).decrypt(stored[end : end + 12], stored[end + 12 :], _bound_to(row, field)).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("not this row's text") from error


class SealedText:
    """An attribute that reads and writes a sealed BinaryField of the same row.

    >>> words = SealedText("sealed_words")
    """

    def __init__(self, field):
        self.field = field

    def __get__(self, row, owner=None):
        return self if row is None else unseal(getattr(row, self.field), row, self.field)

    def __set__(self, row, text):
        setattr(row, self.field, seal(text, row, self.field))
