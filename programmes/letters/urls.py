from django.urls import path

from programmes.letters import paper_views, phone_views, views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/new/", views.new_letter, name="new_letter"),
    path("letters/words/", views.letter_words, name="letter_words"),
    path("letters/words/<slug:letter_kind>/", views.edit_words, name="edit_words"),
    path("letters/<ref:letter>/", views.letter, name="letter"),
    path("letters/<ref:letter>/edit/", views.edit_letter, name="edit_letter"),
    path("letters/<ref:letter>/agree/", views.agree, name="agree_letter"),
    path("letters/<ref:letter>/stop/", views.stop_letter, name="stop_letter"),
    path("letters/<ref:letter>/throw-away/", views.throw_away, name="throw_away_letter"),
    path("letters/<ref:letter>/again/", views.try_again, name="try_letter_again"),
    path("letters/<ref:letter>/paper/", paper_views.letter_paper, name="letter_paper"),
    path("letters/<ref:letter>/printed/", paper_views.printed, name="letter_printed"),
    path("days/<ref:day>/letters/", views.letters_of_day, name="letters_of_day"),
    path("days/<ref:day>/letters/phone/", phone_views.phone_list, name="phone_list"),
]
