from django.urls import path

from programmes.audit import views

urlpatterns = [
    path("audit/", views.audit, name="audit"),
]
