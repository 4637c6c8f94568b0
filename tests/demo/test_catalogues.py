"""What the houses sell in the demo, as it is written: fit for the window, in both languages, rightly set."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from tools.atelier import stones

from poincon.catalogue import rules
from poincon.catalogue.states import Kind
from poincon.charter import loading
from poincon.charter.rules import nature_of, offers
from poincon.config.environment import ROOT
from poincon.demo import stocking, written
from poincon.demo.album import album
from poincon.demo.written import Catalogue, CatalogueFault, PiecePart
from poincon.kernel.money import Money

HOUSES = {
    folder.name: written.read(folder / "catalogue.toml")
    for folder in sorted((ROOT / "boutiques").iterdir())
    if (folder / "catalogue.toml").exists()
}
LEAST = {"bijourama": 30, "calmea": 20, "cestmoi": 20, "sebastienne": 20, "carme": 20}
PIECES = [pytest.param(c, p, id=p.ref) for c in HOUSES.values() for p in c.pieces]
SEVERAL = 2


def facts_of(house: Catalogue, piece: PiecePart) -> rules.PieceFacts:
    metals = tuple(house.metals[name].facts() for name in piece.metals)
    stones = tuple(stone.facts() for stone in piece.stones)
    return rules.PieceFacts(piece.kind, metals, stones, piece.materials)


def shelves_of(house: Catalogue, piece: PiecePart) -> list[tuple[str, str]]:
    """The names of a piece's shelf and of the one above, each with its language."""
    by_slug = {shelf.slug.fr: shelf for shelf in house.shelves}
    own = by_slug[piece.shelf]
    found = [own, by_slug[own.under]] if own.under else [own]
    return [(getattr(shelf.name, language), language) for shelf in found for language in ("fr", "en")]


@pytest.mark.parametrize(("house", "piece"), PIECES)
def test_a_piece_may_be_shown_under_its_words(house: Catalogue, piece: PiecePart):
    brand = house.brands[piece.brand]
    facts = facts_of(house, piece)
    views = {
        language: f"{getattr(piece.name, language)}, {rules.matter(facts, language)}"
        for language in ("fr", "en")
    }
    words = {
        "name_fr": piece.name.fr,
        "name_en": piece.name.en,
        "description_fr": piece.fr,
        "description_en": piece.en,
        "alt_fr": views["fr"],
        "alt_en": views["en"],
    }

    texts = [rules.Text(field, said, field[-2:]) for field, said in words.items()]
    texts += [rules.Text("tags", tag) for tag in piece.tags]
    texts += [rules.Text("category", name, language) for name, language in shelves_of(house, piece)]
    texts += [rules.Text("story", getattr(brand.story, one), one, general=True) for one in ("fr", "en")]
    case = rules.Case(
        piece=facts,
        texts=tuple(texts),
        maker=rules.Maker(brand.maker, brand.address, brand.email, brand.country, responsible=False),
        offered=tuple(
            rules.Offered(size, length, weight_mg=int(piece.weight_g * 1000))
            for size in piece.sizes or [None]
            for length in piece.lengths or [None]
        ),
        pictures=1,
        law=rules.Law(thresholds=rules.Thresholds(3_000, 30_000)),
    )
    found = [one for one in rules.reasons_against(case) if one.blocks]

    assert found == []


@pytest.mark.parametrize(("house", "piece"), PIECES)
def test_it_is_bought_directly_as_every_house_promises(house: Catalogue, piece: PiecePart):
    assert piece.supplier
    assert house.suppliers[piece.supplier].direct


STRUNG = stones.CARRIED["pearl-strand"].own
"""Pearls of the photographed strand, from its widest, 1, to its narrowest, 0.73."""
CLASP_MM = 12
STRANDS = [
    pytest.param(p, id=p.ref)
    for c in HOUSES.values()
    for p in c.pieces
    if str(p.picture).startswith("pearl-strand")
]


@pytest.mark.parametrize("piece", STRANDS)
def test_a_strand_is_as_long_as_the_pearls_of_its_picture_are(piece: PiecePart):
    [length] = piece.lengths
    widest = (length - CLASP_MM) / STRUNG / 0.867
    weight = STRUNG * 2.72 * 0.5236 * (widest / 10) ** 3 * 0.67  # grams, the narrower ones counted
    assert abs(float(piece.weight_g) - weight) < 6
    if told := re.search(r"de (\d+) à (\d+)\u00a0mm", piece.fr):
        assert abs(int(told[2]) - widest) < 1
        assert abs(int(told[1]) - widest * 0.73) < 1


@pytest.mark.parametrize(("house", "piece"), PIECES)
def test_french_is_set_as_french(house: Catalogue, piece: PiecePart):
    for text in (piece.name.fr, piece.fr):
        assert not re.search(r"(?<!\u202f)[;:!?»]|«(?!\u202f)|'|\.\.\.|\d (?:mm|cm|g|ct)\b", text), text
    assert not re.search(r" [;:!?]|\d (?:mm|cm|g|ct)\b|'", piece.name.en + piece.en)


@pytest.mark.parametrize("piece", [pytest.param(p, id=p.ref) for c in HOUSES.values() for p in c.pieces])
def test_what_has_no_size_has_measures_that_agree_with_its_words(piece: PiecePart):
    sized = piece.kind in {Kind.RING, Kind.BRACELET, Kind.NECKLACE}
    known = [one for one in (piece.height_mm, piece.width_mm) if one is not None]
    assert len(known) == (0 if sized else 2)
    if piece.kind in {Kind.PENDANT, Kind.EARRINGS, Kind.WATCH}:
        for text in re.findall(r"(\d+(?:\.\d+)?)\u00a0mm(?! tube)", piece.en.replace("tube of 2.5", "tube")):
            assert min(abs(Decimal(text) - one) for one in known) <= Decimal("0.3"), text


def test_a_full_eternity_band_is_not_resized():
    pieces = [piece for house in HOUSES.values() for piece in house.pieces]
    assert [one.ref for one in pieces if one.fixed_size] == [
        one.ref for one in pieces if "tour complet" in one.fr
    ]
    assert any(one.fixed_size for one in pieces)


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_every_house_has_a_selection_of_its_own(name: str, least: int):
    house = HOUSES[name]

    assert len(house.pieces) >= least
    others = {piece.name.fr for other, c in HOUSES.items() if other != name for piece in c.pieces}
    assert others.isdisjoint(piece.name.fr for piece in house.pieces)


def test_no_piece_awaits_its_picture():
    assert [
        piece.ref for house in HOUSES.values() for piece in house.pieces if piece.picture not in album()
    ] == []


@pytest.mark.parametrize("name", LEAST)
def test_every_house_shows_the_three_states_of_stock(name: str):
    pieces = HOUSES[name].pieces
    assert any(min(piece.stocks) > 0 for piece in pieces)
    assert any(0 in piece.stocks and piece.restock for piece in pieces)
    assert any(not any(piece.stocks) and not piece.restock for piece in pieces) or name == "carme"


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_every_piece_can_be_sent_home(name: str, least: int):
    charter = loading.load(ROOT / "boutiques" / name / "charter.toml")
    for piece in HOUSES[name].pieces:
        price = Money.of(piece.price + piece.more * piece.places, charter.currency)
        grams = int(piece.weight_g) + 1
        nature = nature_of(charter, value=price, weight_g=grams)
        assert offers(charter, country="FR", weight_g=grams, value=price, nature=nature), piece.ref


def test_carme_sells_what_only_its_secure_courier_takes():
    charter = loading.load(ROOT / "boutiques" / "carme" / "charter.toml")
    dearest = max(piece.price for piece in HOUSES["carme"].pieces) * 100
    by_post = max(c.max_value_minor or 0 for c in charter.carriers if c.key != "secure_courier")

    assert dearest > max(by_post, charter.delivery.valuable_from_minor)


def test_the_oldest_pieces_were_shown_before_the_first_orders():
    for house in HOUSES.values():
        assert (
            stocking.age_of(house, house.pieces[0])
            < stocking.age_of(house, house.pieces[-1])
            < stocking.OPENED
        )


def test_a_wrong_file_is_refused_with_every_place(tmp_path: Path):
    text = (ROOT / "boutiques" / "calmea" / "catalogue.toml").read_text()
    file = tmp_path / "catalogue.toml"
    file.write_text(
        text.replace('shelf = "medailles"', 'shelf = "nowhere"').replace('ref = "CA-223"', 'ref = "CA-224"')
    )

    with pytest.raises(CatalogueFault) as refused:
        written.read(file)

    assert "CA-224: no shelf 'nowhere'" in str(refused.value)
    assert "CA-224: ref 'CA-224' is another's" in str(refused.value)


def test_stock_for_another_number_of_sizes_is_refused(tmp_path: Path):
    text = (ROOT / "boutiques" / "calmea" / "catalogue.toml").read_text()
    file = tmp_path / "catalogue.toml"
    file.write_text(text.replace("stock = [9, 6]", "stock = [9, 6, 1]"))

    with pytest.raises(CatalogueFault, match=r"pieces\.\d+: Value error, 3 stocks for 2 sizes"):
        written.read(file)
