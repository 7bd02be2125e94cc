from django.urls import path

from programmes.agenda import plan_views, talk_views, views

urlpatterns = [
    path("days/", views.days, name="days"),
    path("days/new/", views.new_day, name="new_day"),
    path("days/<ref:day>/", views.day, name="day"),
    path("days/<ref:day>/print/", views.agenda_print, name="agenda_print"),
    path("days/<ref:day>/edit/", views.edit_day, name="edit_day"),
    path("days/<ref:day>/remove/", views.remove_day, name="remove_day"),
    path("days/<ref:day>/move/", views.move_day, name="move_day"),
    path("days/<ref:day>/plan/", plan_views.plan, name="plan"),
    path("days/<ref:day>/plan/print/", plan_views.plan_print, name="plan_print"),
    path("days/<ref:day>/plan/order/", plan_views.order, name="order"),
    path("days/<ref:day>/plan/new/", plan_views.new_session, name="new_session"),
    path("days/<ref:day>/plan/talk/", talk_views.comment, name="comment"),
    path("days/<ref:day>/plan/talk/<ref:comment>/", talk_views.comment_done, name="comment_done"),
    path("days/<ref:day>/plan/<ref:item>/", plan_views.session, name="session"),
    path("days/<ref:day>/plan/<ref:item>/minutes/", plan_views.minutes, name="minutes"),
    path("days/<ref:day>/plan/<ref:item>/put-back/", plan_views.put_back, name="put_back"),
    path("days/<ref:day>/publish/", plan_views.publish_day, name="publish_day"),
]
