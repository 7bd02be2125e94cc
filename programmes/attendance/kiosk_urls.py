"""A shared tablet's pages; its cookie goes no further than this path."""

from django.urls import path

from programmes.attendance import kiosk_views as views

app_name = "kiosk"
urlpatterns = [
    path("kiosk/", views.home, name="home"),
    path("kiosk/find/", views.find, name="find"),
    path("kiosk/here/", views.here, name="here"),
    path("kiosk/undo/", views.undo, name="undo"),
    path("kiosk/new/", views.newcomer, name="newcomer"),
]
