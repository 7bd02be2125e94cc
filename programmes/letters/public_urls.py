"""Pages of letters that need no signing in."""

from django.urls import path

from programmes.letters import reply_views, trial_views

app_name = "letters"
urlpatterns = [
    path("reply/", reply_views.reply, name="reply"),
    path("demo/letters/", trial_views.trial_letters, name="demo"),
]
