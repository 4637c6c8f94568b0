"""What is seen across all features, and changed by none: the promise board."""
