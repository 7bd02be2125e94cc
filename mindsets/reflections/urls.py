from django.urls import path

from mindsets.reflections import lock_views, old_card_views, path_views, views

urlpatterns = [
    path("reflections/", views.worksheets, name="worksheets"),
    path("reflections/shared/", path_views.shared, name="shared"),
    path("reflections/<ref:worksheet>/", views.start, name="start"),
    path("reflections/<ref:worksheet>/paper/", views.paper, name="paper"),
    path("reflections/<ref:worksheet>/<slug:mindset>/", views.worksheet, name="worksheet"),
    path("path/", path_views.path, name="path"),
    path("path/copy/", path_views.download, name="download"),
    path("path/entry/<ref:entry>/", path_views.my_entry, name="my_entry"),
    path("path/old-card/", old_card_views.old_card, name="old_card"),
    path("path/pictures/", lock_views.lock, name="lock"),
    path("path/pictures/choose/", lock_views.choose, name="choose_pictures"),
    path("path/pictures/start-again/", lock_views.forgotten, name="start_again"),
]
