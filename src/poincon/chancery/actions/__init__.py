"""What owners do to the charter."""
