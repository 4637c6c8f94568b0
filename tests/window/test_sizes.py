"""Sizes on the pages: the guide of each kind, the maker's own, the sheet to print, and sizes in a search."""

import re
from decimal import Decimal
from itertools import pairwise
from math import pi

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from tests.window.conftest import Size, a_brand
from tests.window.test_pages import address, get, text_of

from poincon.catalogue import queries as catalogue
from poincon.window.rules import drawings, lengths
from poincon.window.rules.sought import Sought, alone, sought

__all__ = ["get"]

LENGTHS = [Size(None, columns={"length_mm": 420}), Size(None, columns={"length_mm": 450})]


@pytest.mark.django_db
class TestTheGuide:
    def test_a_ring_shows_its_own_sizes_in_every_scale(self, make, get) -> None:
        html = get(address("piece", make(sizes=[Size("52"), Size("54")]).slug))
        rows = re.findall(r'<th scope="row">(\d+)</th>((?:<td>[^<]*</td>)+)', html)
        assert rows == [
            ("52", "<td>16,55</td><td>12</td><td>6</td><td>L½</td><td>12</td>"),
            ("54", "<td>17,19</td><td>14</td><td>6¾</td><td>N</td><td>14</td>"),
        ]

    @pytest.mark.promise("window.size_guide")
    @pytest.mark.parametrize(
        ("kind", "sizes", "words"),
        [
            ("ring", [Size("52"), Size("54")], "bandelette"),
            ("necklace", LENGTHS, "42 cm sur les clavicules"),
            ("pendant", LENGTHS, "45 cm juste sous les clavicules"),
            ("bracelet", [Size(None, columns={"length_mm": 170})], "un poignet de 14 cm porté lâche"),
        ],
    )
    def test_each_kind_has_its_guide_above_the_button(self, make, get, kind, sizes, words) -> None:
        html = get(address("piece", make(kind=kind, sizes=sizes).slug))
        assert html.index('popovertarget="size-guide"') < html.index("Ajouter au panier")
        assert words in text_of(html).replace("\u00a0", " ")

    def test_what_has_no_size_has_no_guide(self, make, get) -> None:
        html = get(address("piece", make(kind="brooch", sizes=[Size(None)]).slug))
        assert "size-guide" not in html
        assert "Je ne connais pas la taille" not in html

    @pytest.mark.promise("window.size_guide")
    def test_a_maker_that_sizes_differently_replaces_the_guide_for_its_kinds(self, make, get) -> None:
        brand = a_brand("Atelier Brume")
        brand.sizes_fr, brand.sizes_kinds = "Nos bagues taillent grand.", ["ring"]
        brand.save()
        ring = get(address("piece", make(brand=brand, sizes=[Size("52"), Size("54")]).slug))
        assert "Nos bagues taillent grand." in ring
        assert "bandelette" not in ring
        assert 'popovertarget="size-help"' not in ring
        assert "data-also" not in ring, "54 of this maker is 54 on no scale"
        assert "data-scales" not in ring
        assert "tour de doigt" not in ring
        chain = get(address("piece", make(brand=brand, kind="necklace", sizes=LENGTHS).slug))
        assert "taillent grand" not in chain
        assert "sur les clavicules" in chain
        brand.sizes_replace = False
        brand.save()
        both = get(address("piece", make(brand=brand, sizes=[Size("52"), Size("54")]).slug))
        assert "data-also" in both
        assert "tour de doigt" in both
        assert both.index("Nos bagues taillent grand.") < both.index("bandelette")

    def test_what_is_kept_of_such_a_size_is_said_on_no_other_scale(self, make) -> None:
        brand = a_brand("Atelier Brume")
        brand.sizes_fr = "Nos bagues taillent grand."
        brand.save()
        theirs, ours = make(brand=brand, sizes=[Size("54")]), make(sizes=[Size("54")])
        found = catalogue.variant_facts(
            pk for row in (theirs, ours) for pk in row.variants.values_list("pk", flat=True)
        )
        assert {one.piece_id: one.scaled_mm for one in found.values()} == {theirs.pk: None, ours.pk: 54}
        assert {one.circumference_mm for one in found.values()} == {54}

    def test_the_page_about_sizes_lists_the_makers_that_size_differently(self, make, get) -> None:
        url = reverse("content:sizes")
        assert "taillent grand" not in get(url)
        brand = a_brand("Atelier Brume")
        brand.sizes_fr = "Nos bagues taillent grand."
        brand.save()
        assert "taillent grand" not in get(url)  # nothing of this maker is on show
        make(brand=brand)
        html = get(url)
        assert "Nos bagues taillent grand." in html
        assert address("brand", brand.slug) in html
        assert address("sizer") in html

    @pytest.mark.promise("exchanges.offered", "services.resizing.free_within_days")
    def test_who_does_not_know_the_size_finds_help_and_the_promise(self, make, get, settings) -> None:
        html = get(address("piece", make(sizes=[Size("52"), Size("54")]).slug))
        said = text_of(html)
        assert html.index("Je ne connais pas la taille") < html.index("Ajouter au panier")
        assert "Plutôt qu’un remboursement, vous pouvez échanger" in said
        assert address("sizer") in html
        exchanges = settings.CHARTER.exchanges.model_copy(update={"offered": False})
        settings.CHARTER = settings.CHARTER.model_copy(update={"exchanges": exchanges})
        assert "vous pouvez échanger" not in text_of(
            get(address("piece", make(sizes=[Size("50"), Size("51")]).slug))
        )


class TestTheSheetToPrint:
    @pytest.mark.django_db
    @pytest.mark.parametrize(("scale", "beside"), [("eu", ""), ("es", "ES 14"), ("us", "US 6¾")])
    def test_it_says_each_size_on_the_scale_of_the_house(self, get, settings, scale, beside) -> None:
        window = settings.CHARTER.window.model_copy(update={"ring_scale": scale})
        settings.CHARTER = settings.CHARTER.model_copy(update={"window": window})
        html = get(address("sizer"))
        assert len(re.findall('<circle class="ring"', html)) == len(catalogue.USUAL_SIZES)
        assert (f">{beside}</text>" in html) == bool(beside)
        assert "Nos tailles de bague" in html

    def test_one_unit_is_one_millimetre(self) -> None:
        rings = [
            drawings.Ring(line.diameter_mm, line.circumference_mm, line.mm, "")
            for line in catalogue.ring_sizes("fr")
        ]
        svg = drawings.sizer(rings, ("<carte>", "50 mm", "fente"), "baguier")
        width, height, box = re.search(r'viewBox="0 0 (\d+) (\d+)" width="(\d+)mm"', svg).groups()
        assert (width, box) == ("190", "190")
        assert int(height) <= 277 - 45  # A4 within its margins, beneath the instructions
        left, right = re.search(r'id="calibration" x1="(\d+)" y1="28" x2="(\d+)"', svg).groups()
        assert int(right) - int(left) == 50
        radii = [float(r) for r in re.findall(r'class="ring" [^>]* r="([\d.]+)"', svg)]
        for radius, size in zip(radii, catalogue.USUAL_SIZES, strict=True):
            assert abs(2 * pi * radius - float(size)) < 0.02
        assert "&lt;carte&gt;" in svg

    def test_a_mark_of_the_strip_is_as_far_from_the_slit_as_its_ring_is_around(self) -> None:
        ring = drawings.Ring(Decimal("17.19"), Decimal(54), "54", "")
        svg = drawings.sizer([ring], ("", "", "fente"), "")
        slit = float(re.search(r'<line class="rule" x1="([\d.]+)" y1="[\d.]+" x2="\1"', svg)[1])
        marks = [float(x) for x in re.findall(r'<line class="fine" x1="([\d.]+)"', svg)]
        assert slit + 54 in marks


class TestLengths:
    @given(st.integers(330, 1200), st.integers(1, 100))
    def test_a_longer_chain_hangs_lower(self, length: int, more: int) -> None:
        assert lengths.depth(length) < lengths.depth(length + more)

    @given(st.integers(330, 1200))
    def test_the_curve_is_as_long_as_the_chain_in_front(self, length: int) -> None:
        sag, half, steps = lengths.depth(length), lengths.SPAN / 2, 4000
        points = [(x := -half + 2 * half * i / steps, sag * (1 - (x / half) ** 2)) for i in range(steps + 1)]
        measured = sum(((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in pairwise(points))
        assert abs(measured - (length - lengths.BEHIND)) < 0.5

    @pytest.mark.parametrize(
        ("length", "where"),
        [(380, "throat"), (409, "throat"), (420, "collarbone"), (450, "below"), (500, "high"), (900, "long")],
    )
    def test_where_a_chain_falls(self, length: int, where: str) -> None:
        assert lengths.fall(length) == where


class TestASizeInASearch:
    @pytest.mark.parametrize(
        ("words", "rest", "millimetres"),
        [
            ("bague US 7", "bague", "54.4"),
            ("bague US 5 1/4", "bague", "49.9"),
            ("ring us 5.25 gold", "ring gold", "49.9"),
            ("ring size US 5¼", "", "49.9"),
            ("bague or taille fr 54", "bague or", "54"),
            ("ES14 alliance", "alliance", "54"),
            ("ring uk N½", "ring", "54.4"),
            ("bague taille 54 mm", "bague", "54"),
            ("JP 14", "", "54.5"),
            ("bague taille 52", "bague", "52"),
            ("bague 52", "bague", "52"),
            ("52 bague or", "bague or", "52"),
            ("alliance or rose 54,5", "alliance or rose", "54.5"),
            ("Ring 54 sapphire", "Ring sapphire", "54"),
            ("T54", "", "54"),
            ("bague t.54", "bague", "54"),
            ("taille54", "", "54"),
            ("54 mm", "", "54"),
            ("54mm or", "or", "54"),
            ("bague 54mm", "bague", "54"),
            ("bague 54 mm or", "bague or", "54"),
            ("size N", "", "53.8"),
            ("ring size M½", "", "53.1"),
            ("UK size N", "", "53.8"),
            ("US size 7 ring", "ring", "54.4"),
            ("white gold ring size N", "white gold", "53.8"),
            ("size n ring", "ring", "53.8"),
            ("bague 54 or 18 carats", "bague or 18 carats", "54"),
            ("bague 54 or 750", "bague or 750", "54"),
        ],
    )
    def test_with_its_scale_it_is_understood(self, words: str, rest: str, millimetres: str) -> None:
        found = sought(words)
        assert found is not None
        assert (found.rest, found.sizes) == (rest, (Decimal(millimetres),))

    @pytest.mark.parametrize(
        ("words", "rest", "millimetres"),
        [
            ("bague taille 54 ou 56", "bague", "54 56"),
            ("54 ou 56", "", "54 56"),
            ("54/56", "", "54 56"),
            ("54 ou 56 bague or", "bague or", "54 56"),
            ("bague 52 mm ou 54 mm ou 56", "bague", "52 54 56"),
            ("ring size N or O", "", "53.8 55"),
            ("US 7 or 8 gold", "gold", "54.4 57"),
        ],
    )
    def test_any_of_several_will_do(self, words: str, rest: str, millimetres: str) -> None:
        found = sought(words)
        assert found is not None
        assert (found.rest, found.sizes) == (rest, tuple(map(Decimal, millimetres.split())))

    def test_alone_it_could_be_several(self) -> None:
        assert sought("bague taille 12 or") == Sought(
            "bague or", "12", (), (("IT/ES/CH", "52"), ("US", "67.2"), ("JP", "52.4"))
        )

    @pytest.mark.parametrize(
        ("words", "rest", "typed", "scales"),
        [
            ("bague 12", "bague", "12", "IT/ES/CH US JP"),
            ("ring 12", "ring", "12", "IT/ES/CH US JP"),
            ("12 bague", "bague", "12", "IT/ES/CH US JP"),
            ("bague or rose 16", "bague or rose", "16", "IT/ES/CH US JP"),
            ("Alliance 18 platine", "Alliance platine", "18", "IT/ES/CH JP"),
            ("wedding band 6½ gold", "wedding band gold", "6½", "IT/ES/CH US JP"),
            ("signet 7,5", "signet", "7,5", "IT/ES/CH US JP"),
            ("solitaire 40", "solitaire", "40", "FR/EU IT/ES/CH"),
            ("bague 12 ou 14", "bague", "12", "IT/ES/CH US JP"),
        ],
    )
    def test_a_number_beside_a_ring_that_is_no_circumference_could_be_several(
        self, words: str, rest: str, typed: str, scales: str
    ) -> None:
        found = sought(words)
        assert found is not None
        assert (found.rest, found.typed, found.sizes) == (rest, typed, ())
        assert " ".join(scale for scale, _mm in found.meanings) == scales

    def test_a_number_beside_a_ring_that_one_scale_alone_knows_is_that(self) -> None:
        assert sought("bague 42") == Sought("bague", "42", (Decimal(42),))

    @pytest.mark.parametrize(
        ("words", "scales"), [("12", "IT/ES/CH US JP"), ("54", ""), ("12 mm", None), ("CJ-514", None)]
    )
    def test_a_number_alone_is_asked_about_where_it_could_be_several(
        self, words: str, scales: str | None
    ) -> None:
        found = alone(words)
        assert (" ".join(scale for scale, _mm in found.meanings) if found else None) == scales

    def test_a_number_alone_that_is_one_size_is_that(self) -> None:
        assert alone("52") == Sought("", "52", (Decimal(52),))

    @pytest.mark.parametrize(
        "words",
        [
            "bague",
            "3 bagues",
            "12",
            "54",
            "CJ-514",
            "bague CJ-12",
            "bague or 18",
            "gold ring 18 carat",
            "bague 18k",
            "bague 12 mm",
            "bague 12 diamants",
            "bague 3 ors",
            "ring 3 stone",
            "bague 3 en 1",
            "solitaire 0,70",
            "solitaire 1,2",
            "bague 750",
            "bague 30 €",
            "collier 12",
            "collier taille 42 cm",
            "bague 60 ct",
            "anneau 58 g",
            "collier 45",
            "bague BR-54",
            "US-7",
            "FR 12",
            "perle 8 mm",
            "taille unique",
            "AN-54",
            "T-54",
            "ear rings 50 mm",
            "bracelet size M",
            "size guide",
            "8 mm",
            "1954 mm",
            "54 diamants",
        ],
    )
    def test_other_numbers_are_words(self, words: str) -> None:
        assert sought(words) is None

    def test_sizes_to_the_finger(self) -> None:
        there = ["53", "54", "54.5", "55", "56", "58"]
        assert Sought("", "54,4", (Decimal("54.4"),)).near(there) == ["54", "54.5", "55"]
        assert Sought("", "54 ou 58", (Decimal(54), Decimal(58))).near(there) == ["54", "54.5", "58"]

    @pytest.mark.django_db
    def test_the_shop_leads_to_what_is_there_in_that_size(self, make, client) -> None:
        make(sizes=[Size("54"), Size("56")])
        moved = client.get(address("search") + "?q=anneau US 7")
        assert (moved.status_code, moved["Location"]) == (302, address("search") + "?q=anneau&size=54")
        alone = client.get(address("search") + "?q=IT 20")
        assert alone["Location"] == address("everything") + "?size=60"
        assert client.get(moved["Location"]).text.count('<li class="piece-card">') == 1

    @pytest.mark.django_db
    def test_the_shop_asks_for_the_scale_of_a_bare_number(self, make, get) -> None:
        make(sizes=[Size("52"), Size("54")])
        with override("fr"):
            html = get(address("search") + "?q=anneau taille 12")
        assert "IT/ES/CH 12 (52 mm)" in html
        assert "US 12 (67,2 mm)" in html
        assert address("search") + "?q=anneau&amp;size=52" in html
        assert html.count('<li class="piece-card">') == 1

    @pytest.mark.django_db
    @pytest.mark.parametrize(("language", "words"), [("fr", "bague 12"), ("en", "ring 12")])
    def test_the_shop_asks_without_the_word_for_a_size_too(self, make, get, language, words) -> None:
        make(sizes=[Size("52"), Size("54")])
        with override(language):
            url = address("search")
            html = get(f"{url}?q={words}")
        assert "IT/ES/CH 12 (52" in html
        assert f"{url}?q={words.split()[0]}&amp;size=52" in html
        assert html.count('<li class="piece-card">') == 1

    @pytest.mark.django_db
    def test_a_number_alone_finds_its_reference_and_is_asked_about_otherwise(self, make, get, client) -> None:
        make(reference="12", slug="douze")
        make()
        with override("fr"):
            assert client.get(address("search") + "?q=12")["Location"] == address("piece", "douze")
            html = get(address("search") + "?q=14")
        assert "IT/ES/CH 14 (54" in html
        assert address("everything") + "?size=54" in html
        assert "Nous n’avons rien trouvé" in text_of(html)

    @pytest.mark.django_db
    def test_a_number_alone_lists_its_size_where_nothing_else_is_found(self, make, client) -> None:
        make(sizes=[Size("54")])
        for words, there in (("54", "?size=54"), ("54 ou 56", "?size=54")):
            assert client.get(f"/recherche/?q={words}")["Location"] == address("everything") + there
        assert client.get("/recherche/?q=58").status_code == 200, "there is nothing in 58"
        called = make(name_fr="Bague 54 facettes")
        found = client.get("/recherche/?q=54").context["found"]
        assert [card.slug for card in found.cards] == [called.slug]
