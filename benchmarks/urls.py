"""The whole site, and beside it the bare views it is compared with."""

from django.urls import include, path

from benchmarks import views

urlpatterns = [
    path("bare/rows/<uuid:programme>/<int:rows>/", views.rows),
    path("bare/upsert/<uuid:programme>/", views.upsert),
    path("", include("copro.urls")),
]
