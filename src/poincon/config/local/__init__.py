"""What a single machine needs to run a shop by itself: PostgreSQL, the supervised processes, the demo."""
