from django.apps import AppConfig


class CoproConfig(AppConfig):
    name = "copro"
    label = "copro"

    def ready(self):
        from copro import checks  # noqa: F401  registers the system checks
