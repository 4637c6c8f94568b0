"""Pieces, variants, metals, stones, sizes, brands and pictures: what the shop sells, described as the law wants it."""
