"""Decisions about blocks, without a database."""
