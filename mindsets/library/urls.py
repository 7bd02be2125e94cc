from django.urls import path

from mindsets.library import views

urlpatterns = [
    path("mindsets/", views.frameworks, name="frameworks"),
    path("mindsets/new/", views.new_framework, name="new_framework"),
    path("mindsets/<ref:framework>/", views.framework, name="framework"),
    path("mindsets/<ref:framework>/draft/", views.draft, name="draft"),
    path("mindsets/<ref:framework>/draft/new/", views.mindset, name="new_mindset"),
    path("mindsets/<ref:framework>/draft/places/", views.places, name="places"),
    path("mindsets/<ref:framework>/draft/<ref:mindset>/", views.mindset, name="mindset"),
    path("days/<ref:day>/worksheets/", views.set_worksheets, name="set_worksheets"),
]
