from django.urls import path

from mindsets.poster import note_views, views

urlpatterns = [
    path("mindset-poster/", views.poster, name="poster"),
    path("mindset-poster/paper/", views.poster_paper, name="poster_paper"),
    path("mindset-poster/screen/", views.poster_screen, name="poster_screen"),
    path("mindset-poster/screen/<slug:mindset>/", views.poster_screen, name="poster_screen_mindset"),
    path("mindset-poster/<slug:mindset>/", views.poster_mindset, name="poster_mindset"),
    path("mindset-poster/<slug:mindset>/note/", note_views.new_note, name="new_note"),
    path("mindset-poster/<slug:mindset>/note/<ref:note>/", note_views.note, name="note"),
]
