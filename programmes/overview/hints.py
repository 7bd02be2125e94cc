"""Worth a look: what the people running a programme may have missed. Worked out each time, never a blame."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.overview.words import wall_clock

AT_MOST = 6


@dataclass(frozen=True)
class Hint:
    title: str
    why: str
    url: str
    do: str


def hints_for(seat, overview):
    """At most six, the nearest first."""
    if not seat.can_set_up:
        return []
    slug = seat.programme.slug
    found = [
        *_beginnings(slug, overview),
        *_of_coming_days(slug, overview),
        *_of_past_days(slug, overview),
        *_of_people(slug, overview),
    ]
    return found[:AT_MOST]


def _beginnings(slug, overview):
    if not overview.days:
        yield Hint(
            _("There are no days yet"),
            _("A day needs no date to begin with."),
            reverse("programmes:new_day", args=[slug]),
            _("Add a day"),
        )
    if not overview.teams:
        yield Hint(
            _("There are no teams yet"),
            _("A team works on one thing together."),
            reverse("programmes:new_team", args=[slug]),
            _("Add a team"),
        )
    if overview.people <= len(overview.running):
        yield Hint(
            _("Nobody takes part yet"),
            _("A name is enough. You can paste a whole list."),
            reverse("programmes:people", args=[slug]),
            _("Add people"),
        )


def _of_coming_days(slug, overview):
    for facts in overview.days:
        if facts.is_past:
            continue
        day, plan = facts.day, reverse("programmes:plan", args=[slug, facts.ref])
        if facts.minutes_over:
            over = facts.minutes_over
            yield Hint(
                ngettext(
                    "%(day)s runs %(over)s minute over", "%(day)s runs %(over)s minutes over", over
                ) % {"day": day.label, "over": over},
                _("The day ends at %(day_ends)s. The plan ends at %(plan_ends)s.")
                % {"day_ends": wall_clock(day.end_wall), "plan_ends": wall_clock(facts.plan_ends)},
                plan,
                _("Fix the plan"),
            )  # fmt: skip
        if facts is overview.next and day.date and not day.is_published:
            yield Hint(
                _("%(day)s is not published yet") % {"day": day.label},
                _("People see a day once you publish it."),
                plan,
                _("See the plan"),
            )
        if facts is overview.next and overview.changes:
            count = len(overview.changes)
            yield Hint(
                ngettext(
                    "%(day)s has %(count)s change that people do not see yet",
                    "%(day)s has %(count)s changes that people do not see yet",
                    count,
                )
                % {"day": day.label, "count": count},
                _("Publish the day again when you are ready."),
                plan,
                _("See the changes"),
            )
        if facts is overview.next and not day.date:
            yield Hint(
                _("%(day)s has no date yet") % {"day": day.label},
                _("People can keep it free once they know."),
                reverse("programmes:edit_day", args=[slug, facts.ref]),
                _("Set a date"),
            )


def _of_past_days(slug, overview):
    for facts in reversed(overview.days):
        if not facts.is_past or not facts.not_recorded:
            continue
        person = overview.missing.get(facts.day.pk)
        if person:
            title = _("%(name)s was not ticked on %(day)s") % {"name": person.says, "day": facts.day.label}
            url = reverse("programmes:person_on_day", args=[slug, facts.ref, person.ref])
        else:
            title = ngettext(
                "%(count)s person was not ticked on %(day)s",
                "%(count)s people were not ticked on %(day)s",
                facts.not_recorded,
            ) % {"count": facts.not_recorded, "day": facts.day.label}
            url = f"{reverse('programmes:register', args=[slug])}?day={facts.ref}&how=not_recorded"
        yield Hint(title, _("Not recorded is not the same as not there."), url, _("Put it right"))


def _of_people(slug, overview):
    for team in overview.teams:
        if not team.people:
            yield Hint(
                _("Nobody is in %(team)s yet") % {"team": team.name},
                _("Put people in it, or take it out."),
                reverse("programmes:team", args=[slug, team.ref]),
                _("See the team"),
            )
    if overview.teams and overview.without_team:
        count = overview.without_team
        yield Hint(
            ngettext("%(count)s person has no team yet", "%(count)s people have no team yet", count)
            % {"count": count},
            _("Some like to choose for themselves. Ask them."),
            f"{reverse('programmes:people', args=[slug])}?team=none",
            _("See who"),
        )
