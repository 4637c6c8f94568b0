"""What can be done with an order: record it, move its money, its work and its life."""
