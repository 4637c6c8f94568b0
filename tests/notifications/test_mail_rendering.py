"""A mail says the same in text and in HTML, in its reader's language, and brings nothing from outside."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from django.template.loaders.locmem import Loader
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import Settings

from poincon.foundation.registries import MailKind, mail_kinds
from poincon.notifications.rendering import Rendered, render

MAILS = {
    "orders/mail/thanks.html": '{% extends "design/mail.html" %}{% load mail %}{% block body %}'
    "{% mail_text %}{{ name }} {{ language }}{% endmail_text %}{% endblock %}",
    "orders/mail/thanks.txt": '{% extends "design/mail.txt" %}{% block body %}{{ name }} {{ language }}   '
    "\n\n\n\nFin{% endblock %}",
}
MAIL_SOURCES = sorted((Path(__file__).parents[2] / "src" / "poincon").glob("*/templates/*/mail/**/*.html"))


THANKS = MailKind(
    key="orders.thanks",
    section="",
    label="",
    order=0,
    subject="{name}, {term}",
    title="Merci",
    slots={"name": "", "term": ""},
    sample=lambda language, at: {"slots": {"name": language, "term": str(at)}},
    opening="À {name}.",
)


@pytest.fixture
def thanks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mail that only this test knows, found before the ones on disk."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    before, engine.template_loaders = (
        engine.template_loaders,
        [Loader(engine, MAILS), *engine.template_loaders],
    )
    monkeypatch.setattr(mail_kinds, "_members", [THANKS, *mail_kinds])
    yield
    engine.template_loaders = before


def written(name: str, language: str = "fr") -> Rendered:
    with translation.override(language):
        term = gettext("Terms of sale")
    return render("orders/thanks", {"name": name}, language, {"name": name, "term": term})


@pytest.mark.usefixtures("thanks")
def test_text_and_subject_are_not_escaped_and_html_is() -> None:
    mail = written("L'Éclat & <Fils>")
    assert mail.subject.startswith("L'Éclat & <Fils>,")
    assert "L'Éclat & <Fils> fr" in mail.text
    assert "&lt;Fils&gt;" in mail.html
    assert "<Fils>" not in mail.html


@pytest.mark.usefixtures("thanks")
def test_a_mail_speaks_its_reader_s_language_whoever_asks() -> None:
    assert written("Inès", "fr").subject == "Inès, Conditions de vente"
    assert written("Inès", "en").subject == "Inès, Terms of sale"
    assert '<html lang="en"' in written("Inès", "en").html


@pytest.mark.usefixtures("thanks")
def test_a_subject_is_one_line_even_when_a_name_is_not() -> None:
    assert written("Inès\r\nBcc: eve@example.org").subject == "Inès Bcc: eve@example.org, Conditions de vente"


@pytest.mark.usefixtures("thanks")
def test_the_text_has_no_holes_and_ends_with_the_house(settings: Settings) -> None:
    text = written("Inès").text
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text)
    assert settings.CHARTER.house.email in text


@pytest.mark.usefixtures("thanks")
def test_a_mail_loads_nothing() -> None:
    html = written("Inès").html
    assert not re.search(r"<(img|link|script|iframe|object|video)\b|@import|url\(", html)


@pytest.mark.parametrize("path", MAIL_SOURCES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_mail_of_the_house_holds_a_picture_or_a_tracker(path: Path) -> None:
    assert not re.search(r"<(img|link|script|iframe)\b|background=|url\(", path.read_text(encoding="utf-8"))
