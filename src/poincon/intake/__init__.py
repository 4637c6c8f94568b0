"""Bringing pieces in: other shops' files, and the desk where a piece gets its facts, price and stock."""
