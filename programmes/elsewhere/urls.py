from django.urls import path

from programmes.elsewhere import views

urlpatterns = [
    path("days/<ref:day>/file/", views.attendance_file, name="attendance_file"),
    path("days/<ref:day>/file/<ref:file>/", views.attendance_preview, name="attendance_preview"),
    path("days/<ref:day>/file/<ref:file>/forget/", views.attendance_forget, name="attendance_forget"),
]
