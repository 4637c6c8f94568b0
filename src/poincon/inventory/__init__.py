"""How many pieces there are, who holds them for how long, and which of three states a buyer is told."""
