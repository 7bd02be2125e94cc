from django.urls import path

from programmes.calendars import views

urlpatterns = [
    path("days/<ref:day>/calendar.ics", views.day_calendar, name="day_calendar"),
    path("me/calendar/", views.my_calendar, name="my_calendar"),
    path("me/calendar/stop/", views.stop_my_calendar, name="stop_my_calendar"),
]
