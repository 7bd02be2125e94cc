"""The worksheet of a session: one more choice on the session's form in the day builder."""

from django import forms
from django.utils.translation import gettext as _

from mindsets.library.queries import published_versions
from mindsets.models import Worksheet
from programmes.panels import SessionExtra, session_extras


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
