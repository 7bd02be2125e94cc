"""The letters of a trial stand on a page, and nowhere but in a trial."""

import pytest
from django.core.mail import send_mail

from programmes.models import TrialLetter

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(settings):
    settings.DEMO = True
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.EMAIL_BACKEND = "programmes.letters.trial.EmailBackend"


def test_the_newest_letter_comes_first_with_a_link_to_follow(anyone, trial):
    send_mail("First", "one", None, ["a@example.org"])
    send_mail("Second", "go to http://127.0.0.1:8000/reply/#abc now", None, ["b@example.org"])
    page = anyone.get("/demo/letters/").content.decode()
    assert page.index("Second") < page.index("First")
    assert '<a href="http://127.0.0.1:8000/reply/#abc">' in page


def test_markup_and_foreign_links_in_a_letter_are_only_text(anyone, trial):
    send_mail(
        "<b>x", "<script>alert(1)</script> http://127.0.0.1:8000.evil.example/ ", None, ["a@example.org"]
    )
    page = anyone.get("/demo/letters/").content.decode()
    assert "<script>alert" not in page and "<b>x" not in page
    assert 'href="http://127.0.0.1:8000.evil' not in page


def test_only_the_last_two_hundred_are_kept(trial):
    for number in range(205):
        send_mail(f"Letter {number}", "words", None, ["a@example.org"])
    kept = list(TrialLetter.objects.values_list("subject", flat=True))
    assert len(kept) == 200 and kept[0] == "Letter 204"


def test_where_letters_really_go_there_is_no_such_page(anyone, settings):
    settings.DEMO = False
    assert anyone.get("/demo/letters/").status_code == 404


def test_somebody_on_another_machine_does_not_see_it(anyone, trial):
    assert anyone.get("/demo/letters/", REMOTE_ADDR="203.0.113.5").status_code == 404
    assert anyone.get("/demo/letters/", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 404


def test_the_code_to_sign_in_stands_there_too(anyone, trial, ben):
    anyone.post("/sign-in/", {"email": "ben@example.org"})
    assert b"Your code to sign in" in anyone.get("/demo/letters/").content
