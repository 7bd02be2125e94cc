"""The private addresses that calendars ask; a calendar cannot send what stands behind a # of an address."""

from django.urls import path, register_converter

from programmes.calendars import views


class FeedConverter:
    """`<feed:token>` in a route: 22 symbols (128 bits) and .ics."""

    regex = r"[\w-]{22}\.ics"

    def to_python(self, value):
        return value.removesuffix(".ics")

    def to_url(self, value):
        return f"{value.removesuffix('.ics')}.ics"


register_converter(FeedConverter, "feed")

app_name = "calendars"
urlpatterns = [path("<feed:token>", views.feed, name="feed")]
