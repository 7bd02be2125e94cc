"""Attendance beyond the board: sessions, everyone at once, the shared tablet, paper."""

from django.urls import path

from programmes.attendance import everyone_views, kiosk_staff_views, paper_views, tick_views

urlpatterns = [
    path("days/<ref:day>/sessions/", tick_views.session_ticks, name="session_ticks"),
    path("days/<ref:day>/check-in/everyone/", everyone_views.everyone_here, name="everyone_here"),
    path("days/<ref:day>/kiosk/", kiosk_staff_views.kiosk_start, name="kiosk_start"),
    path("days/<ref:day>/paper/", paper_views.paper_register, name="paper_register"),
]
