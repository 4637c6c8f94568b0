"""The gate, without a database: words of every place, marks by weight, languages, sizes, provenance."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.catalogue.reasons import REASONS
from poincon.catalogue.rules import (
    Bought,
    Case,
    Law,
    Maker,
    MetalFacts,
    Offered,
    PieceFacts,
    Reason,
    StoneFacts,
    Text,
    Thresholds,
    lint,
    lint_general,
    mark_labels,
    mark_name,
    marks_told,
    needs_guarantee,
    reasons_against,
)
from poincon.catalogue.rules.marks import STANDS_FOR
from poincon.catalogue.states import Mark, Metal

GOLD = MetalFacts("gold", "yellow", 750, marks=("eagle", "lozenge"))
STEEL = MetalFacts("steel")
LAW = Law(thresholds=Thresholds(3_000, 30_000))
MAKER = Maker("Aurore SARL", "3 rue de l’Exemple, 75001 Paris", "a@aurore.example", "FR", responsible=False)
WORDS = (
    Text("name_fr", "Bague Aurore", "fr"),
    Text("name_en", "Aurore ring", "en"),
    Text("description_fr", "Un jonc poli.", "fr"),
    Text("description_en", "A polished band.", "en"),
)


def a_case(*metals: MetalFacts, weight_mg: int | None = 2_100, **other: object) -> Case:
    piece = PieceFacts("ring", metals or (GOLD,))
    offered = (Offered(Decimal(54), weight_mg=weight_mg),)
    return replace(Case(piece, WORDS, MAKER, offered, pictures=1, law=LAW), **other)


def codes(case: Case) -> set[str]:
    return {reason.code for reason in reasons_against(case)}


def blocking(case: Case) -> set[str]:
    return {reason.code for reason in reasons_against(case) if reason.blocks}


def test_a_piece_that_lacks_nothing() -> None:
    assert reasons_against(a_case()) == []


class TestWords:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (Text("alt_fr", "Une bague en platine", "fr", row=7), "metal_unproven"),
            (Text("alt_en", "A ring of platinum", "en", row=7), "metal_unproven"),
            (Text("warnings_fr", "Le vermeil craint l’eau.", "fr"), "vermeil_unproven"),
            (Text("tags", "diamant"), "stone_unproven"),
            (Text("tags", "crystal"), "crystal"),
            (Text("category", "Solitaires diamant", "fr", row=3), "stone_unproven"),
            (Text("options", "Matière argent", "fr", row=9), "metal_unproven"),
            (Text("stones", "semi-précieuse", "fr", row=2), "semi_precious"),
            (Text("story_fr", "Nos diamants de laboratoire", "fr", general=True), "laboratory"),
            (Text("story_fr", "Des diamants de culture", "fr", general=True), "flattering_word"),
            (Text("story_en", "Pieces of 18k gold", "en", general=True), "carats_for_thousandths"),
            (Text("sizes_en", "Hypoallergenic hooks", "en", general=True), "allergy_claim"),
        ],
    )
    def test_every_text_that_somebody_reads_is_held_to_the_law(self, text: Text, code: str) -> None:
        found = [one for one in reasons_against(a_case(texts=(*WORDS, text))) if one.code == code]
        assert [(one.field, one.row, one.blocks) for one in found] == [(text.field, text.row, True)]

    def test_a_story_may_speak_of_metals_that_this_piece_has_not(self) -> None:
        told = Text("story_fr", "Nous travaillons l’argent, le platine et les perles.", "fr", general=True)
        assert codes(a_case(texts=(*WORDS, told))) == set()

    def test_a_tag_is_read_in_both_languages_and_named_once(self) -> None:
        found = reasons_against(a_case(texts=(*WORDS, Text("tags", "semi-precious platinum"))))
        assert sorted((one.code, one.word) for one in found) == [
            ("metal_unproven", "platinum"),
            ("semi_precious", "semi-precious"),
        ]

    def test_without_nickel_needs_a_report_and_without_allergy_nothing_helps(self) -> None:
        said = (*WORDS, Text("warnings_fr", "Sans nickel, hypoallergénique", "fr"))
        assert blocking(a_case(STEEL, texts=said)) == {"nickel_claim", "allergy_claim"}
        tested = PieceFacts("ring", (STEEL,), nickel_tested=True)
        assert blocking(a_case(piece=tested, texts=said)) == {"allergy_claim"}

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_a_language_is_missing(self, language: str) -> None:
        texts = tuple(one for one in WORDS if one.language == language)
        if language == "fr":
            assert codes(a_case(texts=texts)) == {"language_missing"}
            assert blocking(a_case(texts=texts)) == set()
        else:
            assert blocking(a_case(texts=texts)) == {"french_missing"}
            abroad = Law(in_france=False, languages=("en",))
            assert codes(a_case(texts=texts, law=abroad)) == set()

    @pytest.mark.parametrize(
        ("words", "in_france", "found"),
        [
            ("Lab-grown diamond", True, {"laboratory", "nature_missing", "flattering_word"}),
            ("Lab-grown diamond", False, set()),
            ("Laboratory-created diamond", False, set()),
            ("Diamond ring", False, {"nature_missing"}),
            ("Cultured diamond", False, {"nature_missing", "flattering_word"}),
        ],
    )
    def test_english_may_say_lab_grown_where_nothing_is_offered_in_france(
        self,
        words: str,
        in_france: bool,  # noqa: FBT001
        found: set[str],
    ) -> None:
        piece = PieceFacts("ring", (GOLD,), (StoneFacts("diamond", "synthetic"),))
        assert {one.code for one in lint(words, "en", piece, in_france=in_france)} == found

    @pytest.mark.parametrize("in_france", [True, False])
    def test_french_never_may(self, in_france: bool) -> None:  # noqa: FBT001
        piece = PieceFacts("ring", (GOLD,), (StoneFacts("diamond", "synthetic"),))
        found = lint("Diamant de laboratoire", "fr", piece, in_france=in_france)
        assert "laboratory" in {one.code for one in found}
        assert lint_general("diamant de laboratoire", "fr", in_france=in_france)


class TestMarks:
    @pytest.mark.parametrize(
        ("part", "weight", "found"),
        [
            (MetalFacts("gold", "", 750, marks=("lozenge",)), 2_999, set()),
            (MetalFacts("gold", "", 750, marks=("lozenge",)), 3_000, {"guarantee_mark_missing"}),
            (MetalFacts("gold", "", 750, marks=("eagle", "lozenge")), 3_000, set()),
            (MetalFacts("gold", "", 750, marks=("foreign", "oval")), 9_000, set()),
            (MetalFacts("platinum", "", 950, marks=("lozenge",)), 3_000, {"guarantee_mark_missing"}),
            (MetalFacts("silver", "", 925, marks=("lozenge",)), 29_999, set()),
            (MetalFacts("silver", "", 925, marks=("lozenge",)), 30_000, {"guarantee_mark_missing"}),
            (MetalFacts("silver", "", 925, marks=("minerva", "lozenge")), 30_000, set()),
            (MetalFacts("gold", "", 750, marks=("shell", "lozenge")), 3_000, {"mark_ill_fitting"}),
            (MetalFacts("silver", "", 925, marks=("eagle", "lozenge")), 100, {"mark_ill_fitting"}),
            (MetalFacts("steel", marks=("square",)), 100, {"mark_ill_fitting"}),
            (MetalFacts("brass", "", None, "gold", 750, Decimal(3), marks=("square",)), 9_000, set()),
            (MetalFacts("gold", "", 750, weight_mg=2_400, marks=("lozenge",)), 4_000, set()),
            (MetalFacts("gold", "", 750), 1_000, {"responsibility_mark_missing"}),
            (MetalFacts("gold", "", 750, marks=("lozenge",)), None, {"weight_missing"}),
            (MetalFacts("gold", "", 750, marks=("eagle", "lozenge")), None, set()),
            (MetalFacts("steel"), None, set()),
        ],
    )
    def test_the_guarantee_mark_is_needed_from_its_weight(
        self, part: MetalFacts, weight: int | None, found: set[str]
    ) -> None:
        assert codes(a_case(part, weight_mg=weight)) == found

    def test_the_heaviest_size_decides_and_a_size_without_weight_leaves_it_open(self) -> None:
        bare = MetalFacts("gold", "", 750, marks=("lozenge",))
        light, heavy, open_ = (Offered(Decimal(54), weight_mg=mg) for mg in (2_000, 3_100, None))
        assert codes(a_case(bare, offered=(light, heavy))) == {"guarantee_mark_missing"}
        assert codes(a_case(bare, offered=(light, open_))) == {"weight_missing"}

    def test_elsewhere_other_laws_of_marks_hold(self) -> None:
        assert blocking(a_case(MetalFacts("gold", "", 750), weight_mg=9_000, law=Law())) == set()

    def test_marks_are_told_in_words(self) -> None:
        told = marks_told(GOLD, 4_000, LAW.thresholds, "fr")
        assert told == [
            "poinçon de garantie\u202f: tête d’aigle",
            "poinçon de responsabilité\u202f: losange du maître",
        ]
        light = MetalFacts("gold", "", 750, marks=("oval",))
        assert marks_told(light, 2_000, LAW.thresholds, "en") == [
            "responsibility mark: importer’s oval",
            "less than 3\u00a0g of gold: exempt from the guarantee mark",
        ]
        assert "moins de 3\u00a0g d’or" in marks_told(light, 2_000, LAW.thresholds, "fr")[1]
        assert marks_told(STEEL, 2_000, LAW.thresholds, "fr") == []

    def test_every_mark_has_a_name_in_both_languages(self) -> None:
        for language in ("fr", "en"):
            assert [code for code, _ in mark_labels(language)] == [mark.value for mark in Mark]
            assert len({mark_name(mark, language) for mark in Mark}) == len(Mark)

    @given(
        st.sampled_from(sorted(STANDS_FOR)),
        st.sampled_from([Metal.GOLD, Metal.SILVER, Metal.PLATINUM]),
        st.sampled_from([375, 585, 750, 800, 850, 925, 950, 999]),
        st.integers(1, 60_000),
    )
    def test_a_mark_that_fits_is_one_that_is_enough(
        self, mark: Mark, metal: Metal, fineness: int, weight: int
    ) -> None:
        part = MetalFacts(metal, "", fineness, marks=(mark.value, "lozenge"))
        fits = STANDS_FOR[mark][0] == metal and fineness in STANDS_FOR[mark][1]
        found = codes(a_case(part, weight_mg=weight)) - {"title_not_legal"}
        assert found == (set() if fits else {"mark_ill_fitting"})
        bare = replace(part, marks=("lozenge",))
        needed = needs_guarantee(bare, weight, LAW.thresholds)
        assert ("guarantee_mark_missing" in codes(a_case(bare, weight_mg=weight))) is needed


class TestTheRest:
    def test_what_has_no_twin_in_nature_is_never_natural(self) -> None:
        piece = PieceFacts("ring", (GOLD,), (StoneFacts("cubic_zirconia", "natural"),))
        assert Reason("nature_unfit", "stones", "cubic_zirconia") in reasons_against(a_case(piece=piece))

    def test_a_bare_size_among_the_choices_asks_for_its_scale(self) -> None:
        offered = (Offered(options=(("Taille", "12"),), weight_mg=2_000, row=5),)
        assert Reason("size_unclear", "options", row=5) in reasons_against(a_case(offered=offered))
        adjustable = (Offered(options=(("Taille", "réglable"),), weight_mg=2_000),)
        assert codes(a_case(offered=adjustable)) == set()

    @pytest.mark.promise("window.authentic")
    @pytest.mark.parametrize("bought", [Bought.UNKNOWN, Bought.PROVEN])
    def test_what_is_promised_of_every_piece_holds_for_this_one(self, bought: Bought) -> None:
        assert blocking(a_case(bought=bought)) == {"not_direct"}
        assert codes(a_case(bought=Bought.DIRECTLY)) == set()

    def test_where_it_is_not_promised_a_piece_whose_origin_nothing_proves_is_only_told(self) -> None:
        without = replace(LAW, directly=False)
        unknown = a_case(bought=Bought.UNKNOWN, law=without)
        assert (codes(unknown), blocking(unknown)) == ({"provenance_missing"}, set())
        assert codes(a_case(bought=Bought.PROVEN, law=without)) == set()

    @pytest.mark.parametrize("missing", ["name", "address", "email"])
    def test_each_thing_that_its_maker_lacks_is_named(self, missing: str) -> None:
        assert codes(a_case(maker=replace(MAKER, **{missing: ""}))) == {f"maker_{missing}_missing"}

    def test_outside_the_union_somebody_inside_answers(self) -> None:
        abroad = replace(MAKER, country="IN")
        assert codes(a_case(maker=abroad)) == {"responsible_person_missing"}
        assert codes(a_case(maker=replace(abroad, responsible=True))) == set()

    @pytest.mark.parametrize("stated_by", ["supplier", "house"])
    def test_whoever_states_the_facts_the_law_asks_for_as_much(self, stated_by: str) -> None:
        piece = PieceFacts("ring", stated_by=stated_by)
        said = (Text("name_en", "Gold ring, lab-grown diamond", "en"),)
        case = a_case(piece=piece, texts=said, pictures=0, maker=replace(MAKER, email=""))
        assert blocking(case) == {
            "laboratory",
            "metal_unproven",
            "stone_unproven",
            "matter_missing",
            "picture_missing",
            "maker_email_missing",
            "description_missing",
            "french_missing",
        }

    def test_every_reason_has_words(self) -> None:
        empty = Case(PieceFacts("ring"), (), Maker("", "", "", "", responsible=False), (), pictures=0)
        assert codes(empty) <= REASONS.keys()
