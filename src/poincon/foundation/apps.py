"""Load every feature’s handlers, and its words for the journal, once all models are known."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Foundation(AppConfig):
    name = "poincon.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("handlers", "deeds")
