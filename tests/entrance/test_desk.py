"""The desk's pages: a block put on the page, filled in, looked at, published; and what two people meet."""

from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.rules import blocks as rules
from tests.accounts.people import a_member, signed_in
from tests.entrance.conftest import drafted, mark_of
from tests.intake.photographs import photograph, upload
from tests.window.conftest import MakePiece

pytestmark = pytest.mark.django_db
HOME = "/comptoir/page-d-accueil/"
STORY = {
    "kind": "story",
    "title_fr": "L’établi",
    "title_en": "The bench",
    "words_fr": "Deux mains.",
    "words_en": "Two hands.",
    "look": "right",
    "do": "keep",
}


@pytest.fixture
def desk() -> Client:
    return signed_in(a_member("catalogue"))


def added(desk: Client, kind: str = "story") -> str:
    return desk.post(f"{HOME}blocs/", {"kind": kind}).headers["Location"]


def number_of(path: str) -> int:
    return int(path.rstrip("/").rsplit("/", 1)[1])


def kept(desk: Client, path: str, **told: object) -> object:
    return desk.post(path, {**STORY, "seen": mark_of(number_of(path)), **told})


def publish(desk: Client, **told: str):
    return desk.post(f"{HOME}publication/", {"seen": rules.mark(drafted()), **told})


def test_a_block_is_filled_in_looked_at_and_published(desk: Client, client: Client) -> None:
    path = added(desk)
    assert "Avant de pouvoir publier" in desk.get(path).content.decode()
    assert kept(desk, path).headers["Location"] == HOME
    assert "L’établi" in desk.get(f"{HOME}apercu/", {"language": "fr"}).content.decode()
    looked = desk.get(f"{HOME}apercu/", {"language": "en"})
    assert "The bench" in looked.content.decode()
    assert b"<script" not in looked.content
    assert "frame-ancestors 'self'" in looked.headers["Content-Security-Policy"]
    assert "L’établi" not in client.get("/").content.decode()
    assert publish(desk).headers["Location"] == HOME
    assert "L’établi" in client.get("/").content.decode()


def test_what_is_missing_is_told_and_keeps_it_from_being_published(desk: Client) -> None:
    path = added(desk)
    answer = kept(desk, path, title_en="", words_fr="En 3 jours.")
    assert answer.headers["Location"] == path
    told = desk.get(path).content.decode()
    assert "Titre en anglais" in told
    assert "les mots anglais manquent" in told
    refused = publish(desk)
    assert refused.status_code == 422
    assert "chaque bloc ci-dessous" in refused.content.decode()
    assert not Arrangement.objects.filter(state="set").exists()


def test_of_two_who_change_a_block_the_second_sees_both_and_decides(desk: Client) -> None:
    other = signed_in(a_member("catalogue", email="bruno@house.example"))
    path = added(desk)
    begun = mark_of(number_of(path))
    other.post(path, {**STORY, "seen": begun, "title_fr": "Le titre de Bruno"})
    met = desk.post(path, {**STORY, "seen": begun, "title_fr": "Le titre d’Anna"})
    html = met.content.decode()
    assert met.status_code == 409
    assert "Le titre d’Anna" in html
    assert "Le titre de Bruno" in html
    assert drafted()[-1].title.fr == "Le titre de Bruno"
    seen = mark_of(number_of(path))
    assert f'value="{seen}"' in html
    desk.post(path, {**STORY, "seen": seen, "title_fr": "Le titre d’Anna"})
    assert drafted()[-1].title.fr == "Le titre d’Anna"


def test_words_for_a_block_that_is_gone_are_kept_as_a_new_one(desk: Client) -> None:
    path = added(desk)
    seen = mark_of(number_of(path))
    desk.post(f"{path}retrait/", {"seen": seen})
    met = desk.post(path, {**STORY, "seen": seen})
    assert met.status_code == 409
    assert "Deux mains." in met.content.decode()
    assert 'value="anew"' in met.content.decode()
    desk.post(path, {**STORY, "seen": seen, "do": "anew"})
    assert drafted()[-1].words.fr == "Deux mains."


def test_pieces_are_found_by_name_and_added_without_losing_what_was_typed(
    desk: Client, make: MakePiece
) -> None:
    piece = make(name_fr="Bague Aurore boréale")
    path = added(desk, "chosen")
    typed = {"kind": "chosen", "seen": mark_of(number_of(path)), "title_fr": "Choix", "title_en": "Choice"}
    found = desk.post(path, {**typed, "q": "aurore", "do": "find"}).content.decode()
    assert f'name="add" value="{piece.reference}"' in found
    assert 'value="Choix"' in found
    shown = desk.post(path, {**typed, "q": "aurore", "add": piece.reference})
    assert shown.context["form"]["pieces"].value() == piece.reference
    desk.post(path, {**typed, "pieces": piece.reference, "look": "three", "do": "keep"})
    assert drafted()[-1].pieces == (piece.reference,)


def test_blocks_are_moved_by_plain_buttons(desk: Client) -> None:
    answer = desk.post(f"{HOME}blocs/4/place/", {"to": "up"})
    assert answer.headers["Location"] == f"{HOME}#block-4"
    assert [block.number for block in drafted()] == [1, 2, 4, 3]
    assert desk.post(f"{HOME}blocs/4/place/", {"to": "sideways"}).status_code == 404


def test_a_picture_is_developed_described_and_survives_a_conflict(
    desk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = added(desk)
    begun = mark_of(number_of(path))
    desk.post(path, {**STORY, "seen": begun})
    met = desk.post(path, {**STORY, "seen": begun, "picture": upload(photograph(), "a.jpg")})
    assert met.status_code == 409
    hung = met.context["form"]["hung"].value()
    told = {"hung": hung, "alt_fr": "Un établi", "alt_en": "A bench"}
    kept(desk, path, **told)
    picture = drafted()[-1].picture
    assert picture
    assert hung.startswith(picture.stem)
    assert (settings.MEDIA_ROOT / f"{picture.stem}.avif").is_file()
    kept(desk, path, **told, take_down="1")
    assert drafted()[-1].picture is None


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload=alert(1)>"])
def test_what_is_no_picture_is_refused_with_what_was_typed(desk: Client, content: bytes) -> None:
    path = added(desk)
    before = drafted()
    answer = kept(desk, path, picture=SimpleUploadedFile("a.jpg", content or b"x"))
    assert answer.status_code == 422
    assert "Deux mains." in answer.content.decode()
    assert drafted() == before


def test_a_page_is_published_for_a_day_and_called_off(desk: Client, client: Client, noon: datetime) -> None:
    with time_machine.travel(noon, tick=False):
        kept(desk, added(desk))
        publish(desk, day="2026-12-01", hour="08:00")
        row = arranged.newest()
        assert row
        assert row.from_at == datetime.fromisoformat("2026-12-01T08:00:00+01:00")
        assert "attend" in desk.get(HOME).content.decode()
        page = f"{HOME}compositions/{row.pk}/"
        assert "annulation/" in desk.get(page).content.decode()
        assert "L’établi" in desk.get(f"{page}apercu/").content.decode()
        desk.post(f"{page}annulation/")
    with time_machine.travel("2026-12-02T12:00:00+00:00", tick=False):
        assert "L’établi" not in client.get("/").content.decode()


def test_an_earlier_page_is_shown_again_and_the_history_tells(desk: Client, client: Client) -> None:
    kept(desk, added(desk))
    publish(desk)
    desk.post(f"{HOME}compositions/0/retour/")
    assert "L’établi" not in client.get("/").content.decode()
    listed = desk.get(f"{HOME}compositions/").content.decode()
    assert "En boutique" in listed
    assert "Montrée auparavant" in listed
    first = Arrangement.objects.get(number=1)
    desk.post(f"{HOME}compositions/{first.pk}/brouillon/")
    assert drafted()[-1].title.fr == "L’établi"


def test_a_page_is_taken_out_and_brought_in(desk: Client) -> None:
    kept(desk, added(desk))
    content = desk.get(f"{HOME}home.toml").content
    desk.post(f"{HOME}mise-de-cote/", {"seen": rules.mark(drafted())})
    assert len(drafted()) == 4
    desk.post(f"{HOME}fichier/", {"file": SimpleUploadedFile("home.toml", content)})
    assert drafted()[-1].title.fr == "L’établi"
    again = desk.post(f"{HOME}fichier/", {"file": SimpleUploadedFile("home.toml", content)})
    assert again.status_code == 409
    assert "Il y a déjà un brouillon" in again.content.decode()


def test_what_is_no_page_is_refused(desk: Client) -> None:
    answer = desk.post(f"{HOME}fichier/", {"file": SimpleUploadedFile("home.toml", b"blocks = 3")})
    assert answer.status_code == 422
    assert arranged.draft() is None


def test_promises_keep_the_order_in_which_they_stand(desk: Client) -> None:
    there = next(block for block in drafted() if block.kind == "promises")
    ticked = [*reversed(there.promises)][:3]
    told = {"kind": "promises", "seen": there.mark, "promises": ticked, "do": "keep"}
    desk.post(f"{HOME}blocs/{there.number}/", told)
    assert drafted()[3].promises == tuple(id for id in there.promises if id in ticked)
    assert list(drafted()[3].promises) != ticked
