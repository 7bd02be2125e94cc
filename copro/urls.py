"""Table of contents."""

from django.urls import include, path, register_converter

from copro.keys import RefConverter

register_converter(RefConverter, "ref")

handler400 = "copro.pages.bad_request"
handler500 = "copro.pages.server_error"

urlpatterns = [
    path("", include("programmes.front.urls")),
    path("", include("programmes.front.account_urls")),
    path("", include("programmes.letters.public_urls")),
    path("calendar/", include("programmes.calendars.site_urls")),
    path("", include("programmes.attendance.kiosk_urls")),
    path("p/<slug:programme>/", include("programmes.urls")),
    path("p/<slug:programme>/", include("mindsets.urls")),
    path("o/<ref:organisation>/", include("programmes.overview.organisation_urls")),
]
