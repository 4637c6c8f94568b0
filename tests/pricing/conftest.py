"""Pieces to price: the same as those of the stock."""

from tests.inventory.conftest import make_variants, shared_database

__all__ = ["make_variants", "shared_database"]
