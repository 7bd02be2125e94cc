from django.urls import path

from programmes.care import need_views, ready_views, views

urlpatterns = [
    path("me/helps/still-right/", need_views.review_my_needs, name="review_my_needs"),
    path("me/helps/take-back/", need_views.take_back_my_needs, name="take_back_my_needs"),
    path("people/<ref:person>/helps/still-right/", ready_views.need_reviewed, name="need_reviewed"),
    path("days/<ref:day>/ready/", ready_views.getting_ready, name="getting_ready"),
    path("days/<ref:day>/ready/job/", ready_views.ready_job, name="ready_job"),
    path("days/<ref:day>/visitors/", views.visitors, name="visitors"),
    path("days/<ref:day>/visitors/awaited/", views.awaited, name="awaited_visitor"),
    path("days/<ref:day>/visitors/<ref:visitor>/", views.visitor, name="visitor"),
    path("days/<ref:day>/fire/", views.fire_list, name="fire_list"),
]
