"""Pages of the cart."""
