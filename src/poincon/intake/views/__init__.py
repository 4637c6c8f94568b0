"""The desk's pages about pieces."""
