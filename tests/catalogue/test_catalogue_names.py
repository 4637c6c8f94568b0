"""What metals, stones and pieces are called (C. com. L832-1 to L832-8, décret 2002-65)."""

from decimal import Decimal

import pytest

from poincon.catalogue.rules import (
    MetalFacts,
    PieceFacts,
    StoneFacts,
    matter,
    metal_name,
    species_labels,
    stone_name,
)

N, T = "\u00a0", "\u202f"


def gold_on(metal: str, microns: str | None, title: int | None = 750, **more: object) -> MetalFacts:
    thickness = None if microns is None else Decimal(microns)
    return MetalFacts(metal, coating_metal="gold", coating_fineness=title, coating_microns=thickness, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "kind", "fr", "en"),
    [
        (MetalFacts("gold", "rose", 750), "ring", f"or rose 750{T}‰", "rose gold 750‰"),
        (MetalFacts("gold", "", 750), "ring", f"or 750{T}‰", "gold 750‰"),
        (MetalFacts("gold", "white", 585), "ring", f"or blanc 585{T}‰", "white gold 585‰"),
        (MetalFacts("gold", "yellow", 375), "ring", f"or jaune 375{T}‰", "yellow gold 375‰"),
        (MetalFacts("silver", "", 925), "ring", f"argent 925{T}‰", "silver 925‰"),
        (MetalFacts("silver", "white", 925), "ring", f"argent 925{T}‰", "silver 925‰"),
        (MetalFacts("platinum", "", 950), "ring", f"platine 950{T}‰", "platinum 950‰"),
        (MetalFacts("steel"), "watch", "acier", "steel"),
        (MetalFacts("brass"), "other", "laiton", "brass"),
        (gold_on("brass", "3"), "ring", f"plaqué or 3{N}µm (750{T}‰)", f"gold-plated 3{N}µm (750‰)"),
        (
            gold_on("brass", "3", colour="rose"),
            "ring",
            f"plaqué or rose 3{N}µm (750{T}‰)",
            f"rose gold-plated 3{N}µm (750‰)",
        ),
        (gold_on("common", "2.9"), "ring", "doré", "gold-tone metal"),
        (gold_on("steel", "2.9"), "ring", "acier doré", "gold-tone steel"),
        (gold_on("steel", None), "ring", "acier doré", "gold-tone steel"),
        (gold_on("steel", "3"), "watch", "acier doré", "gold-tone steel"),
        (gold_on("steel", "5"), "watch", f"plaqué or 5{N}µm (750{T}‰)", f"gold-plated 5{N}µm (750‰)"),
        (gold_on("brass", "3", 499), "ring", "laiton doré", "gold-tone brass"),
        (gold_on("brass", "3", 500), "ring", f"plaqué or 3{N}µm (500{T}‰)", f"gold-plated 3{N}µm (500‰)"),
        (gold_on("silver", "5", fineness=925), "ring", "vermeil", "vermeil"),
        (gold_on("silver", "5", 749, fineness=925), "ring", None, None),
        (gold_on("silver", "4.9", fineness=925), "ring", None, None),
        (gold_on("silver", "1", fineness=925), "ring", f"argent 925{T}‰ doré", "gold-tone silver 925‰"),
        (gold_on("silver", "5", fineness=750), "ring", None, None),
        (
            MetalFacts("silver", "", 925, "rhodium"),
            "ring",
            f"argent 925{T}‰ rhodié",
            "rhodium-plated silver 925‰",
        ),
        (
            MetalFacts("gold", "white", 750, "rhodium"),
            "ring",
            f"or blanc 750{T}‰ rhodié",
            "rhodium-plated white gold 750‰",
        ),
        (
            MetalFacts("brass", "", None, "silver", 999, Decimal(10)),
            "other",
            f"métal argenté 10{N}µm (999{T}‰)",
            f"silver-plated 10{N}µm (999‰)",
        ),
        (
            MetalFacts("brass", "", None, "silver", 999, Decimal(9)),
            "other",
            "laiton argenté",
            "silver-tone brass",
        ),
    ],
)
def test_a_metal_is_called_what_its_facts_allow(
    part: MetalFacts, kind: str, fr: str | None, en: str | None
) -> None:
    said = metal_name(part, "fr", kind), metal_name(part, "en", kind)
    if fr is None:
        assert "vermeil" not in said
    else:
        assert said == (fr, en)


@pytest.mark.parametrize("fineness", [None, 333, 374, 376, 417, 751, 800])
def test_gold_without_a_legal_title_is_never_called_gold(fineness: int | None) -> None:
    part = MetalFacts("gold", "yellow", fineness)
    assert metal_name(part, "fr") == "métal au titre à confirmer"
    assert "gold" not in metal_name(part, "en")


@pytest.mark.parametrize(
    ("stone", "fr", "en"),
    [
        (
            StoneFacts("diamond", "synthetic", (), Decimal("0.700")),
            f"diamant synthétique 0,70{N}ct",
            f"synthetic diamond 0.70{N}ct",
        ),
        (
            StoneFacts("diamond", "natural", (), Decimal("0.125")),
            f"diamant 0,125{N}ct",
            f"diamond 0.125{N}ct",
        ),
        (
            StoneFacts("diamond", "natural", (), Decimal("0.24"), 12),
            f"12{N}diamants 0,24{N}ct",
            f"12{N}diamonds 0.24{N}ct",
        ),
        (
            StoneFacts("diamond", "synthetic", (), None, 3),
            f"3{N}diamants synthétiques",
            f"3{N}synthetic diamonds",
        ),
        (StoneFacts("pearl", "cultured"), "perle de culture", "cultured pearl"),
        (
            StoneFacts("pearl_freshwater", "cultured", (), None, 2),
            f"2{N}perles de culture d’eau douce",
            f"2{N}cultured freshwater pearls",
        ),
        (StoneFacts("pearl_tahiti", "cultured"), "perle de culture de Tahiti", "cultured Tahitian pearl"),
        (StoneFacts("pearl", "fine"), "perle fine", "natural pearl"),
        (StoneFacts("pearl_tahiti", "imitation"), "perle d’imitation", "imitation pearl"),
        (StoneFacts("topaz", "natural", ("irradiated",)), "topaze irradiée", "irradiated topaz"),
        (StoneFacts("topaz", "natural", ("unspecified",)), "topaze traitée", "treated topaz"),
        (StoneFacts("ruby", "natural", ("filled",)), "rubis traité par remplissage", "fracture-filled ruby"),
        (StoneFacts("sapphire", "natural", ("heated",)), "saphir", "sapphire"),
        (StoneFacts("emerald", "natural", ("oiled",)), "émeraude", "emerald"),
        (StoneFacts("diamond", "natural", ("lasered",)), "diamant percé au laser", "laser-drilled diamond"),
        (StoneFacts("turquoise", "reconstituted"), "turquoise reconstituée", "reconstituted turquoise"),
        (StoneFacts("opal", "composite"), "opale composite", "composite opal"),
        (
            StoneFacts("cubic_zirconia", "artificial", (), None, 2),
            f"2{N}oxydes de zirconium artificiels",
            f"2{N}artificial cubic zirconias",
        ),
        (StoneFacts("ruby", "imitation", (), None, 2), f"2{N}rubis d’imitation", f"2{N}imitation rubies"),
    ],
)
def test_a_stone_is_called_what_it_is(stone: StoneFacts, fr: str, en: str) -> None:
    assert (stone_name(stone, "fr"), stone_name(stone, "en")) == (fr, en)


def test_the_line_of_matter_names_every_metal_then_stones_and_materials() -> None:
    ring = PieceFacts(
        "ring",
        (MetalFacts("gold", "yellow", 750), MetalFacts("platinum", "", 950)),
        (StoneFacts("diamond", "natural", (), Decimal("0.5")),),
        ("leather",),
    )
    assert matter(ring, "fr") == f"Or jaune 750{T}‰ et platine 950{T}‰, diamant 0,50{N}ct, cuir"
    assert matter(ring, "en") == f"Yellow gold 750‰ and platinum 950‰, diamond 0.50{N}ct, leather"


def test_a_metal_twice_is_named_once() -> None:
    steel = MetalFacts("steel")
    assert matter(PieceFacts("watch", (steel, steel)), "fr") == "Acier"


def test_a_piece_without_facts_says_nothing_of_its_matter() -> None:
    assert matter(PieceFacts("ring", stated_by="supplier"), "fr") == ""
    assert matter(PieceFacts("ring", stated_by="supplier"), "en") == ""
    assert matter(PieceFacts("ring"), "fr") == ""


def test_lists_are_in_order_whatever_bears_an_accent() -> None:
    names = [label for _code, label in species_labels("fr")]
    assert names.index("émeraude") < names.index("zircon")
    assert names[0] == "agate"
