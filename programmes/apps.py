from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"
    label = "programmes"

    def ready(self):
        from programmes import jobs, receivers  # noqa: F401  what the worker does, who listens to whom
