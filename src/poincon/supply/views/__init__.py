"""The desk's pages about suppliers' orders, deliveries and stock."""
