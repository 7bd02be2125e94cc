"""A member's own pages of one programme."""

from django.urls import path

from programmes.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.my_details, name="my_details"),
    path("me/email/", views.my_email, name="my_email"),
    path("me/email/code/", views.my_email_code, name="my_email_code"),
    path("me/days/", views.my_attendance, name="my_attendance"),
    path("me/leave/", views.leave, name="leave"),
    path("days/<ref:day>/coming/", views.my_plan, name="my_plan"),
]
