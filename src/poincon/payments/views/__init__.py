"""Addresses that payments answer at."""
