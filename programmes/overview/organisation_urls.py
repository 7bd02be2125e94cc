"""One organisation, for its admins: the reference in the route becomes the view's organisation."""

from django.urls import path

from programmes.exports.views import organisation_export

app_name = "organisation"
urlpatterns = [
    path("export/", organisation_export, name="export"),
]
