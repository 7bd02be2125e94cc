"""Words as people write them (security brief, section 8)."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.forms import Textarea
from hypothesis import example, given
from hypothesis import strategies as st

from copro.text import CleanCharField, HttpsURLField, OneEmailField, WholeNumberField, length, tidy

NAME = CleanCharField(max_length=120, error_messages={"required": "Enter a name"})
WORDS = CleanCharField(max_length=20_000, multiline=True, required=False)


def said(field, value):
    """What the person reads beside the field, or None."""
    try:
        field.clean(value)
    except ValidationError as error:
        return error.messages[0]
    return None


def test_a_name_stays_as_it_was_written():
    for name in [
        "Mei-Ling Chan",
        "Siân",
        "Zieliński",
        "محمد علي",
        "שָׁלוֹם",
        "O’Brien",
        "李",
        "🌸",
        "Nguyễn Thị Hoa",
    ]:
        assert NAME.clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " ",
        "\u00a0\u2003",
        "\u200b\u200b",
        "\u200d",
        "\ufeff",
        "\u3164",
        "\u202e",
        "\u2800 \u200c",
        "\u0301",
    ],
)
def test_a_name_of_which_nothing_can_be_seen_is_no_name(nothing):
    assert said(NAME, nothing) == "Enter a name"


def test_spaces_at_the_ends_and_double_spaces_go():
    assert NAME.clean("  Ravi \u00a0 Shah \u200d") == "Ravi Shah"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ud800"])
def test_a_hidden_control_character_is_pointed_out(character):
    assert said(NAME, f"Ra{character}vi") == "Remove the hidden character"


def test_marks_that_turn_the_reading_direction_go():
    assert NAME.clean("Ravi\u202etxt.exe\u2066") == "Ravitxt.exe"


def test_joiners_stay_where_they_mean_something():
    family, persian = "👩\u200d👧", "می\u200cخواهم"
    assert NAME.clean(family) == family
    assert NAME.clean(persian) == persian


def test_the_two_ways_to_write_an_accent_are_the_same_name():
    assert NAME.clean("Sia\u0302n") == NAME.clean("Siân")


def test_a_tower_of_accents_is_too_many():
    assert said(NAME, "Z" + "\u0301\u0300" * 5) == "Too many accent marks"
    assert said(WORDS, "q\u0337\u0322\u0334" * 80) == "Too many accent marks"


def test_pointed_hebrew_is_not_too_many_accents():
    assert said(WORDS, "בְּרֵאשִׁית בָּרָא אֱלֹהִים " * 60) is None


def test_what_looks_like_code_is_only_words():
    for words in ["<script>alert(1)</script>", "{{7*7}}", "{x.__class__}", "' OR 1=1--", "=HYPERLINK(1)"]:
        assert NAME.clean(words) == words


def test_an_answer_that_is_one_too_long_says_by_how_much():
    assert said(WORDS, "a" * 20_001) == "Shorten by 1"
    assert said(WORDS, "a" * 20_000) is None


def test_a_letter_with_its_accents_and_a_joined_picture_count_once():
    assert length("e\u0301") == length("👩\u200d👩\u200d👧\u200d👦") == length("👍🏽") == length("❤️") == 1
    assert length("नमस्ते") < len("नमस्ते")
    assert length("🇬🇧🇫🇷") == 2
    assert length("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f") == 1


def test_a_column_with_more_room_takes_long_pictures():
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert said(CleanCharField(max_length=3), family * 3) == "Shorten by 18"
    assert said(CleanCharField(max_length=3, room=30), family * 3) is None
    assert said(CleanCharField(max_length=3, room=30), family * 4) == "Shorten by 1"


def test_lines_of_an_answer_stay_and_lines_of_a_name_do_not():
    assert WORDS.clean("one\r\n\r\ntwo\x0bthree\u2028four") == "one\n\ntwo\nthree\nfour"
    assert NAME.clean("one\r\ntwo") == "one two"
    assert isinstance(WORDS.widget, Textarea)


ANYTHING = st.text(alphabet=st.characters(), max_size=60)


@given(ANYTHING)
@example("\u200d \u200d a \u200d \u200d")
@example("a\u200b\u0301")
def test_tidying_twice_changes_nothing_more(text):
    try:
        once = tidy(text, multiline=True)
    except ValidationError:
        return
    assert tidy(once, multiline=True) == once
    once.encode()
    assert unicodedata.is_normalized("NFC", once)


@given(ANYTHING)
def test_no_text_is_stored_longer_than_its_column(text):
    try:
        assert len(CleanCharField(max_length=9, required=False).clean(text)) <= 9
    except ValidationError as error:
        assert error.messages[0]


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=60))
def test_letters_and_digits_are_never_lost(text):
    kept = [char for char in unicodedata.normalize("NFC", text) if char not in "\u115f\u1160\u3164\uffa0"]
    if kept:
        assert tidy(text) == unicodedata.normalize("NFC", text)


# Numbers


MINUTES = WholeNumberField(
    at_least=5, at_most=1440, too_low="Must be at least 5 minutes", too_high="At most 24 hours"
)


@pytest.mark.parametrize(
    ("typed", "number"), [("50", 50), (" 50 ", 50), ("٣٠", 30), ("５０", 50), ("007", 7), ("\u200e50", 50)]
)
def test_a_number_may_be_typed_in_any_digits(typed, number):
    assert MINUTES.clean(typed) == number


@pytest.mark.parametrize(
    "typed", ["1e3", "1,000", "NaN", "1.5", "ten", "²", "+5", "--5", "5 0", "0x10", "1_000", "∞", "-"]
)
def test_anything_but_digits_is_asked_for_again(typed):
    assert said(MINUTES, typed) == "Use digits"


@pytest.mark.parametrize("typed", ["0", "4", "-50", "−50"])
def test_too_small_a_number_says_what_the_smallest_is(typed):
    assert said(MINUTES, typed) == "Must be at least 5 minutes"


@pytest.mark.parametrize("typed", ["1441", "100000", "9" * 60])
def test_too_large_a_number_says_what_the_largest_is(typed):
    assert said(MINUTES, typed) == "At most 24 hours"


def test_a_place_has_no_negative_room_and_no_endless_one():
    room = WholeNumberField(at_most=10_000)
    assert said(room, "-1") == "0 or more"
    assert said(room, "1000000000") == "At most 10,000"
    assert said(room, "5\x00") == "Remove the hidden character"


def test_a_number_that_nobody_needs_may_be_left_out():
    assert WholeNumberField(required=False).clean(" ") is None


@given(ANYTHING)
def test_whatever_is_typed_a_number_or_a_message_comes_out(text):
    try:
        assert 5 <= MINUTES.clean(text) <= 1440
    except ValidationError as error:
        assert error.messages[0]


# Links


LINK = HttpsURLField(required=False)


@pytest.mark.parametrize(
    "link", ["https://meet.example/abc?x=1#y", "HTTPS://meet.example", "https://müller.example/ä"]
)
def test_a_safe_link_is_kept(link):
    assert LINK.clean(f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "http://meet.example", "meet.example", "https://", "https:meet.example"),
        *("https://[", "https://a:b", "data:text/html,x", "https://me.example@evil.example", "https://a\\b"),
        *("https://a b", "//meet.example", "https://a/<script>", "jav\tascript:alert(1)"),
    ],
)
def test_any_other_link_is_asked_for_again(link):
    assert said(LINK, link) == "Start with https://"


def test_a_link_is_not_endless():
    assert said(LINK, "https://meet.example/" + "a" * 480) == "Shorten by 1"


# Addresses


EMAIL = OneEmailField(required=False)


def test_an_address_is_kept_as_it_was_typed():
    assert EMAIL.clean(" Ravi.Shah@Example.org ") == "Ravi.Shah@Example.org"


def test_an_international_domain_is_an_address():
    assert EMAIL.clean("mia@bücher.example") == "mia@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "a@b.example\r\nBcc: all@b.example",
            "a@b.example\n",
            "Ravi <a@b.example>",
            "a@b.example, c@d.example",
        ),
        *("a@b.example;c@d.example", "a b@c.example", "a@@b.example", "a@", "@b.example", "ravi", "a@b"),
        *("a@b.example\x00", "a@" + "b" * 250 + ".example", "a@b..example", "a@\udc80.example"),
    ],
)
def test_anything_but_one_address_is_asked_for_again(typed):
    assert said(EMAIL, typed) == "Enter one address"


def test_no_address_is_none_and_only_spaces_are_no_address():
    assert EMAIL.clean("") is None
    assert EMAIL.clean("  ") is None
    assert (
        said(OneEmailField(error_messages={"required": "Tell us your email"}), "  ") == "Tell us your email"
    )


@given(ANYTHING)
def test_whatever_is_typed_an_address_has_no_line_end(text):
    try:
        address = EMAIL.clean(text)
    except ValidationError:
        return
    assert address is None or (address.count("@") == 1 and len(address.split()) == 1)
