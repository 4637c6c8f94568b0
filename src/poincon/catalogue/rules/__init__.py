"""Pure decisions of the catalogue: names, sizes, forbidden words, and what keeps a piece off the window."""

from poincon.catalogue.rules import care_words
from poincon.catalogue.rules.care import TOPICS, care_of
from poincon.catalogue.rules.choices import choice, choice_parts, comma
from poincon.catalogue.rules.cuts import cut_labels, cut_name
from poincon.catalogue.rules.facts import MetalFacts, PieceFacts, StoneFacts
from poincon.catalogue.rules.gate import Case, Law, Maker, Offered, Reason, Text, reasons_against
from poincon.catalogue.rules.labels import (
    coating_labels,
    colour_labels,
    material_labels,
    metal_labels,
    species_labels,
)
from poincon.catalogue.rules.labs import certificate_name, lab_labels, looked_up_at
from poincon.catalogue.rules.lint import Finding, lint, lint_general
from poincon.catalogue.rules.marks import Thresholds, mark_labels, mark_name, marks_told, needs_guarantee
from poincon.catalogue.rules.metals import LEGAL_TITLES, Title, metal_name, title_is_legal, title_of
from poincon.catalogue.rules.names import material_name, matter
from poincon.catalogue.rules.sizes import (
    FAMILIES,
    SIZE_NAMES,
    Scale,
    SizeUnclear,
    diameter_mm,
    equivalents,
    family_name,
    is_bare_size,
    meanings,
    read_size,
    said,
    size_on,
)
from poincon.catalogue.rules.stones import nature_fits, stone_name
from poincon.catalogue.rules.tree import reason_against_place

__all__ = [
    "FAMILIES",
    "LEGAL_TITLES",
    "SIZE_NAMES",
    "TOPICS",
    "Case",
    "Finding",
    "Law",
    "Maker",
    "MetalFacts",
    "Offered",
    "PieceFacts",
    "Reason",
    "Scale",
    "SizeUnclear",
    "StoneFacts",
    "Text",
    "Thresholds",
    "Title",
    "care_of",
    "care_words",
    "certificate_name",
    "choice",
    "choice_parts",
    "coating_labels",
    "colour_labels",
    "comma",
    "cut_labels",
    "cut_name",
    "diameter_mm",
    "equivalents",
    "family_name",
    "is_bare_size",
    "lab_labels",
    "lint",
    "lint_general",
    "looked_up_at",
    "mark_labels",
    "mark_name",
    "marks_told",
    "material_labels",
    "material_name",
    "matter",
    "meanings",
    "metal_labels",
    "metal_name",
    "nature_fits",
    "needs_guarantee",
    "read_size",
    "reason_against_place",
    "reasons_against",
    "said",
    "size_on",
    "species_labels",
    "stone_name",
    "title_is_legal",
    "title_of",
]
