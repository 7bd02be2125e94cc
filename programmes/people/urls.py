from django.urls import path

from programmes.people import card_views, import_views, invite_views, merge_views, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/move/", views.move, name="move_people"),
    path("people/import/", import_views.import_people, name="import_people"),
    path("people/import/<ref:draft>/", import_views.import_preview, name="import_preview"),
    path("people/import/<ref:draft>/columns/", import_views.import_columns, name="import_columns"),
    path("people/import/<ref:draft>/forget/", import_views.import_forget, name="import_forget"),
    path("people/invitations/", invite_views.invite, name="invite"),
    path("people/doubles/", merge_views.doubles, name="doubles"),
    path("people/doubles/<ref:merge>/apart/", merge_views.take_apart_again, name="take_apart"),
    path("people/<ref:person>/", views.person, name="person"),
    path("people/<ref:person>/same/", merge_views.same_person, name="same_person"),
    path("people/<ref:person>/edit/", views.edit_person, name="edit_person"),
    path("people/<ref:person>/helps/", views.access_need, name="access_need"),
    path("people/<ref:person>/role/", views.role, name="role"),
    path("people/<ref:person>/leave/", views.leave, name="leave_person"),
    path("people/<ref:person>/back/", views.come_back, name="come_back"),
    path("people/<ref:person>/card/stop/", card_views.stop, name="stop_card"),
    path("people/<ref:person>/invitation/take-back/", invite_views.take_back, name="take_back_invitation"),
    path("cards/", card_views.cards, name="cards"),
    path("poster/", card_views.join_poster, name="join_poster"),
]
