from django.urls import path

from mindsets.moves import set_up_views, team_views, views

urlpatterns = [
    path("moves/", views.moves, name="moves"),
    path("moves/cards/", views.move_cards, name="move_cards"),
    path("moves/mine/", views.my_move_notes, name="my_move_notes"),
    path("moves/team/<ref:team_move>/", team_views.team_move, name="team_move"),
    path("moves/set-up/", set_up_views.moments, name="moments"),
    path("moves/set-up/new/", set_up_views.edit_moment, name="new_moment"),
    path("moves/set-up/<ref:moment>/", set_up_views.edit_moment, name="edit_moment"),
    path("moves/<ref:moment>/", views.moment, name="moment"),
    path("moves/<ref:moment>/try/", team_views.try_move, name="try_move"),
]
