import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from copro.crypto import CannotOpen, parse_keys, seal, unseal
from mindsets.models import Entry

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was_written(text):
    row = Entry()
    assert unseal(seal(text, row, "words"), row, "words") == text


def test_what_is_stored_does_not_hold_the_text():
    assert b"brambles" not in seal("stuck in the brambles", Entry(), "words")


def test_no_text_is_stored_as_nothing():
    assert seal("", Entry(), "words") == b""
    assert unseal(b"", Entry(), "words") == ""


def test_text_moved_to_another_row_or_field_does_not_open():
    mine, other = Entry(), Entry()
    sealed = seal("mine", mine, "words")
    with pytest.raises(CannotOpen):
        unseal(sealed, other, "words")
    with pytest.raises(CannotOpen):
        unseal(sealed, mine, "another_field")


def test_changed_text_does_not_open():
    row = Entry()
    sealed = bytearray(seal("mine", row, "words"))
    sealed[-1] ^= 1
    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), row, "words")


def test_a_new_key_writes_while_the_old_one_still_reads(settings):
    row = Entry()
    settings.TEXT_KEYS = OLD
    before = seal("before", row, "words")
    settings.TEXT_KEYS = f"{NEW},{OLD}"
    after = seal("after", row, "words")
    assert unseal(before, row, "words") == "before"
    settings.TEXT_KEYS = NEW
    assert unseal(after, row, "words") == "after"
    with pytest.raises(CannotOpen):
        unseal(before, row, "words")


@pytest.mark.parametrize("given", ["a:short", "a", ":" + "A" * 44, f"{OLD},{OLD}", "a:???"])
def test_a_wrong_key_is_refused_at_the_start(given):
    with pytest.raises(ImproperlyConfigured):
        parse_keys(given)
