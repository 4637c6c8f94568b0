"""Reading the product file of a Shopify shop: bytes to lines, lines to planned pieces, each step pure."""
