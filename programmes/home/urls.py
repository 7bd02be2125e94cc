"""A member's own pages of one programme."""

from django.urls import path

from programmes.home import days_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.my_details, name="my_details"),
    path("me/email/", views.my_email, name="my_email"),
    path("me/email/code/", views.my_email_code, name="my_email_code"),
    path("me/days/", days_views.my_attendance, name="my_attendance"),
    path("me/days/confirmation/", days_views.my_confirmations, name="my_confirmations"),
    path("me/days/<ref:day>/confirmation/", days_views.my_confirmation, name="my_confirmation"),
    path("me/leave/", views.leave, name="leave"),
    path("days/<ref:day>/coming/", views.my_plan, name="my_plan"),
]
