"""What was bought, at what price, by whom: an immutable record and its life."""
