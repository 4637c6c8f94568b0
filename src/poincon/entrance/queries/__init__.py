"""Questions about the first page."""
