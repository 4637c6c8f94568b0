"""A page that cannot be printed is reported by file, line and reason, together with all the others."""

from pathlib import Path

import pytest
from pytest_django import Settings

from poincon.charter.schema import Charter
from poincon.content import checking
from poincon.content.markup import marked
from poincon.content.sources import OURS, Source

HEAD = "# Cookies\n\nWords that are long enough.\n\n"


def faults(tmp_path: Path, charter: Charter, text: str) -> list[str]:
    path = tmp_path / "cookies.md"
    path.write_text(text, encoding="utf-8")
    found = checking.faults([Source("cookies", "fr", path)], charter, tmp_path / "no house")
    return [f"{fault.line}: {fault.reason}" for fault in found]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            '{% promise "cart.kept_dayz" %}',
            "5: no promise is called 'cart.kept_dayz'; did you mean 'cart.kept_days'?",
        ),
        ("{% promise cart %}", "5: promise needs the id of a promise in quotes"),
        ('{% once_kept "nothing.here" %}x{% endonce_kept %}', "5: no promise is called 'nothing.here'"),
        ("{% promised %}", "5: there is no {% promised %} here"),
        ("{% if house %}never closed", "5: {% if %} is never ended"),
        ("{{ house.name|shouted }}", "5: there is no filter called shouted"),
        ('{% url "content:nowhere" %}', "5: there is no page at the address nowhere"),
        ('{% promise "cart.kept_days" zone="fr" %}', "5: this promise is not made by zone"),
        ("[there](/nulle-part/du-tout/)", "5: the link /nulle-part/du-tout/ leads nowhere"),
        ("[there](cookies.html)", "5: the link cookies.html leads nowhere: write"),
        ("[there](http://example.org)", "5: the link http://example.org leads nowhere: write"),
        ("[there](#nulle-part)", "5: no heading has the anchor #nulle-part"),
        ("<b>loud</b>", "5: holds HTML: only words are printed"),
        ("<!-- hidden -->", "5: holds HTML: only words are printed"),
        ("## Twice\n\nx\n\n## Twice", "9: two headings share the anchor twice"),
        ("![here](/static/picture.png)", "5: a page shows no pictures"),
        ("nothing\0here", "5: holds a letter that cannot be seen (U+0000)"),
        ("right\u202eleft", "5: holds a letter that cannot be seen (U+202E)"),
        ('{% include "design/shop.html" %}', "5: there is no {% include %} here"),
        ("{% debug %}", "5: there is no {% debug %} here"),
        ("{% load i18n %}", "5: there is no {% load %} here"),
        ("{% lorem 9 %}", "5: there is no {% lorem %} here"),
        ('{{ "x"|ljust:"999999999" }}', "5: there is no filter called ljust"),
        ("{{ charter.model_dump_json }}", "5: there is no value called model_dump_json"),
        ("{% if charter.model_json_schema %}x{% endif %}", "5: there is no value called model_json_schema"),
        ("{{ charter.__class__ }}", "5: cannot be understood (Variables and attributes may not begin"),
        ("Sous 14 jours.", "5: “14 jours” is typed by hand: the charter says it by {% promise_value"),
        ("Sous 13 jours.", "5: “13 jours” is typed by hand: a figure that binds the house comes from"),
        ("Avant 13\u00a0h\u00a000.", "5: “13\u00a0h\u00a000” is typed by hand"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, settings: Settings, wrong: str, told: str
) -> None:
    found = faults(tmp_path, settings.CHARTER, f"{HEAD}{wrong}\n")
    assert len(found) == 1
    assert found[0].startswith(told)


@pytest.mark.parametrize(
    "text", ["L221-18 à L221-28", "L’atelier date de 1962.", "750 ‰", "{% promise_value 'refunds.days' %}"]
)
def test_figures_that_bind_nobody_may_stand(tmp_path: Path, settings: Settings, text: str) -> None:
    assert faults(tmp_path, settings.CHARTER, HEAD + text.replace("'", '"')) == []


def test_a_page_that_repeats_itself_without_end_is_stopped(tmp_path: Path, settings: Settings) -> None:
    loop = "{% for a in charter.carriers %}", "{% endfor %}"
    found = faults(tmp_path, settings.CHARTER, f"{HEAD}{loop[0] * 9}many words{loop[1] * 9}\n")
    assert [fault.partition(":")[2] for fault in found] == [
        " says the same again and again, more than a page can hold"
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html;base64,eA==", "vbscript:x"]
)
def test_a_link_that_would_run_something_stays_plain_words(link: str) -> None:
    html = marked(f"# T\n\n[there]({link})\n\n[also]: {link}\n\n[also]\n").html
    assert "href" not in html


def test_a_page_without_end_is_told_and_not_read(tmp_path: Path, settings: Settings) -> None:
    assert faults(tmp_path, settings.CHARTER, HEAD + "x" * 1_000_000) == ["0: has more than 60000 letters"]


def test_a_page_begins_with_its_title(tmp_path: Path, settings: Settings) -> None:
    assert faults(tmp_path, settings.CHARTER, "No title.\n") == ["1: a page begins with its title (# …)"]


def test_bytes_that_are_no_words_are_told(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "cookies.md"
    path.write_bytes(b"# Caf\xe9\n")
    (fault,) = checking.faults([Source("cookies", "fr", path)], settings.CHARTER, tmp_path)
    assert str(fault) == f"{path}: is not written in UTF-8"


def test_every_fault_of_every_page_is_told_at_once(tmp_path: Path, settings: Settings) -> None:
    for page in ("cookies", "terms"):
        (tmp_path / f"{page}.md").write_text("# T\n\n<i>x</i>\n\n<b>y</b>\n", encoding="utf-8")
    given = [Source(page, "fr", tmp_path / f"{page}.md") for page in ("cookies", "terms", "gone")]
    found = [str(fault) for fault in checking.faults(given, settings.CHARTER, tmp_path / "no house")]
    assert len(found) == 5
    assert found[-1] == f"{tmp_path / 'gone.md'}: this page is missing"


def test_a_house_s_page_that_nobody_would_read_is_told(tmp_path: Path, settings: Settings) -> None:
    stray = tmp_path / "pages" / "fr" / "cookie.md"
    stray.parent.mkdir(parents=True)
    stray.write_text("# Cookie\n", encoding="utf-8")
    found = [str(fault) for fault in checking.faults([], settings.CHARTER, tmp_path)]
    assert found == [f"{stray}: no page is called this"]


def test_links_between_pages_reach_their_headings(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "cookies.md"
    path.write_text(
        '# C\n\n[x]({% url "content:ordering" %}#ou-en-est-ma-commande)\n\n'
        '[y]({% url "content:ordering" %}#nulle)\n',
        encoding="utf-8",
    )
    given = [Source("cookies", "fr", path), Source("ordering", "fr", OURS / "fr" / "ordering.md")]
    (fault,) = checking.faults(given, settings.CHARTER, tmp_path / "no house")
    assert (fault.path, fault.line) == (path, 5)
    assert fault.reason.startswith("no heading has the anchor")


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        (
            "fr/orders.paid.toml",
            'subject = "Réglé, {prenom}"',
            "orders.paid.toml subject:1: nothing is called",
        ),
        (
            "fr/orders.paid.toml",
            'opening = "Sous 14 jours."',
            "orders.paid.toml opening:1: “14 jours” is typed",
        ),
        ("fr/orders.paid.toml", 'footer = "x"', "orders.paid.toml footer: is none of the words of a mail"),
        ("fr/orders.paid.toml", "subject = 3", "orders.paid.toml subject: is none of the words of a mail"),
        ("fr/orders.paid.toml", "][", "orders.paid.toml: cannot be read as words"),
        ("fr/orders.payed.toml", "", "orders.payed.toml: no mail is called this"),
        ("de/orders.paid.toml", "", "orders.paid.toml: no mail is called this"),
        ("fr/more/orders.paid.toml", "", "orders.paid.toml: no mail is called this"),
        ("fr/orders.paid.md", "", "orders.paid.md: no mail is called this"),
    ],
)
def test_a_house_s_words_of_mails_are_told_with_the_pages(
    tmp_path: Path, settings: Settings, name: str, words: str, told: str
) -> None:
    file = tmp_path / "mails" / name
    file.parent.mkdir(parents=True)
    file.write_text(words, encoding="utf-8")
    [found] = checking.faults([], settings.CHARTER, tmp_path)
    assert str(found).startswith(f"{file.parent}/{told}")
