"""Table of contents."""

from django.urls import include, path, register_converter

from copro.keys import RefConverter

register_converter(RefConverter, "ref")

urlpatterns = [
    path("", include("programmes.front.urls")),
    path("p/<slug:programme>/", include("programmes.urls")),
    path("p/<slug:programme>/", include("mindsets.urls")),
    path("o/<ref:organisation>/", include("programmes.overview.organisation_urls")),
]
