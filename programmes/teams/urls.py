from django.urls import path

from programmes.teams import views

urlpatterns = [
    path("teams/", views.teams, name="teams"),
    path("teams/new/", views.new_team, name="new_team"),
    path("teams/<ref:team>/", views.team, name="team"),
    path("teams/<ref:team>/edit/", views.edit_team, name="edit_team"),
    path("teams/<ref:team>/aim/", views.aim, name="team_aim"),
    path("teams/<ref:team>/remove/", views.remove_team, name="remove_team"),
    path("my-team/", views.my_team, name="my_team"),
]
