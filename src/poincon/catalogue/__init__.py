"""Pieces, variants, metals, stones, sizes, brands, pictures: what is sold, as the law wants it described."""
