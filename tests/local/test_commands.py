"""The tools behind the commands: translations, checks, pins, documents; and what `poincon demo` refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import check, docs, pins, translations

from poincon.config.local.children import pause
from poincon.config.local.guardian import welcome
from poincon.config.local.plan import BESIDE, Plan

ROOT = Path(translations.__file__).parents[1]
NARROW = "\u202f"


@pytest.fixture
def feature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A feature with words in its code and in a template, and a second one without."""
    source = tmp_path / "src" / "poincon"
    (source / "shop" / "templates" / "shop").mkdir(parents=True)
    (source / "bare").mkdir()
    (source / "bare" / "__init__.py").write_text("")
    (source / "shop" / "__init__.py").write_text(
        "from django.utils.translation import gettext as _, ngettext, pgettext\n"
        'a = _("Your order %(number)s")\n'
        'b = ngettext("%(n)d piece", "%(n)d pieces", 2)\n'
        'c = pgettext("metal", "Gold")\n'
    )
    (source / "shop" / "templates" / "shop" / "page.html").write_text(
        '{% load i18n %}\n   <p title="{% translate "It\'s 100% gold" %}">\n'
        " {% blocktranslate trimmed with name=x %}\n   Hello\n {{ name }}{% endblocktranslate %}\n"
        '{# "unbalanced #}{% field form.x label=_("Name") %} </p>\n'
    )
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCE", source)
    return source / "shop"


def french(feature: Path, entries: str) -> None:
    path = translations.catalogue_of(feature.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(translations.HEADER + entries)


WORDS = {
    ("", "Your order %(number)s"),
    ("", "%(n)d piece"),
    ("metal", "Gold"),
    ("", "It's 100%% gold"),
    ("", "Hello %(name)s"),
    ("", "Name"),
}
TRANSLATED = """
msgid "Your order %(number)s"
msgstr "Votre commande %(number)s"

#, python-format
msgid "%(n)d piece"
msgid_plural "%(n)d pieces"
msgstr[0] "%(n)d pièce"
msgstr[1] "%(n)d pièces"

msgctxt "metal"
msgid "Gold"
msgstr "Or"

msgid "It's 100%% gold"
msgstr "C’est de l’or à 100%%"

#, python-format
msgid "Hello %(name)s"
msgstr "Bonjour %(name)s"

msgid "Name"
msgstr "Nom"
"""


def test_words_are_found_in_code_and_templates(feature: Path) -> None:
    assert set(translations.used("shop")) == WORDS
    assert translations.used("shop")["", "Hello %(name)s"][1] == "src/poincon/shop/templates/shop/page.html:3"


def test_complete_french_has_no_faults(feature: Path) -> None:
    french(feature, TRANSLATED)

    assert translations.faults() == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('msgid "Name"\nmsgstr "Nom"', "", "no French for 'Name'"),
        ('msgstr "Nom"', 'msgstr ""', "'Name' is not translated"),
        ('msgstr[1] "%(n)d pièces"', 'msgstr[1] ""', "'%(n)d piece' is not translated"),
        ('msgctxt "metal"\n', "", "no French for 'Gold'"),
        ('msgid "Name"', '#, fuzzy\nmsgid "Name"', "'Name' is marked fuzzy"),
        ('"Bonjour %(name)s"', '"Bonjour %(nom)s"', "'Hello %(name)s'"),
        ('msgid "Name"', 'msgid "Nickname"', "'Nickname' is not used any more"),
        ('msgstr "Nom"', 'msgstr "Nom :"', "no narrow no-break space before"),
        ('msgstr "Nom"', 'msgstr "L\'or"', "a straight apostrophe"),
    ],
)
def test_a_fault_in_the_french_is_told(feature: Path, was: str, becomes: str, said: str) -> None:
    assert was in TRANSLATED
    french(feature, TRANSLATED.replace(was, becomes))

    assert any(said in fault for fault in translations.faults()), translations.faults()


def test_words_may_not_stand_twice_in_one_list(feature: Path) -> None:
    french(feature, TRANSLATED + '\nmsgid "Name"\nmsgstr "Nom"\n')

    place = "src/poincon/shop/locale/fr/LC_MESSAGES/django.po"
    assert translations.faults() == [f"{place}: some words stand twice"]


def test_two_features_may_not_contradict_each_other(feature: Path) -> None:
    french(feature, TRANSLATED)
    french(feature.parent / "bare", 'msgid "Name"\nmsgstr "Prénom"\n')

    assert any("different French in bare, shop" in fault for fault in translations.faults())


def test_update_keeps_adds_and_removes(feature: Path) -> None:
    french(feature, 'msgid "Name"\nmsgstr "Nom"\n\nmsgid "Old"\nmsgstr "Vieux"\n')

    translations.update(["shop"])

    text = translations.catalogue_of("shop").read_text()
    assert 'msgid "Name"\nmsgstr "Nom"' in text
    assert "Vieux" not in text
    assert sum("not translated" in fault for fault in translations.faults()) == len(WORDS) - 1


def test_the_words_of_all_features_are_compiled_into_one(feature: Path) -> None:
    import gettext

    french(feature, TRANSLATED)
    french(feature.parent / "bare", 'msgid "Price"\nmsgstr "Prix"\n')

    translations.compile_all(quiet=True)

    with (feature.parent / "locale" / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert (words.gettext("Name"), words.gettext("Price")) == ("Nom", "Prix")
    assert words.ngettext("%(n)d piece", "%(n)d pieces", 0) == "%(n)d pièce"
    assert words.pgettext("metal", "Gold") == "Or"


@pytest.mark.parametrize(
    "words",
    [
        f"Bonjour{NARROW}! «{NARROW}oui{NARROW}» n’est-ce pas{NARROW}?",
        "à 13:00, voir https://exemple.fr/a?b=1",
        f"Livraison{NARROW}: %(day)s, {{price}}",
        "<a href='x:y'>ici</a> &amp; là",
        "Vraiment\u202f?! Bien sûr…",
    ],
)
def test_good_french_setting_passes(words: str) -> None:
    assert translations.typography(words) == []


@pytest.mark.parametrize("words", ["Bonjour!", "Bonjour !", "« oui »", "l'or", f"«{NARROW}oui»", "Total:"])
def test_bad_french_setting_is_told(words: str) -> None:
    assert translations.typography(words)


def test_every_check_runs_and_the_failed_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say = [sys.executable, "-c"]
    checks = {
        "good": [*say, "print('hidden')"],
        "bad": [*say, "import sys; print('crooked'); sys.exit(3)"],
        "absent": ["no-such-program"],
        "last": [*say, ""],
    }
    monkeypatch.setattr(check, "CHECKS", checks)

    assert check.main([]) == 1
    told = capsys.readouterr().out
    assert "hidden" not in told
    assert "    crooked\n" in told
    assert "ok     last" in told
    assert "failed: bad, absent" in told
    assert check.main(["good"]) == 0
    assert check.main(["gold"]) == 2


def test_pins_must_fit_and_carry_hashes() -> None:
    pinned = "django==6.1.3 \\\n    --hash=sha256:00\nrich==14.0 \\\n    --hash=sha256:00\nloose==1.0\n"

    found = pins.faults(
        pinned + "# from http://example.org\n", ["Django>=6.1,<6.2", "rich>=15", "typer"], "it"
    )

    assert found == [
        "it names a download address",
        "it: loose has no hash",
        "it pins rich 14.0, not >=15: run make lock",
        "it does not pin typer: run make lock",
    ]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "tools/uv.txt"])
def test_no_pinned_file_names_an_address(name: str) -> None:
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--hash=sha256:" in text


def test_documents_must_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "Makefile").write_text("demo:\n\ntest: x\n")
    (tmp_path / "docs" / "b.md").write_text("# The bank’s cards\n")
    (tmp_path / "README.md").write_text(
        "[good](docs/b.md#the-banks-cards) [bad](docs/c.md) [astray](docs/b.md#no) [out](https://example.org)\n"
        "![none](shot.png) `make demo` `make gold` `src/none.py` `docs/b.md`\n"
        "```\nmake test\n[x](not-a-link)\n```\n"
    )

    found = list(docs.faults(tmp_path, tmp_path / "README.md"))

    assert found == [
        "README.md: the link docs/c.md leads nowhere",
        "README.md: the link docs/b.md#no leads nowhere",
        "README.md: the link shot.png leads nowhere",
        "README.md: there is no `make gold`",
        "README.md: there is no src/none.py",
    ]


def test_neighbouring_ports_run_side_by_side(tmp_path: Path) -> None:
    ports = [set(Plan("calmea", 8000 + number, 0, tmp_path).ports) for number in range(BESIDE)]

    assert len(set().union(*ports)) == 4 * BESIDE


def test_a_plan_keeps_its_secrets_to_itself(tmp_path: Path) -> None:
    plan = Plan("calmea", 8000, 0, tmp_path / "calmea")
    plan.make_keys()
    first = plan.bank_secret.read_text()

    plan.make_keys()

    assert plan.bank_secret.read_text() == first
    assert len(first) > 40
    assert plan.bank_secret.stat().st_mode & 0o777 == 0o600
    assert plan.bank_secret.parent.stat().st_mode & 0o777 == 0o700
    assert plan.environment()["POINCON_BANK_SECRET"] == first
    assert not any(
        first in part for program in (*plan.outside(), plan.web(), plan.worker()) for part in program.command
    )


def test_static_files_are_gathered_when_they_changed(tmp_path: Path) -> None:
    plan = Plan("calmea", 8000, 0, tmp_path)
    assert plan.collect() is not None

    (tmp_path / "static").mkdir()
    plan.collected()

    assert plan.collect() is None
    assert Plan("carme", 8000, 0, tmp_path).collect() is not None
    (tmp_path / "static").rmdir()  # whoever clears them away finds the shop whole again
    assert plan.collect() is not None


def test_pauses_grow_with_the_crashes() -> None:
    assert [pause(crashes) for crashes in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert pause(100) == 30


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--boutique", "tiffany"], "no boutique called 'tiffany': choose BOUTIQUE= among bijourama, calmea"),
        (["--port", "70000"], "port 70000 cannot be used: choose PORT="),
    ],
)
def test_a_wrong_wish_is_one_line(tmp_path: Path, wrong: list[str], said: str) -> None:
    poincon = Path(sys.executable).parent / "poincon"
    own = {name: value for name, value in os.environ.items() if not name.startswith("POINCON_")}

    done = subprocess.run(
        [poincon, "demo", *wrong],
        env=own | {"POINCON_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_welcome_speaks_of_the_houses_own_addresses(tmp_path: Path) -> None:
    french, english = (welcome(Plan(house, 8000, 0, tmp_path)) for house in ("calmea", "carme"))

    assert "http://127.0.0.1:8000/comptoir/" in french
    assert "in English: http://127.0.0.1:8000/en/" in french
    assert "http://127.0.0.1:8000/desk/" in english
    assert "in French: http://127.0.0.1:8000/fr/" in english
    assert "/comptoir/" not in english
