import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from poincon.charter.loading import load
from poincon.config import cli, environment
from poincon.config.environment import ROOT, BadEnvironment, Mode
from poincon.config.local import web

GOOD = {
    "POINCON_MODE": "production",
    "POINCON_SECRET_KEY": "k0p9Qz3xvT7mWb5yRc2nLd8f" * 3,
    "POINCON_DATABASE_URL": "postgresql://db/shop",
    "POINCON_HOSTS": "shop.example, www.shop.example",
    "POINCON_BASE_URL": "https://shop.example",
    "POINCON_HTTPS": "true",
    "POINCON_EMAIL_HOST": "mail.example",
    "POINCON_BANK_URL": "https://bank.example",
    "POINCON_BANK_SECRET": "s1t2u3v4" * 5,
}


@pytest.fixture
def outside(monkeypatch):
    def set_to(values):
        for name in GOOD:
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


def test_a_complete_environment_starts(outside):
    outside(GOOD)
    read = environment.read()
    assert read.mode is Mode.PRODUCTION
    assert read.hosts == ("shop.example", "www.shop.example")


@pytest.mark.promise("payments.encrypted", "rights.under_lock_and_key")
@pytest.mark.parametrize("missing", sorted(set(GOOD) - {"POINCON_MODE"}))
def test_production_does_not_start_without_a_setting_and_says_which(outside, missing):
    outside({name: value for name, value in GOOD.items() if name != missing})
    with pytest.raises(BadEnvironment) as stop:
        environment.read()
    assert missing in str(stop.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POINCON_SECRET_KEY", "short"),
        ("POINCON_SECRET_KEY", "ab" * 40),
        ("POINCON_HOSTS", "*"),
        ("POINCON_HOSTS", "shop.example, *"),
        ("POINCON_DATABASE_URL", "sqlite:///shop.sqlite3"),
        ("POINCON_DATABASE_URL", "mysql://db/shop"),
        ("POINCON_BANK_URL", "http://bank.example"),
        ("POINCON_BANK_SECRET", "s1t2u3v4s1t2u3v4s1t2u3v4s1t2u3v"),
        ("POINCON_BASE_URL", "https://elsewhere.example"),
        ("POINCON_BASE_URL", "https://["),
        ("POINCON_BASE_URL", "http://shop.example"),
        ("POINCON_HTTPS", "perhaps"),
        ("POINCON_EMAIL_PORT", "many"),
        ("POINCON_BOUTIQUE", "nobody"),
        ("POINCON_MODE", "carefree"),
        ("POINCON_API_ORIGINS", "*"),
        ("POINCON_API_ORIGINS", "https://*.example"),
        ("POINCON_API_ORIGINS", "https://news.example, news.example"),
        ("POINCON_API_ORIGINS", "https://news.example/"),
        ("POINCON_API_ORIGINS", "https://news.example:443"),
        ("POINCON_API_ORIGINS", "https://News.example"),
        ("POINCON_API_ORIGINS", "http://news.example"),
    ],
)
def test_an_unsafe_or_senseless_setting_stops_the_start_with_its_name(outside, monkeypatch, name, value):
    outside(GOOD)
    monkeypatch.setenv(name, value)
    with pytest.raises(BadEnvironment) as stop:
        environment.read()
    assert f"  {name}: " in str(stop.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POINCON_EMAIL_HOST", "localhost"),
        ("POINCON_HOSTS", ".shop.example"),
        ("POINCON_DATABASE_URL", "postgres://db/shop"),
        ("POINCON_BASE_URL", "https://SHOP.example/"),
        ("POINCON_API_ORIGINS", "https://news.example, https://front.example:8443"),
    ],
)
def test_what_is_safe_starts(outside, monkeypatch, name, value):
    outside(GOOD)
    monkeypatch.setenv(name, value)
    assert environment.read().mode is Mode.PRODUCTION


def test_an_unknown_house_is_told_which_there_are(outside, monkeypatch):
    outside({})
    monkeypatch.setenv("POINCON_BOUTIQUE", "nobody")
    with pytest.raises(BadEnvironment, match="bijourama, calmea, carme, cestmoi, sebastienne"):
        environment.read()


def test_a_draft_does_not_start_in_production_and_says_what_it_lacks(outside):
    outside(GOOD)
    charter = load(ROOT / "boutiques" / "calmea" / "charter.toml")
    environment.sell_nothing_as_a_draft(environment.read(), charter)
    bare = charter.house.model_copy(update={"mediator": None, "host": None})
    with pytest.raises(BadEnvironment) as stop:
        environment.sell_nothing_as_a_draft(
            environment.read(), charter.model_copy(update={"state": "draft", "house": bare})
        )
    for place in ("state", "house.mediator", "house.host"):
        assert f"  {place}: " in str(stop.value)


def test_a_draft_may_be_looked_at_in_a_demo(outside):
    outside({})
    charter = load(ROOT / "boutiques" / "calmea" / "charter.toml").model_copy(update={"state": "draft"})
    environment.sell_nothing_as_a_draft(environment.read(), charter)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of Calmea's, to spoil."""
    return Path(shutil.copytree(ROOT / "boutiques" / "calmea", tmp_path / "calmea"))


def test_a_broken_charter_stops_the_start_with_every_fault(outside, monkeypatch, house):
    outside({})
    monkeypatch.setenv("POINCON_BOUTIQUES_DIR", str(house.parent))
    monkeypatch.setenv("POINCON_BOUTIQUE", house.name)
    assert environment.charter_of(environment.read()).house.key == "calmea"
    path = house / "charter.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace('currency = "EUR"', 'currency = "XXX"', 1) + '\n[colour]\nblue = "x"\n')
    with pytest.raises(BadEnvironment) as stop:
        environment.charter_of(environment.read())
    said = str(stop.value).splitlines()
    assert said[0] == "Poinçon does not start:"
    assert [line.partition(": ")[0] for line in said[1:]] == [f"  {path}", f"  {path}"]
    assert {"currency", "colour"} <= set(str(stop.value).replace(":", " ").split())


def test_serving_is_refused_with_every_page_that_is_wrong_and_begins_with_none(settings, monkeypatch, house):
    settings.BOUTIQUE_DIR = house
    served: list[int] = []
    monkeypatch.setattr(web, "serve", lambda port, **_rest: served.append(port))
    started = CliRunner().invoke(cli.app, ["serve", "--port", "8391"])
    assert (started.exit_code, served) == (0, [8391])
    (house / "pages" / "fr").mkdir(parents=True)
    (house / "pages" / "fr" / "cookies.md").write_text("No title.\n\n<b>loud</b>\n")
    (house / "pages" / "fr" / "stray.md").write_text("# Stray\n")
    refused = CliRunner().invoke(cli.app, ["serve", "--port", "8391"])
    said = str(refused.exception or refused.output)
    assert (refused.exit_code != 0, served) == (True, [8391])
    assert said.startswith("Poinçon does not start:")
    for name in ("stray.md: no page is called this", "cookies.md:3: holds HTML"):
        assert name in said
