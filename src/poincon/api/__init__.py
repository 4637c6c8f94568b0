"""How programs speak to the shop: their tokens, and what every endpoint of the API has in common."""
