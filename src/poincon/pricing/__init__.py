"""Prices with tax included, their whole history, and the tax that is in them."""
