"""Worksheets where programmes are set up: on a session's form, and in a programme that begins."""

from django import forms
from django.utils.translation import gettext as _

from mindsets.library.queries import published_versions
from mindsets.models import Worksheet
from programmes.models import ItemKind
from programmes.panels import ProgrammeExtra, SessionExtra, programme_extras, session_extras


class WorksheetOfSession(SessionExtra):
    name = "worksheet"

    def field(self, seat, day, item):
        versions = published_versions(seat.programme.organisation)
        current = self._of(seat, item)
        choices = [("", _("None")), *((str(version.pk), version.framework.name) for version in versions)]
        if current and str(current.version_id) not in dict(choices):
            choices.append((str(current.version_id), current.title))
        return forms.ChoiceField(
            label=_("Worksheet"),
            choices=choices,
            required=False,
            initial=str(current.version_id) if current else "",
            help_text=_("People fill it in on their phone or on paper."),
        )

    def save(self, seat, day, item, value):
        """Keep the session's worksheet as chosen. One that somebody has begun is let go, never deleted."""
        current = self._of(seat, item)
        if current and str(current.version_id) == value:
            return
        if current:
            if current.reflections.filter(programme=seat.programme).exists():
                current.agenda_item = None
                current.save(update_fields=["agenda_item"])
            else:
                current.delete()
        if value:
            version = published_versions(seat.programme.organisation).get(pk=value)
            Worksheet.objects.create(
                programme=seat.programme,
                day=day,
                agenda_item=item,
                version=version,
                title=version.framework.name,
            )

    def notes(self, seat, day):
        return {
            worksheet.agenda_item_id: _("Worksheet: %(title)s") % {"title": worksheet.title}
            for worksheet in Worksheet.objects.filter(
                programme=seat.programme, day=day, agenda_item__isnull=False
            )
        }

    def _of(self, seat, item):
        if item is None:
            return None
        return Worksheet.objects.filter(programme=seat.programme, agenda_item=item).first()


session_extras.append(WorksheetOfSession())


class WorksheetsOfProgramme(ProgrammeExtra):
    def began(self, programme):
        """A template's reflection sessions come with the six mindsets; they can be changed or taken away."""
        version = published_versions(programme.organisation).filter(framework__key="mindsets").first()
        if version is None:
            return
        sessions = programme.agenda_items.filter(kind=ItemKind.REFLECTION, part_of=None).on_the_plan()
        Worksheet.objects.bulk_create(
            Worksheet(
                programme=programme,
                day_id=item.day_id,
                agenda_item=item,
                version=version,
                title=item.title[:120],
            )
            for item in sessions
        )

    def copied(self, programme, copy, days, sessions):
        """The same worksheets, with the newest words of their frameworks; nobody's reflections."""
        newest = {version.framework_id: version for version in published_versions(programme.organisation)}
        found = Worksheet.objects.filter(programme=programme).select_related("version")
        Worksheet.objects.bulk_create(
            Worksheet(
                programme=copy,
                day=days.get(worksheet.day_id),
                agenda_item=sessions.get(worksheet.agenda_item_id),
                version=newest.get(worksheet.version.framework_id, worksheet.version),
                title=worksheet.title,
            )
            for worksheet in found
        )


programme_extras.append(WorksheetsOfProgramme())
