from django.urls import path

from programmes.closing import views

urlpatterns = [
    path("days/<ref:day>/after/", views.after_day, name="after_day"),
    path("days/<ref:day>/after/phone/", views.phone, name="phone"),
    path("days/<ref:day>/after/close/", views.close, name="close_day"),
]
