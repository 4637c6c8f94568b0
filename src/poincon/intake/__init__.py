"""Bringing pieces into the shop: other shops' product files, and the desk where a piece gets its facts, price and stock."""
