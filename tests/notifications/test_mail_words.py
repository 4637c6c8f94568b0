"""The words of mails: five blocks each, by the house's choice, filled in once and never read again."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import Settings
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.charter.serving import Given, trying
from poincon.design.shapes import SumLine
from poincon.foundation.registries import MailKind, mail_kinds
from poincon.kernel.money import Money
from poincon.notifications import worded
from poincon.notifications.rendering import Rendered, render
from poincon.orders.mail_kinds import SLOTS

KINDS = [*mail_kinds]
NAMES = [kind.key for kind in KINDS]
# Features that write to the people of the house, who choose no words for themselves.
TO_THE_HOUSE = {"chancery", "reporting"}
SOURCE = Path(__file__).parents[2] / "src" / "poincon"
PAID = {"reference": "K7M-4QX", "first_name": "Inès", "last_name": "Roy", "amount": "12,00\u00a0€"}


def example(kind: MailKind, language: str, at: datetime) -> Rendered:
    with translation.override(language):
        context = dict(kind.sample(language, at))
    slots = context.pop("slots")
    assert isinstance(slots, Mapping)
    return render(kind.key.replace(".", "/"), context, language, slots)


def paid(settings: Settings, said: Mapping[str, str], slots: Mapping[str, str] = PAID) -> worded.Worded:
    words = {worded.place("orders.paid", "fr", block): text for block, text in said.items()}
    with trying(Given(settings.CHARTER, words)), translation.override("fr"):
        return worded.worded("orders.paid", "fr", slots)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_every_mail_has_an_example_whose_words_are_whole(name: str, language: str, noon: datetime) -> None:
    with trying(Given(house(name))):
        for kind in KINDS:
            mail = example(kind, language, noon)
            assert mail.subject
            assert not re.search(r"[{}]|None\b", mail.subject + mail.text), kind.key
            assert house(name).house.name in mail.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_text_and_html_say_the_same_words(kind: MailKind, language: str, noon: datetime) -> None:
    mail = example(kind, language, noon)
    html = re.sub(r"&nbsp;|&#x27;|&amp;", " ", mail.html)
    for block in ("title", "opening", "closing"):
        for line in worded.written(kind.key, language, block).split("\n"):
            words = re.split(r"{\w+}", line)
            assert all(part.strip() in mail.text for part in words), (block, line)
            assert all(part.strip().replace("'", " ") in html for part in words), (block, line)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_words_that_come_with_the_shop_would_be_taken_from_an_owner(
    kind: MailKind, language: str, settings: Settings
) -> None:
    for block in worded.BLOCKS:
        text = worded.written(kind.key, language, block)
        assert list(worded.faults(kind.key, language, block, text)) == []


def test_every_mail_on_disk_is_one_whose_words_can_be_chosen() -> None:
    parts = {"lines.txt", "transfer.txt", "changes.txt"}
    mails = {path for path in SOURCE.glob("*/templates/*/mail/*.html") if path.with_suffix(".txt").is_file()}
    letters = {path for path in mails if path.with_suffix(".subject.txt").is_file()}
    found = {f"{path.parts[-3]}.{path.stem}" for path in mails - letters if f"{path.stem}.txt" not in parts}
    assert found == set(NAMES)
    assert {path.parts[-3] for path in letters} <= TO_THE_HOUSE


def test_own_words_come_first_then_the_house_s_folder_then_ours(settings: Settings, tmp_path: Path) -> None:
    ours = paid(settings, {})
    assert ours.subject == "Votre commande K7M-4QX est réglée"
    folder = tmp_path / "mails" / "fr"
    folder.mkdir(parents=True)
    (folder / "orders.paid.toml").write_text('subject = "Réglé : {reference}"\n', encoding="utf-8")
    settings.BOUTIQUE_DIR = tmp_path
    assert paid(settings, {}).subject == "Réglé\u202f: K7M-4QX"
    assert paid(settings, {}).opening == ours.opening
    assert paid(settings, {"subject": "Merci {first_name} !"}).subject == "Merci Inès\u202f!"


def test_paragraphs_lines_promises_and_the_house_are_set(settings: Settings) -> None:
    note = 'Bonjour {first_name} :\nmerci.\n\n\n{% promise_value "withdrawal.window_days" %} chez {house}.\n'
    said = paid(settings, {"note": note}).note
    house_name = settings.CHARTER.house.name
    assert tuple(said) == ("Bonjour Inès\u202f:\nmerci.", f"14\u00a0jours chez {house_name}.")
    assert str(said) == "\n\n".join(said)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '{% promise "no.such" %}',
        "{reference}",
        "{{ charter }}",
        "Roy\r\n\r\nBcc: x",
    ],
)
def test_what_somebody_is_called_is_never_read(settings: Settings, name: str) -> None:
    said = paid(settings, {"opening": "À {first_name}."}, {**PAID, "first_name": name})
    assert said.opening == (f"À {re.sub('[\r\n]+', ' ', name)}.",)
    html = render("accounts/notice", {"notice": "x"}, "fr").html
    assert "<script" not in html


def test_own_words_are_escaped_in_html_and_plain_in_text(settings: Settings) -> None:
    words = {worded.place("accounts.notice", "fr", "note"): "Tom & Jerry < 3"}
    with trying(Given(settings.CHARTER, words)):
        mail = render("accounts/notice", {"notice": "x"}, "fr")
    assert "Tom &amp; Jerry &lt; 3" in mail.html
    assert "Tom & Jerry < 3" in mail.text


@pytest.mark.parametrize(
    ("block", "text", "told"),
    [
        ("subject", "", "0: must not be empty"),
        ("title", " \n ", "0: must not be empty"),
        ("subject", "Un\ndeux", "0: has one line only"),
        ("subject", "x" * 151, "0: has more than 150 letters"),
        ("note", "x" * 1_000_000, "0: has more than 2000 letters"),
        ("opening", "Oui\n{prenom}", "2: nothing is called {prenom} in this mail; there is {reference}, "),
        ("opening", "{first_name", "1: holds a brace"),
        ("opening", "{{ order.total }}", "1: only promises and names in single braces"),
        ("opening", "{# rien #}", "1: only promises and names in single braces"),
        ("opening", '{% include "design/mail.html" %}', "1: there is no {% include %} here"),
        ("opening", "{% if a %}b{% endif %}", "1: there is no {% if %} here"),
        ("opening", "x\n{% promise 'cart.kept_dayz' %}", "2: no promise is called 'cart.kept_dayz'"),
        ("opening", '{% promise "cart.kept_days" zone="fr" %}', "1: this promise is not made by zone"),
        ("opening", "<b>Merci</b>", "1: holds HTML"),
        ("opening", "a\0b", "1: holds a letter that cannot be seen (U+0000)"),
        ("closing", "Sous 14 jours.", "1: “14 jours” is typed by hand: the charter says it by"),
    ],
)
def test_words_that_cannot_be_are_told_by_line(block: str, text: str, told: str) -> None:
    found = [f"{line}: {reason}" for line, reason in worded.faults("orders.paid", "fr", block, text)]
    assert len(found) == 1
    assert found[0].startswith(told)


def test_words_that_a_newer_shop_cannot_fill_give_way_to_its_own(settings: Settings) -> None:
    gone = paid(settings, {"opening": '{% promise "gone.since" %}'})
    assert gone.opening == paid(settings, {}).opening


def test_a_mail_that_is_not_known_is_not_worded() -> None:
    with pytest.raises(LookupError):
        worded.written("orders.nothing", "fr", "subject")


def test_every_order_mail_may_name_the_order_and_its_buyer() -> None:
    for kind in KINDS:
        if kind.key.startswith("orders."):
            assert set(SLOTS) <= set(kind.slots)


def test_an_example_is_taxed_where_its_parcel_goes(noon: datetime) -> None:
    (received,) = (kind for kind in KINDS if kind.key == "orders.received")
    with trying(Given(house("carme"))):
        said = re.sub(r"\s", " ", example(received, "fr", noon).text)
    assert "dont TVA (France, 20 %) : 215,00 €" in said
    assert "quitte l’Union" not in said


def test_a_sum_told_in_words_may_break_on_a_telephone() -> None:
    """“None, the parcel leaves the Union” in one piece would push the mail beyond the screen."""
    amount, told = SumLine("Total", Money(129_000, "EUR")), SumLine("VAT", words="none, it leaves the Union")
    cells = render_to_string("design/mail/sum.html", {"lines": [amount, told]}).split("<tr>")
    assert ["white-space:nowrap" in cell for cell in cells] == [False, True, False]
