"""Requests to the window, and its answers."""
