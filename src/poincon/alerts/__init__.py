"""Whoever wishes is told by e-mail when a sold-out variant is back (R016)."""
