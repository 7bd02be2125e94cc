"""One programme's pages; the slug in the route becomes the view's seat (programmes.access)."""

from django.urls import include, path

app_name = "programmes"
urlpatterns = [
    path("", include("programmes.home.urls")),
    path("", include("programmes.overview.urls")),
    path("", include("programmes.people.urls")),
    path("", include("programmes.teams.urls")),
    path("", include("programmes.agenda.urls")),
    path("", include("programmes.agenda.tool_urls")),
    path("", include("programmes.attendance.urls")),
    path("", include("programmes.live.urls")),
    path("", include("programmes.closing.urls")),
    path("", include("programmes.elsewhere.urls")),
    path("", include("programmes.calendars.urls")),
    path("", include("programmes.thanks.urls")),
    path("", include("programmes.exports.urls")),
    path("", include("programmes.letters.urls")),
    path("", include("programmes.audit.urls")),
    path("", include("programmes.care.urls")),
]
