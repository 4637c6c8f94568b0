"""Content as a Django application."""

from django.apps import AppConfig


class Content(AppConfig):
    name = "poincon.content"
    label = "content"

    def ready(self) -> None:
        from poincon.content.library import put_in_footer

        put_in_footer()
