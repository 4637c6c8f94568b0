"""Those who buy: their names, addresses and preferences, and their own space."""
