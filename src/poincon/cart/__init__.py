"""Baskets: what a visitor means to buy."""
