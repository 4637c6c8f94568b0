"""Words are compared as people mean them: without accents, endings and small words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel import spelling, text
from poincon.kernel.spelling import Vocabulary


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Solitaire", "solitaires"),
        ("Bague d’été", "bague été"),
        ("Bague d’été", "BAGUE ETE"),
        ("Œil-de-tigre", "oeil de tigre"),
        ("Boucles d’oreilles", "boucle d'oreille"),
        ("Bijoux", "bijou"),
        ("Anneaux martelés", "anneau martelé"),
        ("Or rose 750 ‰", "or rose 750"),
        ("Diamant synthétique 0,70 ct", "diamants synthetiques"),
    ],
)
def test_what_is_typed_finds_what_is_written(written, typed):
    assert set(text.queried(typed, "fr")) <= set(text.queried(written, "fr"))


@pytest.mark.parametrize(
    ("written", "typed"), [("Wedding rings", "wedding ring"), ("Polished band", "polish bands")]
)
def test_english_has_endings_of_its_own(written, typed):
    assert set(text.queried(typed, "en")) <= set(text.queried(written, "en"))


def test_gold_is_a_word_in_french_and_no_word_in_english():
    assert text.queried("or", "fr") == ["or"]
    assert text.queried("gold or silver", "en") == ["gold", "silver"]


@given(st.text(max_size=60))
def test_any_text_can_be_searched_and_indexed(typed):
    """Whatever is typed makes lexemes that PostgreSQL reads: letters and digits, never a quote."""
    for language in ("fr", "en"):
        assert all(word.isalnum() for word in text.queried(typed, language))
        assert text.code(typed) == "" or text.code(typed).isalnum()
        for lexeme in text.vector({"A": [typed]}, [typed], language).split():
            assert lexeme.partition(":")[0].isalnum()


def test_a_word_keeps_the_best_of_its_weights():
    assert text.vector({"A": ["Aube"], "C": ["aube rose"]}, ["AN-1"], "fr").split() == [
        "aub:1A",
        "ros:1C",
        "an1:1A",
    ]


KNOWN = Vocabulary.of(
    "fr", [("solitaire", "solitaire"), ("alliance", "alliance"), ("etoile", "étoile"), ("or", "or")]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("solitare", "solitaire"), ("slitaire", "solitaire"), ("aliance", "alliance"), ("etiole", "étoile")],
)
def test_a_slip_of_the_finger_is_forgiven(typed, meant):
    found = spelling.meant(typed, KNOWN)
    assert found is not None
    assert found.mended == meant
    assert not found.prefix


@pytest.mark.parametrize(
    ("typed", "meant"), [("safir", "saphir"), ("saffir", "saphir"), ("topase", "topaze")]
)
def test_what_sounds_the_same_is_the_nearest(typed, meant):
    assert spelling.nearest(typed, ["safari", "topaze", "saphir", "safran"], 1) == [meant]


@pytest.mark.parametrize(
    ("typed", "known"),
    [("ring", "rond"), ("montre", "entre"), ("moins", "mains2"), ("perle", "merlin")],
)
def test_one_slip_in_five_letters_and_more_only_where_words_begin_alike(typed, known):
    assert spelling.nearest(typed, [known], 1) == []


def test_of_equally_near_words_the_caller_chooses():
    assert spelling.nearest("bage", ["base", "bague", "rage", "image"], 1) == ["base", "bague"]
    pages = Vocabulary.of("fr", [("base", "base"), ("bague", "bague")])
    assert spelling.meant("bage", pages).mended == "base"
    assert spelling.meant("bage", pages, max).mended == "base"
    assert spelling.meant("bage", pages, min).mended == "bague"


def test_a_word_known_in_passing_is_right_and_hardly_ever_meant():
    vocabulary = Vocabulary.of(
        "fr", [("perle", "perle")], [("perdre", "perdre"), ("done", "done"), ("martelage", "martelage")]
    )
    assert spelling.meant("perdre", vocabulary).mended == ""
    assert spelling.meant("perd", vocabulary).mended == ""
    assert spelling.meant("perlle", vocabulary).mended == "perle"
    assert spelling.meant("perdra", vocabulary) is None or not spelling.meant("perdra", vocabulary).mended
    assert spelling.meant("dine", vocabulary) is None
    assert spelling.meant("martelaje", vocabulary).mended == "martelage"
    assert spelling.near_ones("perdue", vocabulary, 4) == ["perle"]


def test_a_known_word_is_never_mended():
    found = spelling.meant("solitaires", KNOWN)
    assert found is not None
    assert found.mended == ""
    assert found.sought == "'solitair'"


def test_the_beginning_of_a_word_finds_it():
    found = spelling.meant("alli", KNOWN)
    assert found is not None
    assert found.sought == "'alli':*"


@pytest.mark.parametrize("typed", ["xyz", "ur", "montgolfiere"])
def test_what_is_near_nothing_stays_nothing(typed):
    assert spelling.meant(typed, KNOWN) is None
