from django.urls import path

from programmes.live import views

urlpatterns = [
    path("days/<ref:day>/run/", views.run, name="run"),
    path("days/<ref:day>/run/news/", views.run_news, name="run_news"),
    path("days/<ref:day>/now/", views.now, name="now"),
    path("days/<ref:day>/follow/", views.follow, name="follow"),
    path("days/<ref:day>/record/", views.day_record, name="day_record"),
]
