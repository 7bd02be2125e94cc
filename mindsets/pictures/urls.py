from django.urls import path

from mindsets.pictures import views

urlpatterns = [
    path("picture/", views.picture, name="picture"),
    path("picture/screen/", views.screen, name="picture_screen"),
    path("picture/outside/", views.outside, name="picture_outside"),
]
