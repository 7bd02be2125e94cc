from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self):
        from programmes import jobs  # noqa: F401  what the worker does by itself
