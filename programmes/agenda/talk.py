"""What facilitators say to each other about a draft. Nobody else ever reads it, on no page and no paper."""

from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from copro.forms import CoproForm
from copro.text import CleanCharField
from programmes.agenda.order import RefField
from programmes.models import DraftComment


@dataclass(frozen=True)
class CommentRow:
    ref: str
    words: str
    says: str
    name: str
    at: datetime
    done_by: str = ""


@dataclass(frozen=True)
class Talk:
    """Comments on one session, or on the day: those still open and those ticked off, newest first."""

    about: str = ""  # the session's reference
    title: str = ""
    open: list = field(default_factory=list)
    done: list = field(default_factory=list)


class CommentForm(CoproForm):
    """A comment; `about` is the session it is on."""

    words = CleanCharField(
        label=gettext_lazy("Say something to the others"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Write a few words first")},
    )
    about = RefField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, about=""):
        super().__init__(data, initial={"about": about}, auto_id=f"talk-{about or 'day'}-%s")


def comments_of(day):
    """{session id, or None for the day: [DraftComment, …]}, newest first, in one query."""
    comments = DraftComment.objects.filter(programme=day.programme_id, day=day)
    found = {}
    for comment in comments.select_related("by", "done_by").order_by("-at"):
        found.setdefault(comment.item_id, []).append(comment)
    return found


def open_comments(comments):
    """How many are still open, by session id."""
    return {item: sum(1 for each in line if each.done_at is None) for item, line in comments.items()}


def talk_about(comments, item=None):
    """The Talk about a session, or about the day when there is none."""
    line = comments.get(item.pk if item else None, [])
    return Talk(
        about=item.ref if item else "",
        title=item.title if item else "",
        open=[_row(each) for each in line if each.done_at is None],
        done=[_row(each) for each in line if each.done_at is not None],
    )


def _row(comment):
    done_by = comment.done_by.says if comment.done_by else ""
    return CommentRow(comment.ref, comment.words, comment.by.says, comment.by.name, comment.at, done_by)


def say(seat, day, words, *, item=None):
    """Keep a comment of the person asking."""
    return DraftComment.objects.create(
        programme=seat.programme, day=day, item=item, words=words, by=seat.membership
    )


def tick_off(seat, comment, *, done):
    """Mark a comment as done, or open it again."""
    comment.done_at = timezone.now() if done else None
    comment.done_by = seat.membership if done else None
    comment.save(update_fields=["done_at", "done_by"])
