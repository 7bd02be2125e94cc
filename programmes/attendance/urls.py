from django.urls import include, path

from programmes.attendance import here_views, offline_views, register_views, views

urlpatterns = [
    path("", include("programmes.attendance.more_urls")),
    path("check-in/", views.check_in, name="check_in"),
    path("days/<ref:day>/check-in/", views.board, name="board"),
    path("days/<ref:day>/check-in/mark/", views.mark, name="mark"),
    path("days/<ref:day>/check-in/undo/", views.undo, name="undo"),
    path("days/<ref:day>/check-in/news/", views.news, name="board_news"),
    path("days/<ref:day>/check-in/new/", views.walk_in, name="walk_in"),
    path("days/<ref:day>/check-in/offline/", offline_views.shell, name="board_shell"),
    path("days/<ref:day>/check-in/kept/", offline_views.kept, name="board_kept"),
    path("days/<ref:day>/check-in/worker.js", offline_views.worker, name="board_worker"),
    path("days/<ref:day>/check-in/app.webmanifest", offline_views.manifest, name="board_manifest"),
    path("days/<ref:day>/check-in/<ref:person>/", register_views.person_on_day, name="person_on_day"),
    path("days/<ref:day>/here/", here_views.self_check_in, name="self_check_in"),
    path("days/<ref:day>/code/", here_views.day_code_poster, name="day_code_poster"),
    path("days/<ref:day>/sheet/", register_views.sign_in_sheet, name="sign_in_sheet"),
    path("register/", register_views.register, name="register"),
]
