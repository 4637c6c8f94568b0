"""Suggestions while somebody types: the right ones, few, quick to ask for, the same for everybody."""

import re
from datetime import timedelta
from html import unescape

import pytest
from tests.window.conftest import DIAMOND, NOON, Size, a_brand, a_shelf

from poincon.foundation.pace import Pace
from poincon.window.models import Card
from poincon.window.queries.suggesting import PIECES, suggested
from poincon.window.views import suggestions as view

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
ADDRESS = "/recherche/suggestions/"
OPTION = re.compile(r'<a role="option"[^>]*href="([^"]*)"')


@pytest.fixture
def stocked(make):
    earrings = a_shelf("boucles-d-oreilles", "earrings")
    return {
        "solitaire": make(name_fr="Solitaire Aube", name_en="Dawn solitaire", stones=[DIAMOND]),
        "studs": make(
            name_fr="Clous Soleil",
            name_en="Sun studs",
            kind="earrings",
            category=earrings,
            sizes=[Size(None), Size(None, price=140_000, columns={"length_mm": 180})],
            brand=a_brand("Solène Brume"),
        ),
        "band": make(name_fr="Alliance Nuit", name_en="Night band"),
    }


def asked(client, words, address=ADDRESS):
    answer = client.get(address, {"q": words})
    return answer, [unescape(path) for path in OPTION.findall(answer.text)]


def test_the_beginning_of_a_word_offers_pieces_shelves_and_makers(client, stocked):
    answer, paths = asked(client, "sol")
    assert paths == [
        "/maison/solene-brume/",
        f"/bijou/{stocked['studs'].slug}/",
        f"/bijou/{stocked['solitaire'].slug}/",
    ]
    assert 'data-said="3 suggestions"' in answer.text
    assert "1\u202f290,00\u00a0€" in answer.text
    assert answer.text.count("<picture") == 2
    assert 'role="group" aria-label="Bijoux"' in answer.text


def test_all_words_count_and_only_the_last_is_begun(client, stocked):
    assert asked(client, "alliance nu")[1] == [f"/bijou/{stocked['band'].slug}/"]
    assert suggested("nui soleil", "fr", at=NOON).pieces == []
    assert asked(client, "boucles")[1][0] == "/boucles-d-oreilles/"
    assert asked(client, "oreill")[1][0] == "/boucles-d-oreilles/"


def test_what_is_called_so_comes_before_what_is_made_of_it(stocked, make):
    named = make(name_fr="Diamant synthétique du matin", stones=[DIAMOND])
    hints = suggested("diam", "fr", at=NOON).pieces
    assert [one.slug for one in hints] == [named.slug, stocked["solitaire"].slug]


def test_synonyms_and_codes_are_offered_too(stocked):
    assert [one.slug for one in suggested("anneau de mariage", "fr", at=NOON).pieces] == [
        stocked["band"].slug
    ]
    reference = stocked["band"].reference
    assert stocked["band"].slug in [one.slug for one in suggested(reference[:6], "fr", at=NOON).pieces]
    assert [one.slug for one in suggested(reference, "fr", at=NOON).pieces] == [stocked["band"].slug]


def test_a_mistyped_word_is_mended(client, stocked):
    answer, paths = asked(client, "solitare")
    assert paths == ["/recherche/?q=solitaire", f"/bijou/{stocked['solitaire'].slug}/"]
    assert "Vouliez-vous dire" in answer.text


def test_the_page_s_language_is_spoken(client, stocked):
    answer, paths = asked(client, "daw", "/en/search/suggestions/")
    assert paths == [f"/en/piece/{stocked['solitaire'].slug}/"]
    assert "1 suggestion" in answer.text


@pytest.mark.parametrize(
    "words", ["", "s", "de la", "zzzzqq", "\x07", "💍", "'; DROP --", "\\:*&|!", "x" * 900]
)
def test_nothing_comes_of_nothing(client, stocked, words):
    answer, paths = asked(client, words)
    assert (answer.status_code, paths) == (200, [])
    assert 'data-said="Aucune suggestion"' in answer.text


def test_a_price_past_its_end_is_asked_anew(stocked):
    Card.objects.update(price_from_minor=100, price_to_minor=100, asked_until=NOON)
    before, after = (suggested("alliance", "fr", at=at).pieces[0].price.minor for at in (NOON - SECOND, NOON))
    assert (before, after) == (100, 129_000)


def test_few_are_enough(client, make):
    for _ in range(PIECES + 3):
        make(name_fr="Jonc Lune")
    assert len(asked(client, "jon")[1]) == PIECES


def test_what_cannot_be_bought_comes_last(stocked, make):
    gone = make(name_fr="Alliance Jour", sizes=[Size(stock=0)])
    assert [one.slug for one in suggested("alli", "fr", at=NOON).pieces] == [stocked["band"].slug, gone.slug]


def test_names_are_written_and_never_run(client, make):
    make(name_fr="Jonc <b>Lune</b>", brand=a_brand("<script>"))
    assert "<b>" not in asked(client, "jonc")[0].text
    assert "<script" not in asked(client, "script")[0].text


def test_the_answer_is_everybody_s(client, stocked):
    answer, _ = asked(client, "sol")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_whoever_asks_faster_than_people_type_waits(client, stocked, monkeypatch):
    monkeypatch.setattr(view, "PACE", Pace(burst=2, per_second=0.001))
    answers = [client.get(ADDRESS, {"q": "sol"}) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert (answers[2]["Retry-After"], answers[2].content) == ("5", b"")
    assert client.get(ADDRESS, {"q": "sol"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_few_questions_are_asked(client, stocked, django_assert_max_num_queries):
    asked(client, "sol")
    with django_assert_max_num_queries(6):
        asked(client, "sol")


def test_a_window_without_pieces_suggests_nothing(client):
    assert asked(client, "solitaire")[1] == []


@pytest.mark.parametrize("typed", ["boucles 18 cm", "18 cm", "boucles 18", "boucles 18 c"])
def test_a_length_is_read_while_it_is_typed(stocked, typed):
    hints = suggested(typed, "fr", at=NOON)
    assert [one.slug for one in hints.pieces] == [stocked["studs"].slug]


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("alliance 54", "fr", {"band"}),
        ("alliance taille 54", "fr", {"band"}),
        ("taille 54", "fr", {"band", "solitaire"}),
        ("night band US 7", "en", {"band"}),
        ("alliance 66", "fr", set()),
        ("alliance 12", "fr", {"band"}),
        ("12 alliance", "fr", {"band"}),
        ("alliance 5", "fr", {"band"}),
    ],
)
def test_a_ring_size_is_read_while_it_is_typed(stocked, typed, language, found):
    hints = suggested(typed, language, at=NOON)
    assert {one.slug for one in hints.pieces} == {stocked[name].slug for name in found}
    assert hints.said == ""
