"""Mindset pages of one programme."""

from django.urls import include, path

app_name = "mindsets"
urlpatterns = [
    path("", include("mindsets.library.urls")),
    path("", include("mindsets.reflections.urls")),
    path("", include("mindsets.poster.urls")),
    path("", include("mindsets.moves.urls")),
    path("", include("mindsets.pictures.urls")),
]
