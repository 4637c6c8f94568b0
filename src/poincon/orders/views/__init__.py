"""Pages about orders: the customer's and the desk's."""
