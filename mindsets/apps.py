from django.apps import AppConfig


class MindsetsConfig(AppConfig):
    name = "mindsets"
    label = "mindsets"

    def ready(self):
        # Fill the places that the programme's pages leave open.
        from mindsets import panels  # noqa: F401
        from mindsets.library import extras  # noqa: F401
        from mindsets.pictures import jobs as _picture_jobs  # noqa: F401
        from mindsets.pictures import panels as _picture_panels  # noqa: F401
