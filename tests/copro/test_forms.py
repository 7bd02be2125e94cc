"""A form keeps what was typed, says what is wrong beside the box and in a summary, and can be heard."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from copro.forms import CodeInput, CoproForm
from copro.text import CleanCharField


class AboutYou(CoproForm):
    name = CleanCharField(
        label="Your name",
        help_text="For the list of who came.",
        error_messages={"required": "Tell us your name"},
    )
    called = CleanCharField(label="What should we call you?", required=False, max_length=5)
    team = forms.ChoiceField(label="Team", choices=[("a", "Waiting well"), ("b", "First words")])
    see = forms.ChoiceField(
        label="Who can see this?",
        widget=forms.RadioSelect,
        choices=[("me", "Only me"), ("team", "My team")],
        help_text="You can change this any time.",
    )
    helps = forms.MultipleChoiceField(
        label="What helps?", widget=forms.CheckboxSelectMultiple, choices=[("l", "A loop")], required=False
    )
    agree = forms.BooleanField(
        label="I am happy to join", error_messages={"required": "Tick the box to join"}
    )
    code = forms.CharField(widget=CodeInput, required=False)
    where_from = forms.CharField(widget=forms.HiddenInput, required=False)


def typed(**values):
    return AboutYou(MultiValueDict({key: [value] for key, value in values.items()}))


def summary(**context):
    return render_to_string("forms/error_summary.html", context)


def test_a_form_that_nobody_has_sent_shows_no_errors():
    html = str(AboutYou())
    assert "Error:" not in html
    assert "aria-invalid" not in html
    assert summary(form=AboutYou()).strip() == ""


def test_what_was_typed_is_still_there_after_a_mistake():
    form = typed(name="", called="Mei-Ling <b>", team="b", see="team", helps="l")
    html = str(form)
    assert 'value="Mei-Ling &lt;b&gt;"' in html
    assert re.search(r'value="b" selected', html)
    assert html.count("checked") == 2


def test_an_error_stands_beside_its_box_and_is_heard_with_it():
    html = str(typed()["name"].as_field_group())
    assert 'id="id_name_error"' in html
    assert "Error:</span> Tell us your name" in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_error_of_a_group_of_choices_is_heard_with_the_group():
    html = str(typed()["see"].as_field_group())
    fieldset = re.search(r"<fieldset[^>]*>", html).group()
    assert 'aria-describedby="id_see_helptext id_see_error"' in fieldset
    assert "<legend>Who can see this?</legend>" in html
    assert 'id="id_see_error"' in html


def test_the_summary_leads_to_each_box_in_reading_order():
    html = summary(form=typed(called="Amara Osei", team="a"))
    assert "4 things need another look" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_called", "id_see_0", "id_agree"]
    assert "Shorten by 5" in html
    form = str(typed())
    assert all(f'id="{target}"' in form for target in re.findall(r'href="#(\w+)"', html))


def test_one_mistake_is_said_as_one():
    assert "One thing needs another look" in summary(form=typed(name="Amara", team="a", see="me"))


def test_several_forms_share_one_summary():
    html = summary(several=[typed(), typed(name="Ravi", team="a", see="me", agree="on"), typed(name="Dee")])
    assert html.count('role="alert"') == 1
    assert "7 things need another look" in html


def test_a_set_of_forms_has_one_summary():
    rows = forms.formset_factory(AboutYou, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-name": "Ravi", "form-1-team": "a"}
    )
    assert 'href="#id_form-1-name"' in summary(form=rows)


def test_what_is_wrong_with_the_whole_is_said_without_a_link():
    form = typed(name="Amara", team="a", see="me", agree="on")
    form.add_error(None, "That day is full")
    html = summary(form=form)
    assert "<li>That day is full</li>" in html


def test_only_what_can_be_left_out_says_so():
    form = AboutYou()
    assert "(if you like)" in str(form["called"].as_field_group())
    assert "(if you like)" in str(form["helps"].as_field_group())
    for name in ("name", "team", "see", "agree"):
        assert "(if you like)" not in str(form[name].as_field_group())


def test_the_browser_neither_cuts_words_off_nor_speaks_before_us():
    html = str(AboutYou())
    assert "maxlength" not in html
    assert " required" not in html


def test_words_may_be_written_in_either_direction():
    assert 'dir="auto"' in str(AboutYou()["name"])
    assert 'dir="ltr"' in str(AboutYou()["code"])


def test_every_box_has_a_name_that_is_heard():
    html = str(AboutYou())
    boxes = [tag for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", html) if "hidden" not in tag]
    labels = set(re.findall(r'<label for="([^"]+)"', html))
    assert len(boxes) == 8
    assert {re.search(r'\bid="([^"]+)"', tag).group(1) for tag in boxes} == labels


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "", "Fill this in"),
        (forms.ChoiceField(choices=[("a", "A")]), "z", "Choose one from the list"),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "z", "Choose from the list"),
        (forms.DateField(), "31/02/2027", "Enter a date, like 19/01/2027"),
        (forms.TimeField(), "25:00", "Enter a time, like 9:30"),
    ],
)
def test_usual_mistakes_are_said_plainly(field, value, words):
    class One(CoproForm):
        pass

    form = type("One", (One,), {"box": field})(MultiValueDict({"box": [value]}))
    assert form.errors["box"] == [words]


def test_a_form_with_words_of_its_own_keeps_them():
    assert typed().errors["name"] == ["Tell us your name"]
