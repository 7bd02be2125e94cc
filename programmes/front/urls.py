"""The front door: pages that need no programme."""

from django.urls import path

from programmes.front import join_views, sign_in_views, views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("arrive/", views.arrive, name="arrive"),
    path("join/", join_views.join, name="join"),
    path("join/about-you/", join_views.about_you, name="about_you"),
    path("join/check-your-email/", join_views.join_email, name="join_email"),
    path("join/not-me/", join_views.not_me, name="not_me"),
    path("join/<slug:programme>/your-card/", join_views.joined, name="joined"),
    path("here/", join_views.here, name="here"),
    path("sign-in/", sign_in_views.sign_in, name="sign_in"),
    path("sign-in/link/", sign_in_views.link, name="link"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("card/", sign_in_views.card, name="card"),
    path("invitation/", sign_in_views.invitation, name="invitation"),
    path("second-factor/", sign_in_views.second_factor, name="second_factor"),
    path("look-around/", sign_in_views.demo_enter, name="demo_enter"),
    path("help/", views.help_page, name="help"),
    path("who-can-see-what/", views.privacy, name="privacy"),
    path("worried/", views.concern, name="concern"),
    path("reading/", views.reading, name="reading"),
    path("mindsets/", views.mindsets, name="mindsets"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
