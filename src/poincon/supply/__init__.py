"""What the house orders from its suppliers, what arrives, and what is on the shelves."""
