"""Pieces that somebody likes and keeps for later, with an account or without, and may show to others."""
