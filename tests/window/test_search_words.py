"""What a search takes for its words: cases of spelling, codes, nonsense, and words that stand for others."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.window.conftest import DIAMOND, ROSE, SILVER, Size, a_brand, a_shelf
from tests.window.test_search import searching, slugs

from poincon.catalogue import actions as catalogue
from poincon.catalogue import rules
from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.catalogue.rules.stones import NOUNS
from poincon.kernel import text
from poincon.window import actions
from poincon.window.models import SynonymEdition
from poincon.window.queries.search import Patience, near
from poincon.window.rules import terms

pytestmark = pytest.mark.django_db

WHITE = MetalFacts("gold", "white", 750)
SAID = [
    ("or gris", "fr", "ring"),
    ("white gold", "fr", "ring"),
    ("ring", "fr", "ring"),
    ("gold ring", "fr", "ring"),
    ("necklace", "fr", "line"),
    ("bague", "en", "ring"),
    ("rivière", "fr", "line"),
    ("brillants", "fr", "tennis line"),
    ("brilliants", "en", "tennis line"),
    ("bracelet tennis", "fr", "tennis"),
    ("tennis bracelet", "en", "tennis"),
    ("safir", "fr", "line"),
    ("saffire", "en", "line"),
    ("collier safir", "fr", "line"),
    ("bijoux", "fr", "ring tennis line"),
    ("joaillerie", "fr", "ring tennis line"),
    ("jewelery", "en", "ring tennis line"),
    ("cadeau", "fr", ""),
    ("moins", "fr", ""),
    ("montre", "fr", ""),
    ("gift", "en", ""),
]
NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)


@pytest.fixture
def stocked(make):
    return {
        "band": make(name_fr="Anneau de mariage Lisière", name_en="Wedding band", metals=[ROSE]),
        "alliance": make(name_fr="Alliance Aube", name_en="Dawn eternity band", metals=[SILVER]),
        "studs": make(
            name_fr="Clous d’oreilles Cœur-de-lion",
            name_en="Lionheart studs",
            kind="earrings",
            stones=[DIAMOND],
            sizes=[Size(None)],
            brand=a_brand("Atelier Brume"),
        ),
        "enamel": make(
            name_fr="Émail demi-lune", name_en="Half-moon enamel", kind="pendant", sizes=[Size(None)]
        ),
    }


def test_two_words_that_are_one_are_joined(make):
    ring, ear = make(), make(kind="earrings", sizes=[Size(None)], category=a_shelf("puces", "studs"))
    found = searching("ear rings", "en")
    assert (slugs(found), found.match.said) == ([ear.slug], "earrings")
    assert slugs(searching("gold ear rings", "en")) == [ear.slug]
    assert slugs(searching("gold ring", "en")) == [ring.slug]


def test_a_size_is_no_mesh(make):
    make(name_fr="Bague maille fine")
    assert searching("taille 999", "fr").total == 0


@pytest.mark.parametrize("typed", ["0760123456782", "760123456782", "00760123456782"])
def test_a_bar_code_is_found_with_all_its_zeros(make, typed):
    piece = make(sizes=[Size("54", columns={"gtin": "0760123456782"})])
    assert slugs(searching(typed, "fr")) == [piece.slug]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("cœur de lion", "studs"),
        ("coeur-de-lion", "studs"),
        ("COEUR DE LION", "studs"),
        ("clou d'oreille", "studs"),
        ("clous d’oreille", "studs"),
        ("émaux", "enamel"),
        ("demi lune", "enamel"),
        ("demi‑lune", "enamel"),
        ("de\u00adm\u200bi-lune", "enamel"),
    ],
)
def test_plurals_ligatures_hyphens_and_apostrophes_make_no_difference(stocked, words, key):
    answer = searching(words)
    assert slugs(answer) == [stocked[key].slug]
    assert answer.match.patience is Patience.EXACT


@pytest.mark.parametrize(
    "words", ["bijou licorne", "licorne bijoux", "Maison Aurore licorne", "bijuo licorne"]
)
def test_a_word_on_every_piece_finds_nothing_where_others_are_unknown(make, words):
    make(metals=[SILVER])
    make(metals=[ROSE])
    assert searching(words).total == 0
    unicorn = make(name_fr="Broche Licorne", name_en="Unicorn brooch", kind="brooch", sizes=[Size(None)])
    assert slugs(searching(words)) == [unicorn.slug]


def test_some_of_the_words_are_those_that_tell_pieces_apart(stocked):
    answer = searching("bijou émail alliance licorne")
    assert set(slugs(answer)) == {stocked[key].slug for key in ("enamel", "alliance", "band")}
    assert answer.match.patience is Patience.ANY


def test_gold_is_not_forgotten_beside_a_mistyped_word(stocked):
    assert slugs(searching("aneau or")) == [stocked["band"].slug]


def test_words_that_were_written_as_one_are_taken_apart(stocked):
    answer = searching("clou doreille")
    assert answer.total == 1
    assert (answer.match.patience, answer.match.said) == (Patience.MENDED, "clou oreille")


@pytest.mark.parametrize("words", ["demilune", "demi-lune", "demi lune"])
def test_a_word_with_a_hyphen_is_found_with_and_without_it(stocked, words):
    answer = searching(words)
    assert (answer.total, answer.match.patience) == (1, Patience.EXACT)


def test_a_bar_code_of_twelve_figures_is_one_of_thirteen(make):
    piece = make(sizes=[Size("54", columns={"gtin": "0760123456782"})])
    assert slugs(searching("760123456782")) == [piece.slug]
    assert slugs(searching("0 760123 456782")) == [piece.slug]
    assert searching("76012345678").total == 0


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("AN-0001", "/bijou/anneau-1/"),
        ("an 0001", "/bijou/anneau-1/"),
        ("3760123456789", "/bijou/anneau-1/?size=54"),
        ("376 0123 456789", "/bijou/anneau-1/?size=54"),
        ("AN-0001-1", "/bijou/anneau-1/?size=56.5"),
    ],
)
def test_a_code_leads_straight_to_its_piece_and_size(client, make, words, leads_to):
    make(sizes=[Size("54", columns={"gtin": "3760123456789"}), Size("56.5")])
    make()
    answer = client.get("/recherche/", {"q": words})
    assert (answer.status_code, answer["Location"]) == (302, leads_to)


def share_a_barcode(pieces):
    """Give articles the barcode of one another, as older catalogues have them: it is refused now."""
    for piece in pieces:
        piece.variants.update(gtin="3760123456789")
    actions.refresh(piece_ids=[piece.pk for piece in pieces], at=NOON)


def test_what_is_no_code_of_one_piece_leads_to_a_list(client, make):
    share_a_barcode([make(name_fr="Anneau Lisière"), make()])
    for asked in ({"q": "lisière"}, {"q": "3760123456789"}, {"q": "AN-0001", "metal": "gold"}):
        assert client.get("/recherche/", asked).status_code == 200
    part = client.get("/recherche/", {"q": "AN-0001"}, headers={"HX-Request": "true"})
    assert part.status_code == 200


@pytest.mark.parametrize(
    "words", ["AN-0001", "an 0001", "an0001", "3760123456789", "376 0123 456789", "an-0001-0"]
)
def test_the_code_of_a_withdrawn_piece_leads_to_what_is_near_it(client, make, words):
    """Other pieces hold some of the words, and near ones would be listed."""
    piece = make(sizes=[Size("54", columns={"gtin": "3760123456789"})])
    near = make(name_fr="Bague AN 7", name_en="Ring AN 7")
    catalogue.withdraw(piece_id=piece.pk, actor="test", at=NOON)
    actions.refresh(piece_ids=[piece.pk], at=NOON)
    answer = client.get("/recherche/", {"q": words})
    assert (answer.status_code, answer["Location"]) == (302, "/bijou/anneau-1/")
    page = client.get(answer["Location"])
    assert page.status_code == 410
    assert f"/bijou/{near.slug}/" in page.text


def test_what_is_only_like_the_code_of_a_withdrawn_piece_leads_nowhere(client, make):
    """Nor does that of one that comes back, or the same bar code on two of them."""
    pieces = [make() for _ in range(3)]
    share_a_barcode(pieces)
    for piece in pieces[:2]:
        catalogue.withdraw(piece_id=piece.pk, actor="test", at=NOON)
    catalogue.unpublish(piece_id=pieces[2].pk, actor="test", at=NOON)
    actions.refresh(piece_ids=[piece.pk for piece in pieces], at=NOON)
    for words in ("AN-00", "AN-0003", "3760123456789", "AN-0001 or"):
        assert client.get("/recherche/", {"q": words}).status_code == 200, words
    narrowed = client.get("/recherche/", {"q": "AN-0001", "metal": "gold"})
    assert narrowed.status_code == 200


def test_gold_is_found_by_its_french_name_on_english_pages(stocked):
    """ "or" is a small word in English; alone it can only be the metal."""
    answer = searching("or", "en")
    assert answer.match.patience is Patience.OTHER_LANGUAGE
    assert stocked["band"].slug in slugs(answer)
    assert stocked["alliance"].slug not in slugs(answer)


@pytest.mark.parametrize("words", ["de la", "des aux", "x" * 5_000, "l’ " * 2_000, "\x07", "💍💎", "\u200f"])
def test_nonsense_is_answered_calmly(client, stocked, words):
    answer = client.get("/recherche/", {"q": words})
    assert answer.status_code == 200
    assert b'id="q"' in answer.content
    found = answer.context.get("found")
    assert found is None or not found.total


def test_a_group_of_the_trade_finds_what_any_of_its_words_names(stocked):
    both = {stocked["band"].slug, stocked["alliance"].slug}
    assert set(slugs(searching("anneaux de mariage"))) == both
    assert set(slugs(searching("alliances"))) == both
    assert slugs(searching("alliance argent")) == [stocked["alliance"].slug]
    assert slugs(searching("puces d'oreilles")) == [stocked["studs"].slug]


def test_who_is_called_so_comes_before_who_is_meant_too(stocked, make):
    newest = make(name_fr="Anneau de mariage Nuit", name_en="Night wedding band")
    assert slugs(searching("alliance"))[0] == stocked["alliance"].slug
    assert slugs(searching("anneau de mariage"))[0] == newest.slug
    assert slugs(searching("anneau de mariage"))[-1] == stocked["alliance"].slug


def test_a_mistyped_word_finds_what_its_synonyms_name(stocked):
    answer = searching("aliance")
    assert {stocked["band"].slug, stocked["alliance"].slug} == set(slugs(answer))
    assert answer.match.said == "alliance"


def test_fineness_is_found_in_carats(stocked):
    assert stocked["band"].slug in slugs(searching("or rose 18 carats"))
    assert searching("or rose 9 carats").match.patience is not Patience.EXACT


def test_our_own_names_are_found_in_the_plural(make):
    """Of every stone, metal and kind, in both languages; asked of the window for the one that was not."""
    assert not [
        pair for pair in plurals() if text.queried(pair[1], pair[0]) != text.queried(pair[2], pair[0])
    ]
    piece = make(name_fr="Bague Grand large", stones=[StoneFacts("sapphire", "natural")])
    answer = searching("saphirs")
    assert (slugs(answer), answer.match.patience) == ([piece.slug], Patience.EXACT)


def plurals() -> Iterator[tuple[str, str, str]]:
    """Yield each word by which our pieces are called: its language, alone, and as several are called."""
    for noun in NOUNS.values():
        yield "fr", noun.fr, noun.fr_many
        yield "en", noun.en, noun.en_many.removesuffix(" stones")
    labels = (rules.metal_labels, rules.coating_labels, rules.colour_labels, rules.material_labels)
    for language in ("fr", "en"):
        named = [said for labelled in labels for _code, said in labelled(language)]
        kinds = [terms.kind_terms(kind, language) for kind in terms.TERMS]
        for word in text.telling_words(" ".join([*named, *kinds]), language):
            yield language, word, several(word, language)


def several(word: str, language: str) -> str:
    if word.endswith(("s", "x")):
        return word
    if language == "fr":
        return word + ("x" if word.endswith(("eau", "ou")) else "s")
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}{'es' if word.endswith('ch') else 's'}"


@pytest.fixture
def trade(make):
    """A shelf where every word of the trade has its piece, and words that are near to everyday ones."""
    plain = "Un cadran, un rang, un mois, entre l’un et l’autre."
    return {
        "ring": make(name_fr="Bague Aube", name_en="Dawn", metals=[WHITE], description_fr=plain),
        "tennis": make(
            name_fr="Bracelet Clair",
            name_en="Clear bracelet",
            kind="bracelet",
            category=a_shelf("bracelets", "bracelets"),
            stones=[DIAMOND],
            metals=[SILVER],
        ),
        "line": make(
            name_fr="Collier Onde",
            name_en="Wave",
            kind="necklace",
            category=a_shelf("colliers", "necklaces"),
            stones=[DIAMOND, StoneFacts("sapphire", "natural")],
            metals=[SILVER],
        ),
    }


def test_what_the_trade_says_is_found_and_what_everybody_says_is_no_slip(trade):
    named = {piece.slug: key for key, piece in trade.items()}
    for words, language, keys in SAID:
        answer = searching(words, language)
        assert {named[slug] for slug in slugs(answer)} == {*keys.split()}, words
        assert answer.total or not near(words, language)


def test_a_price_among_the_words_narrows_the_list(client, make):
    make(sizes=[Size("54", 48_000)])
    make(sizes=[Size("54", 52_000)])
    answer = client.get("/recherche/?q=bague+moins+de+500+€&metal=gold", follow=True)
    assert answer.redirect_chain == [("/recherche/?q=bague&metal=gold&price_to=500", 302)]
    assert answer.context["found"].total == 1
    assert client.get("/recherche/?q=jusqu’à 500")["Location"] == "/bijoux/?price_to=500"


def kept(words: list[str], finds: list[str], language: str = "fr", key: str = "") -> str:
    return actions.keep_synonyms(
        key=key, language=language, words=words, finds=finds, actor="staff:1", at=NOON
    )


def test_the_desk_s_synonyms_hold_with_the_next_search(stocked):
    assert searching("caillou").total == 0
    key = kept(["caillou"], ["diamant"])
    assert slugs(searching("caillou")) == [stocked["studs"].slug]
    actions.remove_synonyms(key=key, actor="staff:1", at=NOON)
    assert searching("caillou").total == 0


def test_one_way_is_no_way_back(stocked, make):
    pebble = make(name_fr="Caillou poli", name_en="Polished pebble")
    kept(["caillou"], ["diamant"])
    assert set(slugs(searching("caillou"))) == {pebble.slug, stocked["studs"].slug}
    assert slugs(searching("diamant")) == [stocked["studs"].slug]
    kept(["diamant", "éclat"], [])
    assert slugs(searching("éclats")) == [stocked["studs"].slug]


def test_a_group_that_came_with_a_file_can_be_worded_anew_and_taken_away(stocked):
    kept(["alliance", "jonc de mariage"], [], key="fr-alliance")
    assert slugs(searching("alliance")) == [stocked["alliance"].slug]
    assert slugs(searching("jonc de mariage")) == [stocked["alliance"].slug]
    actions.remove_synonyms(key="fr-alliance", actor="staff:1", at=NOON)
    assert slugs(searching("anneau de mariage")) == [stocked["band"].slug]


@pytest.mark.parametrize(
    ("words", "finds", "reason"),
    [
        (["puce"], [], "few"),
        ([], ["clou"], "few"),
        (["puce", "de la"], [], "small"),
        (["puce", "Puces"], [], "same"),
        (["puce", "x" * 61], [], "long"),
        ([f"mot{n}" for n in range(13)], [], "many"),
    ],
)
def test_words_that_cannot_stand_for_one_another_are_refused(words, finds, reason):
    with pytest.raises(actions.SynonymsRefused) as refused:
        kept(words, finds)
    assert (refused.value.code, refused.value.context["reason"]) == ("synonyms_refused", reason)
    assert not SynonymEdition.objects.exists()


def test_a_group_that_is_gone_can_neither_be_changed_nor_removed():
    key = kept(["caillou"], ["diamant"])
    actions.remove_synonyms(key=key, actor="staff:1", at=NOON)
    before = SynonymEdition.objects.count()
    for again in (
        lambda: kept(["caillou"], ["saphir"], key=key),
        lambda: actions.remove_synonyms(key=key, actor="staff:1", at=NOON),
    ):
        with pytest.raises(actions.SynonymsGone) as refused:
            again()
        assert refused.value.code == "synonyms_gone"
    assert SynonymEdition.objects.count() == before
