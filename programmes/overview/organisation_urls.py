"""One organisation, for its admins: the reference in the route becomes the view's organisation."""

from django.urls import path

from programmes.audit.views import organisation_audit
from programmes.exports.views import organisation_export
from programmes.overview import organisation_views as views

app_name = "organisation"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("new/", views.new_programme, name="new_programme"),
    path("settings/", views.settings, name="settings"),
    path("admins/", views.admins, name="admins"),
    path("admins/<uuid:admin>/take-away/", views.take_away_admin, name="take_away_admin"),
    path("export/", organisation_export, name="export"),
    path("audit/", organisation_audit, name="audit"),
]
