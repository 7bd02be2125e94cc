"""Signing in by letter, for the tests of the front door."""

import re

from django.core import mail
from django.urls import reverse

SIGN_IN, CONFIRM = reverse("front:sign_in"), reverse("account_confirm_login_code")


def code_in(letter):
    return re.search(r"Your code is: (\w{3} \w{3})", letter.body).group(1)


def ask(client, email="ben@example.org", **extra):
    return client.post(SIGN_IN, {"email": email, **extra})


def sign_in_by_letter(client, email="ben@example.org", **extra):
    ask(client, email)
    return client.post(CONFIRM, {"code": code_in(mail.outbox[-1]), **extra})


def who(client):
    return client.session.get("_auth_user_id")
