from django.urls import path

from mindsets.poster import note_views, views

urlpatterns = [
    path("poster/", views.poster, name="poster"),
    path("poster/paper/", views.poster_paper, name="poster_paper"),
    path("poster/screen/", views.poster_screen, name="poster_screen"),
    path("poster/screen/<slug:mindset>/", views.poster_screen, name="poster_screen_mindset"),
    path("poster/<slug:mindset>/", views.poster_mindset, name="poster_mindset"),
    path("poster/<slug:mindset>/note/", note_views.new_note, name="new_note"),
    path("poster/<slug:mindset>/note/<ref:note>/", note_views.note, name="note"),
]
