from django.urls import path

from programmes.exports import views

urlpatterns = [
    path("export/", views.export, name="export"),
    path("export/numbers/", views.export_numbers, name="export_numbers"),
]
