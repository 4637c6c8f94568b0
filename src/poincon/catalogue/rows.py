"""Typed facts as rows of their tables."""

from collections.abc import Iterable
from dataclasses import asdict

from poincon.catalogue.models import MetalPart, Piece, Stone
from poincon.catalogue.rules import MetalFacts, StoneFacts


def metal_rows(piece: Piece, metals: Iterable[MetalFacts]) -> list[MetalPart]:
    """Return unsaved rows for the metals of a piece, in their order."""
    columns = (asdict(part) | {"marks": list(part.marks)} for part in metals)
    return [MetalPart(piece=piece, position=place, **values) for place, values in enumerate(columns)]


def stone_rows(piece: Piece, stones: Iterable[StoneFacts]) -> list[Stone]:
    """Return unsaved rows for the stones of a piece, in their order."""
    columns = (asdict(stone) | {"treatments": list(stone.treatments)} for stone in stones)
    return [Stone(piece=piece, position=place, **values) for place, values in enumerate(columns)]
