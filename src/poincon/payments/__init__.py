"""Attempts to pay, what moved, and the gateways that move it."""
