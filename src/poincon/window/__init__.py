"""The shop window: listings, search, filters and the page of each piece."""
