from django.urls import path

from programmes.thanks import views

urlpatterns = [
    path("me/thanks/", views.my_thanks, name="my_thanks"),
    path("me/thanks/<ref:thank_you>/", views.answer_thanks, name="answer_thanks"),
    path("thanks/", views.thank_yous, name="thank_yous"),
    path("thanks/told/", views.thanks_told, name="thanks_told"),
    path("thanks/copy/", views.thanks_export, name="thanks_export"),
    path("thanks/<ref:day>/", views.thanks_of_day, name="thanks_of_day"),
    path("thanks/<ref:day>/<ref:person>/", views.thank_you, name="thank_you"),
]
