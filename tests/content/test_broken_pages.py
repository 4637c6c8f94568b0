"""However the file of a page is broken, the answer is one report with places, or a page that can be shown."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings as Shop
from tests.charter.conftest import house as a_house

from poincon.content import actions, checking, rendering
from poincon.content.checking import PageFaults
from poincon.content.models import Passage, Publication, TermsVersion
from poincon.content.sources import LANGUAGES, OURS, Source

PAGES = sorted(OURS.rglob("*.md"))
JUNK = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "{% promise %}",
            '{% promise "orders.cancel_until" %}',
            "{% promise_value 'x' %}",
            "{% if %}",
            "{% endif %}",
            "{% for a in b %}",
            "{% endfor %}",
            "{{",
            "}}",
            "{{ house }}",
            "{{ house.host.name }}",
            "{% load os %}",
            "{% include '/etc/passwd' %}",
            "{% extends 'design/shop.html' %}",
            "{% url 'nowhere' %}",
            "{{ a|b:c }}",
            "{% comment %}",
            "{# ",
            "{% verbatim %}",
            "{% with %}",
            "{% block a %}",
            "{% cycle 'a' %}",
            "{% debug %}",
            "<script>",
            "&lt;",
            "](javascript:x)",
            "[a](",
            "![",
            "| a | b |\n|---|",
            "```",
            "****",
            "# ",
            "\n#\n",
            "12 %",
            "\x00",
            "\ud800",
            "\u202e",
            "\r",
            "\ufeff",
            "é" * 3000,
            "[" * 800,
            "> " * 400,
            "- " * 400,
            "{%" * 200,
        ]
    ),
)


def broken(path: Path, data: st.DataObject) -> bytes:
    """Return the bytes of a page with up to three places cut out, doubled or written over."""
    text = path.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 400)))
        inside = data.draw(st.sampled_from(["", text[start:end] * 2]) | JUNK)
        text = text[:start] + inside + text[end:]
    written = text.encode("utf-8", "surrogatepass")
    return written[: data.draw(st.integers(0, len(written)))] if data.draw(st.booleans()) else written


@settings(max_examples=400)
@given(data=st.data())
def test_a_broken_page_is_one_report_or_can_be_shown(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    running = a_house("bijourama")
    own = data.draw(st.sampled_from(PAGES))
    path = tmp_path_factory.mktemp("page") / own.name
    path.write_bytes(broken(own, data))
    page = Source(own.stem, own.parent.name, path)
    found = list(checking.faults([page], running, path.parent / "no house"))
    if not found:
        assert rendering.rendered(page, running, rendering.kept_ids()).title
    for fault in found:
        assert fault.path == path
        assert 0 <= fault.line <= path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
        assert 0 < len(str(fault.reason)) < 600
        assert "\n" not in str(fault)


@pytest.fixture
def house(tmp_path: Path, settings: Shop) -> Iterator[Path]:
    """A house with words of its own for some pages, all of them in order."""
    settings.BOUTIQUE_DIR = tmp_path
    rendering._read.clear()
    for language in LANGUAGES:
        (tmp_path / "pages" / language).mkdir(parents=True)
        for page in ("cookies", "payment"):
            own = tmp_path / "pages" / language / f"{page}.md"
            own.write_text((OURS / language / f"{page}.md").read_text() + "\nUne ligne de la maison.\n")
    yield tmp_path
    rendering._read.clear()


def said() -> list[object]:
    """Return all that is published, kept and searched, in its order."""
    tables = (Publication, TermsVersion, Passage)
    return [list(table.objects.order_by("pk").values()) for table in tables]  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", ["No title.", "# T\n\n{% promise 'nope' %}", "# T\n\n[a](nulle-part)", "# T\n\n{{"]
)
def test_with_one_wrong_page_none_is_put_out(house: Path, noon: datetime, wrong: str) -> None:
    actions.publish(at=noon)
    before = said()
    (house / "pages" / "fr" / "cookies.md").write_text("# Cookies\n\nDe tout autres mots.\n")
    (house / "pages" / "en" / "payment.md").write_text(wrong + "\n")
    with pytest.raises(PageFaults) as caught:
        actions.publish(at=noon)
    assert [fault.path.name for fault in caught.value.faults] == ["payment.md"]
    assert said() == before
    (house / "pages" / "en" / "payment.md").unlink()
    rendering._read.clear()  # as another process would find it
    assert {one.page for one in actions.publish(at=noon)} == {"cookies", "payment"}
