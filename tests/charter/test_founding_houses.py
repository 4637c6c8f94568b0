"""A sixth house from answers: a lawful draft, live only when nothing is missing."""

import tomllib
from pathlib import Path

import pytest
from tests.charter.conftest import FIVE, INVENTED, house
from typer.testing import CliRunner

from poincon.charter import founding, houses, loading, questions, writing
from poincon.charter.cli import app
from poincon.charter.readiness import ready_for_sale

run = CliRunner().invoke
TODAY = "2026-11-22"
LEAST = {
    "key": "Or fin",
    "name": "Or fin",
    "legal_name": "Or fin",
    "street": "1 rue de l’Exemple",
    "postcode": "75001",
    "city": "Paris",
    "email": "bonjour@orfin.example",
    "phone": "+33 1 99 00 60 60",
}
WHOLE = LEAST | {
    "director": "Or Exemple",
    "siren": "000000232",
    "registration": "RCS Paris 0",
    "capital": "1 €",
    "vat_number": "FR29000000232",
    "host_name": "Hébergeur de l’Exemple",
    "host_address": "2 quai de l’Exemple, 59000 Lille",
    "host_phone": "+33 3 53 01 00 02",
    "mediator_name": "Médiation de l’Exemple",
    "mediator_address": "BP 0, 75000 Paris",
    "mediator_site": "https://mediation.example",
    "cards": "visa, mastercard",
    "iban": "FR76 9999 9000 0200 0000 0223 491",
    "bic": "FICTFRPPXXX",
    "bank": "Banque de l’Exemple",
    "colissimo": "4,90",
    "free_from": "60",
    "change_until": "11h30",
    "returns_free": "oui",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POINCON_BOUTIQUES_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_a_charter_that_is_written_reads_back_as_the_same(name: str) -> None:
    text = writing.written(house(name))
    assert loading.parse(tomllib.loads(text), name) == house(name)


def test_the_least_answers_make_a_lawful_draft() -> None:
    draft = founding.found(LEAST, TODAY)
    assert (draft.state, draft.house.key, draft.terms_version) == ("draft", "or_fin", TODAY)
    assert draft.house.privacy_officer.email == LEAST["email"]
    assert len(ready_for_sale(draft)) > 1


def test_answers_are_read_as_people_write_them() -> None:
    draft = founding.found(WHOLE, TODAY)
    assert draft.delivery.rates[0].price_minor == 490
    assert draft.delivery.free_from_minor == {"home": 6000}
    assert draft.orders.change_until.isoformat() == "11:30:00"
    assert draft.payments.means[0].brands == ("visa", "mastercard")
    assert (draft.withdrawal.label_paid_by, draft.returns.labels[0].price_minor) == ("house", 0)
    assert [lack.path for lack in ready_for_sale(draft)] == ["state"]


def test_a_house_abroad_serves_its_own_country_by_its_own_days() -> None:
    said = {"country": "es", "time_zone": "Europe/Madrid", "phone": "+34 928 00 00 00", "postcode": "28001"}
    draft = founding.found(LEAST | said, TODAY)
    assert (draft.country, draft.house.address.country, draft.time_zone) == ("ES", "ES", "Europe/Madrid")
    assert (draft.zones, draft.delivery.likely_country) == ({"home": ("ES",)}, "ES")
    assert draft.orders.public_holidays == "none"
    assert draft.zone_words["home"].fr == "(Espagne)"


def test_every_answer_that_cannot_stand_is_named_at_once() -> None:
    wrong = {"colissimo": "much", "window_days": "a week", "change_until": "25h", "colour": "blue"}
    with pytest.raises(founding.WrongAnswers) as caught:
        founding.found(WHOLE | wrong, TODAY)
    assert {fault.name for fault in caught.value.faults} == set(wrong)


def test_an_answer_that_the_charter_refuses_is_named_by_its_question() -> None:
    wrong = {"siren": "123", "postcode": "", "collection_at": "10:00", "email": "nobody"}
    with pytest.raises(founding.WrongAnswers) as caught:
        founding.found(WHOLE | wrong, TODAY)
    assert {fault.name for fault in caught.value.faults} == set(wrong)


def answers(folder: Path, said: dict[str, str]) -> str:
    path = folder / "answers.toml"
    path.write_text(writing.as_toml(said), encoding="utf-8")
    return str(path)


def test_a_house_is_founded_and_goes_live_when_nothing_is_missing(folder: Path) -> None:
    result = run(app, ["house", "new", "--answers", answers(folder, WHOLE)])
    assert result.exit_code == 0, result.output
    assert {path.name for path in (folder / "or_fin").iterdir()} == {
        "charter.toml",
        "entrance.toml",
        "theme.css",
    }
    assert run(app, ["house", "ready", "or_fin"]).exit_code == 1
    assert "Or fin is live" in run(app, ["house", "live", "or_fin"]).output
    assert loading.load(folder / "or_fin" / "charter.toml").state == "live"
    assert run(app, ["house", "ready", "or_fin"]).exit_code == 0


def test_going_live_is_refused_while_anything_is_missing_and_nothing_changes(folder: Path) -> None:
    run(app, ["house", "new", "--answers", answers(folder, LEAST)])
    before = (folder / "or_fin" / "charter.toml").read_text()
    result = run(app, ["house", "live", "or_fin"])
    assert result.exit_code == 1
    for place in ("house.mediator", "house.host", "payments.means", "delivery.rates"):
        assert place in result.output
    assert (folder / "or_fin" / "charter.toml").read_text() == before


def test_a_house_that_exists_is_not_written_over(folder: Path) -> None:
    run(app, ["house", "new", "--answers", answers(folder, LEAST)])
    before = (folder / "or_fin" / "charter.toml").read_text()
    result = run(app, ["house", "new", "--answers", answers(folder, WHOLE)])
    assert result.exit_code == 1
    assert "exists already" in result.output
    assert (folder / "or_fin" / "charter.toml").read_text() == before


def test_wrong_answers_found_nothing(folder: Path) -> None:
    result = run(app, ["house", "new", "--answers", answers(folder, WHOLE | {"siren": "1"})])
    assert result.exit_code == 1
    assert "siren = '1'" in result.output
    assert not (folder / "or_fin").exists()


def test_on_a_terminal_only_what_cannot_stand_is_asked_again(folder: Path) -> None:
    said = {question.name: WHOLE.get(question.name, "") for question in questions.asked(WHOLE)}
    first = said | {"siren": "1"}
    keys = "\n".join([*first.values(), "000000232"]) + "\n"
    result = run(app, ["house", "new", "--language", "fr"], input=keys)
    assert result.exit_code == 0, result.output
    assert result.output.count("Nom de la maison") == 1
    assert result.output.count("SIREN [1]:") == 1
    assert "Comment partent les colis" in result.output
    assert houses.names() == ["or_fin"]


def test_no_house_of_that_name_is_said_plainly(folder: Path) -> None:
    result = run(app, ["house", "live", "nobody"])
    assert result.exit_code == 1
    assert "no boutique is called 'nobody'" in result.output
