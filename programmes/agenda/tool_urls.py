"""What stands around a plan: copies, the library, files, versions, suggestions."""

from django.urls import path

from programmes.agenda import copy_views, files_views, library_views, suggest_views, versions_views

urlpatterns = [
    path("days/<ref:day>/copy/", copy_views.copy_day, name="copy_day"),
    path("days/<ref:day>/plan/<ref:item>/copy/", copy_views.copy_session, name="copy_session"),
    path("days/<ref:day>/keep/", library_views.keep_day, name="keep_day"),
    path("days/<ref:day>/plan/<ref:item>/keep/", library_views.keep_session, name="keep_session"),
    path("library/", library_views.library, name="library"),
    path("library/<ref:kept>/", library_views.kept_session, name="kept_session"),
    path("library/<ref:kept>/use/", library_views.use_session, name="use_session"),
    path("library/<ref:kept>/change/", library_views.change_kept, name="change_kept"),
    path("library/days/<ref:template>/", library_views.day_template, name="day_template"),
    path("library/days/<ref:template>/use/", library_views.use_day, name="use_day"),
    path("library/days/<ref:template>/change/", library_views.change_template, name="change_template"),
    path("days/<ref:day>/files/", files_views.agenda_files, name="agenda_files"),
    path("days/<ref:day>/agenda.csv", files_views.agenda_csv, name="agenda_csv"),
    path("days/<ref:day>/agenda.md", files_views.agenda_markdown, name="agenda_markdown"),
    path("days/<ref:day>/plan/plan.csv", files_views.plan_csv, name="plan_csv"),
    path("days/<ref:day>/plan/plan.md", files_views.plan_markdown, name="plan_markdown"),
    path("days/<ref:day>/versions/", versions_views.versions, name="versions"),
    path("days/<ref:day>/suggestions/", suggest_views.suggestions, name="suggestions"),
    path("days/<ref:day>/suggestions/new/", suggest_views.suggest, name="suggest"),
    path(
        "days/<ref:day>/suggestions/<ref:suggestion>/answer/",
        suggest_views.answer_suggestion,
        name="answer_suggestion",
    ),
    path(
        "days/<ref:day>/suggestions/<ref:suggestion>/take-back/",
        suggest_views.take_suggestion_back,
        name="take_suggestion_back",
    ),
]
