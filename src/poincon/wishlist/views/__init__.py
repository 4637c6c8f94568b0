"""Pages of the wishlist."""
