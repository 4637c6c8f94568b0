"""What can be done with suppliers' orders, deliveries and shelves."""
