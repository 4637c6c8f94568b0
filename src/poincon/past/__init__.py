"""What the shop that was here before knew of its customers and their orders, kept to be read."""
