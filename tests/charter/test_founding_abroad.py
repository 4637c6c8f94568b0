"""Houses in other countries: asked by their own law, with carriers, currency and taxes of their own."""

from pathlib import Path

import pytest
from tests.charter.test_founding_houses import LEAST, TODAY, WHOLE, answers, folder, run

from poincon.charter import founding, houses, loading, promises, questions
from poincon.charter.cli import app
from poincon.charter.readiness import ready_for_sale
from poincon.config.cli import app as whole

__all__ = ["folder"]
FRENCH_ALONE = ("siren", "colissimo", "chronopost", "mondial_relay", "free_from")
SPAIN = {name: said for name, said in WHOLE.items() if name not in FRENCH_ALONE} | {
    "key": "Oro lento",
    "country": "es",
    "postcode": "28001",
    "city": "Madrid",
    "phone": "+34 928 00 00 00",
    "vat_number": "ESB00000000",
    "mediator_name": "-",
    "mediator_address": "",
    "mediator_site": "",
    "carrier_1_price": "5,50",
    "carrier_1_days": "1-3",
    "carrier_1_insured": "3 000",
    "reach": "fr, pt, ch",
    "reach_price": "14,90",
    "reach_days": "3 à 6",
    "outside_union": "oui",
    "duties_by_house": "non",
}

JAPAN = LEAST | {"country": "jp", "legal_form": "KK", "phone": "+81 3 5555 0000", "city": "Tokyo"}


def without(*names: str) -> dict[str, str]:
    return {name: said for name, said in SPAIN.items() if name not in names}


def faults(answers: dict[str, str]) -> dict[str, str]:
    with pytest.raises(founding.WrongAnswers) as caught:
        founding.found(answers, TODAY)
    return {fault.name: fault.reason.code for fault in caught.value.faults}


def test_a_house_in_spain_sells_by_its_own_post_and_reaches_its_neighbours() -> None:
    draft = founding.found(SPAIN, TODAY)
    assert [lack.path for lack in ready_for_sale(draft)] == ["state"]
    (post,) = draft.carriers
    assert (post.key, post.insured_to_minor, post.max_value_minor) == ("correos", 300_000, 300_000)
    assert draft.zones == {"home": ("ES",), "abroad": ("FR", "PT", "CH")}
    assert [(rate.zone, rate.price_minor) for rate in draft.delivery.rates] == [
        ("home", 550),
        ("abroad", 1490),
    ]
    assert [(way.zone, way.days_min, way.days_max) for way in post.delivery] == [
        ("home", 1, 3),
        ("abroad", 3, 6),
    ]
    assert draft.vat
    assert (draft.vat.outside_union, draft.vat.duties_paid_by) == ("net", "customer")
    assert (draft.time_zone, draft.currency, draft.window.ring_scale) == ("Europe/Madrid", "EUR", "es")


def test_the_law_of_the_country_says_how_long_a_piece_is_guaranteed() -> None:
    assert founding.found(SPAIN, TODAY).guarantees.conformity_years == 3
    assert founding.found(WHOLE, TODAY).guarantees.conformity_years == 2


def test_a_house_elsewhere_cites_no_law_of_france() -> None:
    spain, france = founding.found(SPAIN, TODAY), founding.found(WHOLE, TODAY)
    named = "retention.invoices_years"
    assert "L123-22" in promises.words(france, named, "fr")
    told = promises.words(spain, named, "fr")
    assert told
    assert "L123-22" not in told
    assert "[" not in told


@pytest.mark.parametrize("name", FRENCH_ALONE[:-1])
def test_what_is_french_is_neither_asked_nor_taken_elsewhere(name: str) -> None:
    assert name not in {question.name for question in questions.asked(SPAIN)}
    assert faults(SPAIN | {name: "4"}) == {name: "not_asked"}


def test_a_carrier_is_asked_after_only_once_the_one_before_has_a_price() -> None:
    def named(said: dict[str, str]) -> set[str]:
        return {question.name for question in questions.asked(said)}

    assert "carrier_2" in named(SPAIN)
    assert not {"carrier_2", "carrier_1_days"} & named(without("carrier_1_price"))
    assert "carrier_3" not in named(SPAIN)
    assert "carrier_3" in named(SPAIN | {"carrier_2": "Seur", "carrier_2_price": "7"})


@pytest.mark.parametrize(
    ("reach", "asked"),
    [
        ("", set()),
        ("fr", {"one_stop_shop_from"}),
        ("ch", {"outside_union", "duties_by_house"}),
        ("fr, ch", {"one_stop_shop_from", "outside_union", "duties_by_house"}),
        ("es", set()),
    ],
)
def test_only_the_taxes_that_a_house_meets_are_asked(reach: str, asked: set[str]) -> None:
    taxes = {"one_stop_shop_from", "outside_union", "duties_by_house"}
    said = without("reach", *taxes) | {"reach": reach}
    assert {question.name for question in questions.asked(said)} & taxes == asked


def test_each_answer_that_cannot_stand_is_named_by_its_question() -> None:
    wrong = {
        "carrier_1_days": ("deux", "days_span"),
        "carrier_1_insured": ("plenty", "amount"),
        "reach": ("fr, xx", "no_country"),
    }
    told = faults(
        without("outside_union", "duties_by_house") | {name: said for name, (said, _) in wrong.items()}
    )
    expected = {name: code for name, (_, code) in wrong.items()}
    assert {name: told[name] for name in expected} == expected


def test_a_number_of_another_country_is_told() -> None:
    assert faults(SPAIN | {"vat_number": "FR29000000232"}) == {"vat_number": "vat_of_abroad"}


def test_a_house_that_has_no_carrier_is_a_draft() -> None:
    draft = founding.found(without("carrier_1_price", "carrier_1_days", "carrier_1_insured"), TODAY)
    assert {"carriers", "delivery.rates"} <= {lack.path for lack in ready_for_sale(draft)}


def test_amounts_are_read_in_the_currency_of_the_house() -> None:
    japan = JAPAN | {
        "carrier_1": "Yamato",
        "carrier_1_phone": "+81 3 5555 0000",
        "carrier_1_tracking": "https://yamato.example/{number}",
        "carrier_1_days": "1-2",
    }
    assert founding.found(japan | {"carrier_1_price": "770"}, TODAY).delivery.rates[0].price_minor == 770
    assert faults(japan | {"carrier_1_price": "7,70"}) == {"carrier_1_price": "amount"}


def test_where_no_tax_is_known_nothing_is_sold(folder: Path) -> None:
    swiss = LEAST | {"country": "ch", "postcode": "1201", "city": "Genève", "phone": "+41 22 000 00 00"}
    for said in (JAPAN | {"key": "kin"}, swiss | {"key": "or_des_alpes"}):
        assert run(whole, ["house", "new", "--answers", answers(folder, said)]).exit_code == 0
    told = run(whole, ["house", "ready", "kin", "--language", "fr"])
    assert told.exit_code == 1
    assert "aucun taux de TVA n’est connu pour JP" in told.output
    assert "TVA n’est connu" not in run(whole, ["house", "ready", "or_des_alpes", "--language", "fr"]).output
    assert loading.load(folder / "or_des_alpes" / "charter.toml").currency == "CHF"


def test_the_owner_is_told_what_nobody_knows_for_them() -> None:
    assert {note.code for note in founding.notes(founding.found(SPAIN, TODAY))} == {
        "holidays_unknown",
        "terms_to_be_read",
    }
    assert founding.notes(founding.found(WHOLE, TODAY)) == []


def test_a_house_in_spain_goes_live(folder: Path) -> None:
    result = run(app, ["house", "new", "--language", "fr", "--answers", answers(folder, SPAIN)])
    assert result.exit_code == 0, result.output
    assert "à savoir" in result.output
    assert "est en vente" in run(app, ["house", "live", "oro_lento", "--language", "fr"]).output
    assert loading.load(folder / "oro_lento" / "charter.toml").country == "ES"


def test_on_a_terminal_a_spaniard_is_asked_by_spanish_words(folder: Path) -> None:
    first = {"country": "xx\nes", "carrier_1_days": "deux\n1-3"}
    keys = [first.get(one.name, SPAIN.get(one.name, "")) for one in questions.asked(SPAIN)]
    result = run(app, ["house", "new", "--language", "fr"], input="\n".join(keys) + "\n")
    assert result.exit_code == 0, result.output
    assert "XX n’est pas un pays (deux lettres)" in result.output
    assert "doit être un nombre de jours, ou deux, comme 2-4" in result.output
    assert "Téléphone (+34 …)" in result.output
    assert "Inscription au registre (Registro Mercantil de …)" in result.output
    assert "SIREN" not in result.output
    assert "Colissimo" not in result.output
    assert houses.names() == ["oro_lento"]
