"""What the worker does for letters when it is asked to, in place of when its time comes round (jobs)."""

from django.db import transaction
from django_tasks import task


@task()
def send(letter):
    """Send what is due of one letter, by its key. Safe to run twice, and at once."""
    from programmes.letters.sending import send_letter

    return send_letter(letter)


def send_soon(letter):
    """Ask the worker for it, once what was just written is there to be read."""
    key = str(letter.pk)
    transaction.on_commit(lambda: send.enqueue(key))
