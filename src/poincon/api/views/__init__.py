"""The owner's page about tokens, and the two ways in which the API is documented."""

from poincon.api.views.documents import document, manual

__all__ = ["document", "manual"]
