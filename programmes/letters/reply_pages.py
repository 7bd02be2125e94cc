"""What the page behind a reply link shows: one day, and what one person said about it."""

import uuid
from dataclasses import dataclass

from programmes.agenda.words import when
from programmes.letters.filling import place_of
from programmes.letters.reply_forms import ANSWERS_OFFERED
from programmes.models import Attendance, Plan


@dataclass(frozen=True)
class AnswerPage:
    """Nobody is named here but the person whose link it is, by what they like to be called."""

    called: str
    programme: str
    day: object
    when: str
    place: str
    directions: str
    answers: list
    said: str
    client_id: str

    @property
    def can_join_online(self):
        return bool(self.day.online_link or self.day.online_note)


def answer_page(link):
    day = link.day
    row = Attendance.objects.filter(
        programme=link.programme_id, day=link.day_id, membership=link.membership_id
    ).first()
    plan = row.plan if row else Plan.EXPECTED
    return AnswerPage(
        called=link.membership.says,
        programme=link.programme.name,
        day=day,
        when=when(day),
        place=place_of(day),
        directions=day.directions,
        answers=[(str(key), says, key == plan) for key, says in ANSWERS_OFFERED],
        said=str(dict(ANSWERS_OFFERED).get(plan, "")),
        client_id=str(uuid.uuid4()),
    )
