"""The lint of names: what a title may say given the typed facts, in French and in English (proof T55)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.catalogue.rules import MetalFacts, PieceFacts, StoneFacts, lint, matter, title_is_legal
from poincon.catalogue.rules.stones import NOUNS
from poincon.catalogue.states import (
    PEARL_NATURES,
    PEARLS,
    Coating,
    Colour,
    Material,
    Metal,
    Nature,
    Species,
    Treatment,
)

METALS = {
    "or": MetalFacts("gold", "yellow", 750),
    "or_333": MetalFacts("gold", "yellow", 333),
    "argent": MetalFacts("silver", "", 925),
    "argent_835": MetalFacts("silver", "", 835),
    "platine": MetalFacts("platinum", "", 950),
    "plaqué": MetalFacts("brass", "", None, "gold", 750, Decimal(3)),
    "doré": MetalFacts("brass", "", None, "gold", 750, Decimal("0.5")),
    "vermeil": MetalFacts("silver", "", 925, "gold", 750, Decimal(5)),
    "argenté": MetalFacts("brass", "", None, "silver", 999, Decimal(10)),
    "acier": MetalFacts("steel"),
}
STONES = {
    "diamant": StoneFacts("diamond", "natural"),
    "carat": StoneFacts("diamond", "natural", (), Decimal("0.50")),
    "carats": StoneFacts("diamond", "natural", (), Decimal("0.90"), 3),
    "synthèse": StoneFacts("diamond", "synthetic"),
    "zirconium": StoneFacts("cubic_zirconia", "artificial"),
    "rubis_imit": StoneFacts("ruby", "imitation"),
    "turquoise_rec": StoneFacts("turquoise", "reconstituted"),
    "topaze_irr": StoneFacts("topaz", "natural", ("irradiated",)),
    "saphir_chauffé": StoneFacts("sapphire", "natural", ("heated",)),
    "saphir_rose": StoneFacts("pink_sapphire", "natural"),
    "émeraude": StoneFacts("emerald", "natural"),
    "culture": StoneFacts("pearl_freshwater", "cultured"),
    "perle_fine": StoneFacts("pearl", "fine"),
    "perle_imit": StoneFacts("pearl", "imitation"),
    "cristal_roche": StoneFacts("rock_crystal", "natural"),
    "verre": StoneFacts("glass", "imitation"),
    "nacre": StoneFacts("mother_of_pearl", "natural"),
}

# What the piece is made of · the title · the codes that must be found, none for a title that may stand.
FRENCH = """
or · Bague en or jaune ·
or · Bague or 750 ‰ ·
or · Bague or 585 · fineness_unproven
or · Bague or jaune 375 ‰ · fineness_unproven
or · Bague, 750 millièmes ·
or · Bague, 585/1000 · fineness_unproven
argent · Jonc argent 925 ·
argent · Jonc argent 800 · fineness_unproven
plaqué · Bracelet plaqué or 750 ‰ ·
or · Bague en or 750 euros ·
carat · Solitaire diamant 1,00 ct · carat_unproven
carat · Solitaire diamant 0,50 ct ·
carat · Solitaire diamant 0,5 carat ·
carats · Trilogie, un diamant de 0,30 ct et deux autres ·
carats · Trilogie, 0,90 ct de diamants ·
carats · Trilogie, 1,20 ct de diamants · carat_unproven
diamant · Bague diamant 0,10 ct · carat_unproven
or · Alliance Lumière, or blanc ·
or · Alliance en or massif ·
or · L’or et la nuit ·
or · Chaîne d’or ·
or · Bague or jaune 18 carats · carats_for_thousandths
or · Bague or 18k · carats_for_thousandths
or · Bague 18 kt · carats_for_thousandths
or · Bracelet 14 carats · carats_for_thousandths
or · Bague plaqué or · plated_unproven
or · Bague vermeil · vermeil_unproven
or · Bague en platine · metal_unproven
or · Bague or et argent · metal_unproven
or argent · Bague or et argent ·
or platine · Solitaire platine et or ·
or_333 · Bague en or · metal_unproven
argent · Bague argent 925 ·
argent · Bague en argent massif ·
argent · Collier d’argent, or jaune · metal_unproven
argent_835 · Bague en argent · metal_unproven
argent · Bague couleur or ·
argent · Bague dorée ·
argent · Bague argentée ·
plaqué · Bracelet plaqué or ·
plaqué · Bracelets plaqués or ·
plaqué · Boucles plaquées or rose ·
plaqué · Bracelet en or · metal_unproven
plaqué · Bracelet doré à l’or fin ·
plaqué · Bracelet vermeil · vermeil_unproven
plaqué · Bracelet plaqué argent · plated_unproven
doré · Bracelet doré ·
doré · Bracelet plaqué or · plated_unproven
doré · Bracelet en or · metal_unproven
doré · Bracelet ton or ·
doré · Collier doré à l’or fin ·
doré · Collier doublé or · plated_unproven
vermeil · Pendentif vermeil ·
vermeil · Pendentif en argent recouvert d’or ·
vermeil · Pendentif plaqué or ·
vermeil · Pendentif en or · metal_unproven
vermeil · Pendentif en argent ·
argenté · Broche métal argenté ·
argenté · Broche en argent · metal_unproven
argenté · Broche argentée ·
acier · Montre acier ·
acier · Montre acier et or · metal_unproven
acier · Montre finition or ·
acier · Montre à l’âge d’or ·
acier · Montre métal argenté · plated_unproven
acier · Montre plaquée platine · plated_unproven
acier · Bague cœur d’or ·
or · Or, le métal des rois ·
acier · Or, voici une montre ·
acier · Bague Aurore ·
acier · Boucles Trésor ·
acier · Collier argentine ·
acier · Bracelet sans nickel · nickel_claim
acier · Boucles hypoallergéniques · allergy_claim
acier · Boucles anti-allergie · allergy_claim
or diamant · Solitaire diamant de culture · flattering_word
or diamant · Solitaire diamant cultivé · flattering_word
or diamant · Solitaire diamant ·
or diamant · Bague diamants ·
or · Solitaire diamant · stone_unproven
or · Bague pointe de diamant ·
or · Bague diamantée ·
or · Bague taille diamant ·
or synthèse · Solitaire diamant synthétique ·
or synthèse · Solitaire diamant de synthèse ·
or synthèse · Solitaire diamant · nature_missing
or synthèse · Solitaire diamant de laboratoire · laboratory nature_missing
or synthèse · Solitaire diamant créé en laboratoire · laboratory nature_missing
or synthèse · Bague lab-grown · laboratory
or synthèse · Solitaire diamant de culture · flattering_word nature_missing
or synthèse · Solitaire véritable diamant synthétique · flattering_word
or synthèse · Solitaire diamant synthétique naturel · flattering_word
or synthèse · Solitaire diamant synthétique précieux · flattering_word
or diamant synthèse · Bague diamants ·
argent zirconium · Bague oxyde de zirconium artificiel ·
argent zirconium · Bague oxydes de zirconium artificiels ·
argent zirconium · Bague oxyde de zirconium · nature_missing
argent zirconium · Bague zircon · stone_unproven
argent zirconium · Bague diamant · stone_unproven
or rubis_imit · Bague rubis d’imitation ·
or rubis_imit · Bague rubis · nature_missing
or rubis_imit · Bague vrai rubis d’imitation · flattering_word
or rubis_imit · Bague rouge rubis ·
or turquoise_rec · Bague turquoise reconstituée ·
or turquoise_rec · Bague turquoise · nature_missing
acier · Bague bleu turquoise ·
acier · Bague turquoise · stone_unproven
acier · Collier vert émeraude ·
or émeraude · Bague émeraude ·
or émeraude · Bague émeraudes et rubis · stone_unproven
or topaze_irr · Bague topaze irradiée ·
or topaze_irr · Bague topaze bleue traitée ·
or topaze_irr · Bague topaze · treatment_missing
or saphir_chauffé · Bague saphir ·
or saphir_rose · Bague saphir rose ·
or saphir_rose · Bague saphirs roses ·
or saphir_rose · Bague saphir ·
or saphir_chauffé · Bague saphir naturel ·
or culture · Collier perles de culture ·
or culture · Collier perles · nature_missing
or culture · Collier perles d’imitation · nature_missing
or perle_fine · Collier perles fines ·
or perle_fine · Collier perles ·
or perle_imit · Collier perles d’imitation ·
or perle_imit · Collier perle de culture · nature_missing
or · Collier perles · stone_unproven
acier · Collier perles de verre ·
acier · Collier perles de rocaille ·
acier · Collier perles en bois ·
acier · Bracelet perlé ·
or · Bague pierres semi-précieuses · semi_precious
or · Bague pierre semi précieuse · semi_precious
acier cristal_roche · Pendentif cristal de roche ·
acier verre · Pendentif cristal · crystal
acier · Pendentif cristaux · crystal
acier verre · Pendentif verre ·
acier nacre · Pendentif nacre ·
acier · Pendentif nacré ·
acier · Pendentif nacre · stone_unproven
acier · Bague œil-de-tigre · stone_unproven
acier · Bague œil de chat ·
"""
ENGLISH = """
or · Yellow gold ring ·
or · Gold 750‰ ring ·
or · 18k gold ring · carats_for_thousandths
or · 18 ct gold ring · carats_for_thousandths
or · 14 karat ring · carats_for_thousandths
or · Gold-plated ring · plated_unproven
or · Gold vermeil ring · vermeil_unproven
or · Gold and silver ring · metal_unproven
or argent · Gold and silver ring ·
or_333 · Gold ring · metal_unproven
argent · Sterling silver ring ·
argent · Silver ring ·
argent_835 · Sterling silver ring · metal_unproven
argent · Golden ring ·
argent · Gold-tone ring ·
argent · Gold toned ring ·
argent · Gold ring · metal_unproven
plaqué · Gold plated bracelet ·
plaqué · Rose gold-plated bracelet ·
plaqué · Gold filled bracelet ·
plaqué · Gold bracelet · metal_unproven
plaqué · Bracelet coated in gold ·
doré · Gold-plated bracelet · plated_unproven
doré · Gold-tone bracelet ·
doré · Gold coloured bracelet ·
doré · Bracelet dipped in gold ·
vermeil · Vermeil pendant ·
vermeil · Gold vermeil pendant ·
vermeil · Gold-plated pendant ·
argenté · Silver-plated brooch ·
argenté · Silver brooch · metal_unproven
acier · Steel watch ·
acier · Silver-tone watch ·
acier · Silvery watch ·
acier · Platinum watch · metal_unproven
acier · Platinum-plated watch · plated_unproven
acier · Heart of gold ring ·
acier · Nickel-free earrings · nickel_claim
acier · Hypoallergenic earrings · allergy_claim
or diamant · Cultured diamond solitaire · flattering_word
or diamant · Diamond solitaire ·
or · Diamond solitaire · stone_unproven
or · Diamond-cut ring ·
or synthèse · Synthetic diamond solitaire ·
or synthèse · Diamond solitaire · nature_missing
or synthèse · Lab-grown diamond solitaire · laboratory nature_missing flattering_word
or synthèse · Laboratory-created diamond ring · laboratory nature_missing
or synthèse · Genuine synthetic diamond ring · flattering_word
argent zirconium · Artificial cubic zirconia ring ·
argent zirconium · Cubic zirconia ring · nature_missing
argent zirconium · Zircon ring · stone_unproven
or rubis_imit · Imitation ruby ring ·
or rubis_imit · Ruby ring · nature_missing
acier · Ruby red ring ·
acier · Turquoise blue bracelet ·
acier · Turquoise bracelet · stone_unproven
or topaze_irr · Irradiated topaz ring ·
or topaze_irr · Topaz ring · treatment_missing
or saphir_chauffé · Sapphire ring ·
or saphir_rose · Pink sapphire ring ·
or culture · Cultured pearl necklace ·
or culture · Pearl necklace · nature_missing
or perle_fine · Natural pearl necklace ·
or perle_imit · Imitation pearl necklace ·
or · Pearl necklace · stone_unproven
acier nacre · Mother-of-pearl pendant ·
acier · Semi-precious stone ring · semi_precious
acier verre · Crystal pendant · crystal
acier cristal_roche · Rock crystal pendant ·
acier · Golden brooch ·
acier · Goldfinch brooch ·
acier · Pearlescent enamel ring ·
"""


def labelled(table: str) -> list[tuple[PieceFacts, str, set[str]]]:
    rows = []
    for line in table.strip().splitlines():
        made_of, title, codes = (part.strip() for part in f"{line} ".split("·"))
        names = made_of.split()
        metals = tuple(METALS[name] for name in names if name in METALS)
        stones = tuple(STONES[name] for name in names if name in STONES)
        assert len(metals) + len(stones) == len(names), line
        rows.append((PieceFacts("ring", metals, stones), title, set(codes.split())))
    return rows


@pytest.mark.parametrize(("piece", "title", "codes"), labelled(FRENCH))
def test_french_titles(piece: PieceFacts, title: str, codes: set[str]) -> None:
    assert {finding.code for finding in lint(title, "fr", piece)} == codes


@pytest.mark.parametrize(("piece", "title", "codes"), labelled(ENGLISH))
def test_english_titles(piece: PieceFacts, title: str, codes: set[str]) -> None:
    assert {finding.code for finding in lint(title, "en", piece)} == codes


def test_the_finding_names_the_word() -> None:
    (finding,) = lint("Bracelet PLAQUÉ  OR", "fr", PieceFacts("bracelet", (METALS["acier"],)))
    assert finding.word == "PLAQUÉ OR"


THICKNESS = st.one_of(st.none(), st.decimals("0.1", "20", places=1))
TITLES = st.one_of(st.none(), st.sampled_from([333, 375, 585, 750, 800, 835, 850, 900, 916, 925, 950, 999]))


@st.composite
def metals(draw: st.DrawFn) -> MetalFacts:
    metal = draw(st.sampled_from(Metal))
    coating = draw(st.sampled_from(["", *Coating]))
    return MetalFacts(
        metal,
        draw(st.sampled_from(["", *Colour])),
        draw(TITLES) if metal in {Metal.GOLD, Metal.SILVER, Metal.PLATINUM} else None,
        coating,
        draw(TITLES) if coating else None,
        draw(THICKNESS) if coating else None,
    )


@st.composite
def stones(draw: st.DrawFn) -> StoneFacts:
    species = draw(st.sampled_from(Species))
    natures = PEARL_NATURES if species in PEARLS else set(Nature) - PEARL_NATURES | {Nature.IMITATION}
    treatments = draw(st.lists(st.sampled_from(Treatment), max_size=2, unique=True))
    carat = draw(st.one_of(st.none(), st.decimals("0.005", "9", places=3)))
    count = draw(st.sampled_from([1, 1, 2, 12]))
    return StoneFacts(species, draw(st.sampled_from(sorted(natures))), tuple(treatments), carat, count)


@given(
    st.lists(metals(), max_size=2),
    st.lists(stones(), max_size=1),
    st.lists(st.sampled_from(Material), max_size=1),
    st.sampled_from(["ring", "watch"]),
)
def test_the_computed_name_always_may_stand(
    made_of: list[MetalFacts], set_with: list[StoneFacts], more: list[Material], kind: str
) -> None:
    piece = PieceFacts(kind, tuple(made_of), tuple(set_with), tuple(more))
    for language in ("fr", "en"):
        assert lint(matter(piece, language), language, piece) == ()


@given(metals(), st.sampled_from(["fr", "en"]))
def test_a_precious_name_is_never_free(part: MetalFacts, language: str) -> None:
    """What a legal gold is called may not be said of steel."""
    piece, steel = PieceFacts("ring", (part,)), PieceFacts("ring", (METALS["acier"],))
    precious = title_is_legal(part.metal, part.fineness) and part.coating_metal in {"", "rhodium"}
    assert bool(lint(matter(piece, language), language, steel)) or not precious


def test_every_stone_that_can_be_typed_has_a_name() -> None:
    assert set(NOUNS) == set(Species)
