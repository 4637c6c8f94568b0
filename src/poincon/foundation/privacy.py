"""Privacy classes: what kind of data each column holds, declared beside the column's model.

The classes drive exports, erasures, retention and masking (GDPR art. 15, 17 and 30). A column
without a class fails the shape tests.
"""

from enum import StrEnum

from django.apps import apps
from django.db import models


class Data(StrEnum):
    """What a column says about a person."""

    NONE = "none"  # nothing about anybody: codes, amounts, keys to rows that carry their own class
    IDENTITY = "identity"  # names
    CONTACT = "contact"  # e-mail, telephone
    ADDRESS = "address"
    MEASUREMENT = "measurement"  # ring size, wrist
    FREE_TEXT = "free_text"  # whatever somebody typed
    TECHNICAL = "technical"  # tokens, addresses of machines, browser facts
    SECRET = "secret"  # noqa: S105 - the class of password hashes and keys: never exported, never shown


Classes = dict[str, Data]


def classes(**columns: str) -> Classes:
    """Read `none="id state", contact="email"` as a mapping from column to class.

    Raises ValueError when a column is named twice.
    """
    pairs = [(name, Data(kind)) for kind, names in columns.items() for name in names.split()]
    declared = dict(pairs)
    if len(declared) != len(pairs):
        raise ValueError("a column has two privacy classes")
    return declared


def undeclared(model: type[models.Model]) -> set[str]:
    """Return the columns whose class is missing, and the declared ones that do not exist."""
    columns = {field.name for field in model._meta.concrete_fields}
    return columns ^ set(getattr(model, "privacy", {}))


def own_models() -> list[type[models.Model]]:
    """Return every model of the shop's own features."""
    return [model for model in apps.get_models() if model.__module__.startswith("poincon.")]
