"""One programme with a row of every kind that an address can name, and a foreign twin of each."""

from datetime import timedelta

from django.utils import timezone

from mindsets.library.actions import draft_of
from mindsets.library.shipped import ship_frameworks
from mindsets.models import Entry, Reflection, TeamMove, TeamNote, Worksheet
from mindsets.moves.shipped import ship_moments
from programmes.agenda.lines import Line
from programmes.calendars.actions import make_feed
from programmes.letters.actions import write_letter
from programmes.models import (
    AttendanceFile,
    DayTemplate,
    DraftComment,
    ImportDraft,
    KeptSession,
    Merge,
    OrganisationAdmin,
    Role,
    Suggestion,
    ThankYou,
    Visitor,
)
from tests.factories import make_day, make_item, make_member, make_programme, make_team


def furnish(programme, by=None):
    """{name of a route's argument: its value} for one programme; the day is today."""
    organisation = programme.organisation
    today = timezone.localdate(timezone=programme.tz)
    day = make_day(programme, on=today)
    make_day(programme, on=today + timedelta(days=30))
    item = make_item(day)
    letter = write_letter(programme, "other", by=by, day=day, audience="everyone")
    team = make_team(programme)
    member = make_member(programme, "Mia Lane", Role.MEMBER, team=team)
    six = ship_frameworks(organisation)["mindsets"]
    draft = draft_of(six.framework)
    worksheet = Worksheet.objects.create(programme=programme, day=day, version=six, title="Just now")
    reflection = Reflection.objects.create(programme=programme, worksheet=worksheet, membership=member)
    entry = Entry.objects.create(
        programme=programme,
        reflection=reflection,
        membership=member,
        mindset=six.mindsets.first(),
        place="gate",
    )
    thank_you = ThankYou.objects.create(programme=programme, day=day, membership=member)
    admin = OrganisationAdmin.objects.create(organisation=organisation, person=member.person)
    pasted = ImportDraft.objects.create(
        programme=programme, made_by=by or member.person, fingerprint="0" * 64
    )
    twin = make_member(programme, "Mia Lane", left_on=today)
    merge = Merge.objects.create(
        programme=programme, kept=member, joined=twin, moved={"attendance": [], "rows": {}, "filled": {}}
    )
    brought = AttendanceFile.objects.create(
        programme=programme, day=day, source="teams", made_by=by or member.person, fingerprint="0" * 64
    )
    comment = DraftComment.objects.create(programme=programme, day=day, words="Too long?", by=member)
    visitor = Visitor.objects.create(programme=programme, day=day)
    kept = KeptSession.objects.create(organisation=organisation, title="Song")
    template = DayTemplate.objects.create(
        organisation=organisation, name="First day", plan=[Line("Song").as_data]
    )
    suggestion = Suggestion.objects.create(programme=programme, day=day, by=member, words="Begin later")
    note = TeamNote.objects.create(programme=programme, team=team, mindset_key="grey")
    ship_moments(organisation)
    team_move = TeamMove.objects.create(programme=programme, team=team)
    return {
        "moment": organisation.moments.first().ref,
        "team_move": team_move.ref,
        "note": note.ref,
        "kept": kept.ref,
        "template": template.ref,
        "suggestion": suggestion.ref,
        "programme": programme.slug,
        "organisation": organisation.ref,
        "day": day.ref,
        "item": item.ref,
        "comment": comment.ref,
        "letter": letter.ref,
        "letter_kind": "reminder",
        "team": team.ref,
        "person": member.ref,
        "worksheet": worksheet.ref,
        "framework": six.framework.ref,
        "mindset": draft.mindsets.first().ref,
        "draft": pasted.ref,
        "file": brought.ref,
        "merge": merge.ref,
        "entry": entry.ref,
        "admin": admin.pk,
        "visitor": visitor.ref,
        "token": f"{make_feed(member)}.ics",
        "thank_you": thank_you.ref,
    }


def foreign_world():
    return furnish(make_programme("Somewhere else"))
