"""One session of the draft as the builder's pages show it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from copro.templatetags.ui import initials
from programmes.agenda.plan_times import clock
from programmes.agenda.words import from_to, how_long, iso, kind_picture, things_at_once, twelve_hours
from programmes.models import AgendaItem


@dataclass(frozen=True)
class Host:
    ref: str
    says: str
    name: str
    parts: tuple = ()  # how they take part

    @property
    def initials(self):
        return initials(self.name)


@dataclass(frozen=True)
class ForTeam:
    ref: str
    name: str


@dataclass(frozen=True)
class PlanRow:
    """One session of the draft, with its derived times as words and as clock minutes."""

    item: AgendaItem
    start: int | None
    end: int | None
    gap_before: int
    late_by: int
    hosts: tuple = ()
    note: str = ""
    is_over: bool = False
    can_go_up: bool = True
    can_go_down: bool = True
    date_changes: str = ""
    teams: tuple = ()
    alongside: str = ""  # the reference of the session that it is at the same time as
    slot_size: int = 1  # how many things are at that time
    comments: int = 0  # words between facilitators that nobody has ticked off

    @property
    def ref(self):
        return self.item.ref

    @property
    def is_part(self):
        return self.item.part_of_id is not None

    @property
    def starts(self):
        return twelve_hours(self.start)

    @property
    def starts_iso(self):
        return iso(self.start)

    @property
    def ends(self):
        return twelve_hours(self.end)

    @property
    def times(self):
        return from_to(self.start, self.end)

    @property
    def pinned(self):
        return twelve_hours(clock(self.item.pinned_start))

    @property
    def booked(self):
        """What to say of a pinned start; '' when there is none."""
        if not self.pinned:
            return ""
        if self.late_by:
            return _("Booked for %(pinned)s. %(length)s late") % {
                "pinned": self.pinned,
                "length": how_long(self.late_by),
            }
        return _("Booked for %(pinned)s") % {"pinned": self.pinned}

    @property
    def free_before(self):
        return _("%(length)s free") % {"length": how_long(self.gap_before)} if self.gap_before else ""

    @property
    def over(self):
        return _("Ends at %(ends)s, after the day ends") % {"ends": self.ends} if self.is_over else ""

    @property
    def kind(self):
        return self.item.get_kind_display()

    @property
    def picture(self):
        return kind_picture(self.item.kind)

    @property
    def comment_words(self):
        said = ngettext("%(number)s comment", "%(number)s comments", self.comments)
        return said % {"number": self.comments} if self.comments else ""

    @property
    def slot_words(self):
        """Said above the first of several that are at the same time; '' elsewhere."""
        return (
            things_at_once(self.slot_size)
            if self.slot_size > 1 and not self.alongside and not self.is_part
            else ""
        )

    @property
    def css(self):
        names = (
            (f"k-{self.item.kind}", True),
            ("pause", self.item.is_break),
            ("over", self.is_over),
            ("part", self.is_part),
            ("slot", self.slot_size > 1),
            ("beside", bool(self.alongside)),
        )
        return " ".join(name for name, holds in names if holds)
