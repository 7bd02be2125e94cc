from django.urls import path

from programmes.overview import views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("settings/", views.settings, name="settings"),
    path("publish/", views.publish, name="publish"),
    path("new/", views.new_programme, name="new_programme"),
    path("copy/", views.copy, name="copy"),
]
