from django.apps import AppConfig


class MindsetsConfig(AppConfig):
    name = "mindsets"
    label = "mindsets"

    def ready(self):
        from mindsets import panels  # noqa: F401  puts reflections on the programme's pages
