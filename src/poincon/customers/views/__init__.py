"""The customers' pages, and the desk's pages about them."""
