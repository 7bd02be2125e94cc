from django.urls import path

from programmes.care import views

urlpatterns = [
    path("days/<ref:day>/visitors/", views.visitors, name="visitors"),
    path("days/<ref:day>/visitors/awaited/", views.awaited, name="awaited_visitor"),
    path("days/<ref:day>/visitors/<ref:visitor>/", views.visitor, name="visitor"),
    path("days/<ref:day>/fire/", views.fire_list, name="fire_list"),
]
