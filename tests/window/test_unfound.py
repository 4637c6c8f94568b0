"""What was searched in vain: counted by its words alone, and never when they could be about somebody."""

from datetime import UTC, datetime, timedelta

import pytest

from poincon.window import actions
from poincon.window.actions.unfound import KEPT_DAYS, MOST_A_DAY
from poincon.window.models import Unfound
from poincon.window.queries import tried
from poincon.window.rules.unfound import kept

NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "as_kept"),
    [
        ("bague de petit doigt", "bague petit doigt"),
        ("Chevillère", "chevillere"),
        ("BOUTONS DE MANCHETTE", "boutons manchette"),
        ("piercing nez", "piercing nez"),
    ],
)
def test_words_of_the_trade_are_kept_folded(words, as_kept):
    assert kept(words, "fr") == as_kept


@pytest.mark.parametrize(
    "words",
    [
        "claire.martin@exemple.fr",
        "claire martin",
        "Jeanne Moreau",
        "médaille Zoé",
        "bracelet Camille",
        "Mme Poirier",
        "0612345678",
        "06 12 34 56 78",
        "commande K7M-4QX",
        "12 rue des Lilas",
        "rue des Lilas",
        "www.exemple.org",
        "/comptoir/",
        "un deux trois quatre cinq six",
        "x" * 60,
        "a b",
        "de la",
        "💍",
        "",
    ],
)
def test_what_could_be_about_somebody_is_not_kept(words):
    assert kept(words, "fr") is None


@pytest.mark.django_db
def test_a_search_in_vain_is_counted_and_nothing_else(client, settings):
    for words in ("bague de pouce", "Bagues de pouce", "bague de pouce", "jeanne moreau", "pouce 54"):
        assert client.get("/recherche/", {"q": words}).status_code == 200
    rows = {(row.words, row.language): row.times for row in Unfound.objects.all()}
    assert rows == {("bague pouce", "fr"): 2, ("bagues pouce", "fr"): 1}


@pytest.mark.django_db
def test_neither_a_filter_nor_a_part_nor_a_head_nor_a_finding_counts(client, make):
    make(name_fr="Anneau Lisière")
    client.get("/recherche/", {"q": "bague de pouce zz", "metal": "gold"})
    client.get("/recherche/", {"q": "xyzzy"}, headers={"HX-Request": "true"})
    client.head("/recherche/", {"q": "xyzzy"})
    client.get("/recherche/", {"q": "lisière"})
    assert not Unfound.objects.exists()


@pytest.mark.django_db
def test_it_is_forgotten_after_thirty_days():
    for days in (0, KEPT_DAYS - 1, KEPT_DAYS):
        actions.note_unfound(words="pouce", language="fr", at=NOON - timedelta(days=days))
    assert [one.times for one in tried.in_vain(at=NOON, days=KEPT_DAYS)] == [2]
    assert actions.forget_unfound(at=NOON) == 1
    assert Unfound.objects.count() == 2


@pytest.mark.django_db
def test_noise_cannot_fill_the_table():
    day = NOON.date()
    Unfound.objects.bulk_create(
        Unfound(language="fr", words=f"mot {n}", on=day, times=1) for n in range(MOST_A_DAY)
    )
    assert not actions.note_unfound(words="pouce", language="fr", at=NOON)
    assert Unfound.objects.count() == MOST_A_DAY


@pytest.mark.django_db
def test_a_full_day_still_counts_what_is_there():
    Unfound.objects.bulk_create(
        Unfound(language="fr", words="pouce" if not n else f"mot {n}", on=NOON.date(), times=1)
        for n in range(MOST_A_DAY)
    )
    assert actions.note_unfound(words="pouce", language="fr", at=NOON)
    assert Unfound.objects.get(words="pouce").times == 2


@pytest.mark.django_db
def test_whoever_says_what_words_mean_need_not_read_of_them_again():
    actions.note_unfound(words="bague de pouce", language="fr", at=NOON)
    actions.note_unfound(words="cheville", language="fr", at=NOON)
    actions.keep_synonyms(
        key="", language="fr", words=["bague de pouce"], finds=["anneau"], actor="staff:1", at=NOON
    )
    assert [one.words for one in tried.in_vain(at=NOON, days=KEPT_DAYS)] == ["cheville"]
