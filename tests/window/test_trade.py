"""The synonyms that come in files: whole in every house, and refused with the place of a fault."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from poincon.window import trade
from poincon.window.rules.synonyms import Synonyms, Thesaurus, faults

HOUSES = sorted(Path(__file__).resolve().parents[2].glob("boutiques/*/synonyms.toml"))


@pytest.mark.parametrize("path", [trade.TRADE, *HOUSES], ids=lambda path: path.parent.name)
def test_every_group_of_every_file_could_have_been_typed_at_the_desk(path):
    groups = trade.read(path)
    assert groups
    assert not [key for key, one in groups.items() if faults(one.language, one.words, one.finds)]


def test_every_house_has_words_of_its_own(settings):
    assert len(HOUSES) == 5
    for path in HOUSES:
        settings.BOUTIQUE_DIR = path.parent
        assert trade.shipped() == trade.read(trade.TRADE) | trade.read(path)


def test_a_house_words_a_group_of_the_trade_anew(settings, tmp_path):
    (tmp_path / "synonyms.toml").write_text('[[fr]]\nwords = ["Alliances", "jonc de mariage"]\n')
    settings.BOUTIQUE_DIR = tmp_path
    assert "fr-alliance" in trade.shipped()  # another first word is another group
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "synonyms.toml").write_text('[[fr]]\nwords = ["Alliance", "jonc de mariage"]\n')
    settings.BOUTIQUE_DIR = tmp_path / "own"
    assert trade.shipped()["fr-alliance"].words == ("Alliance", "jonc de mariage")


@pytest.mark.parametrize(
    "text",
    [
        '[[fr]]\nwords = ["seul"]\n',
        "[[fr]]\nwords = []\n",
        '[[fr]]\nwords = ["a", "b"]\nfind = ["c"]\n',
        '[[de]]\nwords = ["Ring", "Reif"]\n',
        '[[fr]]\nwords = ["puce", "clou"]\n[[fr]]\nwords = ["Puce"]\nfinds = ["x"]\n',
        '[[fr]]\nwords = ["puce", ""]\n',
    ],
)
def test_a_fault_in_a_file_is_refused(tmp_path, text):
    path = tmp_path / "synonyms.toml"
    path.write_text(text)
    with pytest.raises(ValidationError):
        trade.read(path)


def sought(words: str, *groups: Synonyms) -> list[str]:
    return Thesaurus.of("fr", groups).widened([(word, f"'{word}'") for word in words.split()])


def test_the_longest_expression_wins_and_the_rest_stays():
    ring = Synonyms("1", "fr", ("bague",), ("anneau",))
    whole = Synonyms("2", "fr", ("bague mariage", "alliance"))
    assert sought("bagu or", ring, whole) == ["(('bagu') | ('anneau'))", "'or'"]
    assert sought("bagu mariag or", ring, whole) == ["(('bagu' & 'mariag') | ('allianc'))", "'or'"]
    assert sought("allianc", ring, whole) == ["(('allianc') | ('bagu' & 'mariag'))"]
    assert sought("anneau", ring, whole) == ["'anneau'"]
    assert sought("allianc", Synonyms("3", "en", ("alliance", "ring"))) == ["'allianc'"]


def test_two_groups_with_the_same_word_add_up():
    one, other = Synonyms("1", "fr", ("clou",), ("puce",)), Synonyms("2", "fr", ("clous",), ("dormeuse",))
    assert sought("clou", one, other) == ["(('clou') | ('puc') | ('dormeux'))"]
