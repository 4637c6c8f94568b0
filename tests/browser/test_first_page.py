"""Staff arrange the first page in a real browser: put, moved, looked at, published, and gone back from."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import time_machine
from playwright.sync_api import Page
from tests.accounts.people import a_member
from tests.browser.looking import Watched
from tests.entrance.conftest import plain_house
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.entrance.models import Arrangement
from poincon.entrance.states import ArrangementState
from poincon.foundation import clock

__all__ = ["plain_house"]

type Opens = Callable[..., Watched]

HOME = "/comptoir/page-d-accueil/"
STORY = {
    "title_fr": "L’établi",
    "title_en": "The bench",
    "words_fr": "Deux mains, une lampe.",
    "words_en": "Two hands, one lamp.",
}


def at_the_desk(opens: Opens) -> Watched:
    visitor = Visitor()
    visitor.client.force_login(a_member("catalogue").user)
    return opens(visitor).goes(HOME)


def pressed(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()


def kept(page: Page, **told: str) -> None:
    for name, said in told.items():
        page.locator(f"[name={name}]").fill(said)
    pressed(page, "Garder dans le brouillon")


def order(page: Page) -> list[str]:
    """Return the kinds of the blocks as the desk lists them."""
    return page.locator(".blocks .name").all_inner_texts()


def headings(opens: Opens) -> list[str]:
    """Return what a stranger reads on the first page, heading by heading."""
    return opens().goes("/").page.locator("main h1, main h2").all_inner_texts()


def published_later(page: Page) -> None:
    later = clock.local(clock.now() + timedelta(hours=1))
    page.locator("[name=day]").fill(f"{later:%Y-%m-%d}")
    page.locator("[name=hour]").fill(f"{later:%H:%M}")
    pressed(page, "Publier")


def test_a_block_is_put_before_another_shown_changed_for_later_and_gone_back_from(opens: Opens) -> None:
    a_variant()
    desk = at_the_desk(opens)
    page = desk.page
    before = order(page)

    pressed(page, "Un récit")
    kept(page, **STORY)
    assert order(page) == [*before, "Un récit"]
    pressed(page, f"Bloc {len(before) + 1} : une place plus haut")
    assert order(page) == [*before[:-1], "Un récit", before[-1]]
    look = page.frame_locator("iframe.look")
    look.get_by_role("heading", name="L’établi").wait_for()
    desk.looked_at("a draft of the first page")
    assert "L’établi" not in headings(opens)

    pressed(page, "Publier")
    page.get_by_text("Elle est en boutique.").wait_for()
    first = headings(opens)
    assert "L’établi" in first

    page.get_by_role("link", name="Un récit").click()
    kept(page, title_fr="L’atelier", title_en="The workshop")
    published_later(page)
    desk.looked_at("an arrangement that waits")
    assert headings(opens) == first
    desk.goes(f"{HOME}compositions/0/")
    pressed(page, "La montrer à nouveau, tout de suite")
    page.get_by_text("Une autre composition attend").wait_for()
    assert headings(opens) == first

    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert headings(opens) == [name.replace("L’établi", "L’atelier") for name in first]
        desk.goes(f"{HOME}compositions/").looked_at("earlier arrangements")
        page.get_by_role("link", name="Composition").last.click()
        desk.looked_at("an earlier arrangement")
        pressed(page, "La montrer à nouveau, tout de suite")
        page.get_by_text("Elle est de nouveau en boutique.").wait_for()
        assert headings(opens) == first


def test_what_cannot_be_shown_is_said_where_it_is_and_changes_nothing(opens: Opens, tmp_path: Path) -> None:
    a_variant()
    shown = headings(opens)
    desk = at_the_desk(opens)
    page = desk.page
    torn = tmp_path / "torn.toml"
    torn.write_text("[[blocks]\nkind = ")
    page.get_by_text("En fichier").click()
    page.locator("[name=file]").set_input_files(torn)
    pressed(page, "En faire le brouillon")
    page.get_by_role("alert").get_by_text("ne se lit pas").wait_for()
    assert not Arrangement.objects.exists()

    pressed(page, "Un récit")
    kept(page, **STORY | {"title_en": "", "from_on": "2026-12-24", "to_on": "2026-12-01"})
    page.get_by_text("les mots anglais manquent").first.wait_for()
    assert page.locator("[name=title_fr]").input_value() == "L’établi"
    desk.looked_at("a block that lacks something")
    desk.goes(HOME)
    pressed(page, "Publier")
    page.get_by_role("alert").get_by_text("Elle ne peut pas encore être publiée").wait_for()
    page.locator(".lack", has_text="le dernier jour précède le premier").wait_for()
    desk.looked_at("a first page that cannot be published")
    assert not Arrangement.objects.filter(state=ArrangementState.SET).exists()
    assert headings(opens) == shown
