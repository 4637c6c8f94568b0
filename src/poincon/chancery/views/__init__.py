"""The owner's pages about the charter."""
