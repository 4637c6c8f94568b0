"""Pictures at the desk: hung, described, ordered, taken down; refused with a reason, and nothing kept."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from PIL import Image
from pytest_django import Settings
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address
from tests.intake.photographs import BAD, photograph, upload

from poincon.catalogue import actions
from poincon.catalogue.models import Media, Piece
from poincon.design import pictures
from poincon.foundation.journal import entries
from poincon.foundation.models import Fact
from poincon.intake.views.pictures import MOST_AT_ONCE, MOST_FILES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def piece(make_piece: MakePiece) -> Piece:
    return make_piece()


def hang(browser: Client, piece: Piece, *contents: bytes) -> int:
    files = [upload(content, f"photo-{place}.jpg") for place, content in enumerate(contents)]
    return browser.post(address("pictures", piece.pk), {"files": files}).status_code


def hung(piece: Piece) -> list[Media]:
    return list(piece.media.exclude(stem="bague").order_by("position"))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_what_a_clerk_uploads_is_shown_and_kept_for_a_year(
    browser: Client, piece: Piece, folder: Path
) -> None:
    assert hang(browser, piece, photograph(), photograph("PNG", seed=9)) == 302
    first, second = hung(piece)
    assert [first.position, second.position] == [1, 2]
    assert (first.width, first.height) == (800, 1000)
    shop = Client()
    for form in pictures.FORMATS:
        for width in (None, *pictures.SMALLER):
            answer = shop.get(pictures.address(first.stem, form, width))
            assert answer.status_code == 200
            assert answer["Content-Type"] == f"image/{form}"
            assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(files(folder)) == 2 * len(pictures.FORMATS) * (1 + len(pictures.SMALLER))
    assert Fact.objects.filter(name="catalogue.piece_changed", subject=f"piece:{piece.pk}").exists()
    assert entries(f"piece:{piece.pk}").filter(verb="add_pictures").count() == 1


def test_a_width_that_an_older_picture_lacks_is_made_when_asked_for(
    browser: Client, piece: Piece, folder: Path
) -> None:
    hang(browser, piece, photograph())
    (one,) = hung(piece)
    whole = files(folder)
    lost = list(folder.rglob("*-640.*"))
    assert len(lost) == len(pictures.FORMATS)
    for path in lost:
        path.unlink()
    answer = Client().get(pictures.address(one.stem, "avif", 640))
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as shown:
        assert (shown.format, shown.size) == ("AVIF", (640, 800))
    assert files(folder) == whole
    assert Client().get(pictures.address(one.stem, "avif", 639)).status_code == 404
    assert files(folder) == whole


@pytest.mark.parametrize("content", [content for content, _ in BAD.values()], ids=BAD)
def test_what_cannot_be_shown_is_refused_and_leaves_nothing(
    browser: Client, piece: Piece, folder: Path, content: bytes
) -> None:
    """The good one beside it is not hung either: a clerk sends both again."""
    page = browser.post(
        address("pictures", piece.pk), {"files": [upload(photograph()), upload(content, "b.jpg")]}
    )
    assert page.status_code == 422
    assert "b.jpg" in page.content.decode()
    assert hung(piece) == []
    assert files(folder) == set()


def test_a_name_is_shown_as_text(browser: Client, piece: Piece) -> None:
    page = browser.post(address("pictures", piece.pk), {"files": [upload(b"x", "<b>.jpg")]})
    assert "<b>.jpg" not in page.content.decode()
    assert "&lt;b&gt;.jpg" in page.content.decode()


def test_every_reason_is_said_in_both_languages(browser: Client, piece: Piece) -> None:
    told = {}
    for language in ("fr", "en"):
        with override(language):
            page = browser.post(address("pictures", piece.pk), {"files": [upload(b"x")]})
            told[language] = page.context["refusal"]
    assert told == {
        "fr": "Ce n’est pas une image JPEG, PNG, WebP ou AVIF, ou le fichier est abîmé.",
        "en": "This is not a picture in JPEG, PNG, WebP or AVIF, or the file is damaged.",
    }


def test_none_too_many_or_too_much_at_once(browser: Client, piece: Piece) -> None:
    assert browser.post(address("pictures", piece.pk)).status_code == 422
    many = [upload(b"x") for _ in range(MOST_FILES + 1)]
    assert browser.post(address("pictures", piece.pk), {"files": many}).status_code == 422
    flood = browser.post(
        address("pictures", piece.pk), {"files": [upload(b"x")]}, CONTENT_LENGTH=str(MOST_AT_ONCE + 1)
    )
    assert flood.status_code == 413
    assert hung(piece) == []


def test_the_same_picture_twice_is_refused(browser: Client, piece: Piece) -> None:
    assert hang(browser, piece, photograph()) == 302
    assert hang(browser, piece, photograph()) == 422
    assert hang(browser, piece, photograph(seed=9), photograph(seed=9)) == 422
    assert len(hung(piece)) == 1


def test_a_piece_has_so_many_pictures_at_most(browser: Client, piece: Piece, noon: datetime) -> None:
    many = [{"stem": f"x{place}", "width": 9, "height": 9} for place in range(24)]
    actions.set_media(piece_id=piece.pk, pictures=many, actor="staff:1", at=noon)
    assert hang(browser, piece, photograph()) == 422
    assert piece.media.count() == 24


def test_pictures_are_described_moved_and_taken_down(browser: Client, piece: Piece) -> None:
    hang(browser, piece, photograph(), photograph(seed=9))
    first, second = hung(piece)
    told = {"alt_fr": "De face", "alt_en": "Front"}
    assert browser.post(address("picture_words", second.pk), told).status_code == 302
    for _ in range(3):
        assert browser.post(address("picture_place", second.pk), {"to": "earlier"}).status_code == 302
    order = [row.pk for row in piece.media.order_by("position")]
    assert order[0] == second.pk
    assert browser.post(address("picture_place", second.pk), {"to": "later"}).status_code == 302
    assert [row.pk for row in piece.media.order_by("position")][1] == second.pk
    assert browser.post(address("picture_removal", first.pk)).status_code == 302
    assert [row.position for row in piece.media.order_by("position")] == [0, 1]
    second.refresh_from_db()
    assert (second.alt_fr, second.alt_en) == ("De face", "Front")
    verbs = list(entries(f"piece:{piece.pk}").values_list("verb", flat=True))
    assert [verbs.count(verb) for verb in ("describe_picture", "move_picture", "remove_picture")] == [1, 3, 1]


def test_a_place_that_is_none_is_not_found(browser: Client, piece: Piece) -> None:
    assert browser.post(address("picture_place", piece.media.get().pk), {"to": "heaven"}).status_code == 404


def test_words_that_are_too_long_are_refused(browser: Client, piece: Piece) -> None:
    row = piece.media.get()
    page = browser.post(address("picture_words", row.pk), {"alt_fr": "x" * 201})
    assert page.status_code == 422
    assert Media.objects.get(pk=row.pk).alt_fr == "Une bague"


def test_a_piece_on_show_keeps_its_last_picture(browser: Client, piece: Piece, noon: datetime) -> None:
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    assert browser.post(address("picture_removal", piece.media.get().pk)).status_code == 422
    assert piece.media.count() == 1


def test_an_awaited_picture_gets_its_file_and_keeps_its_source(
    browser: Client, piece: Piece, noon: datetime
) -> None:
    seen = {"source": "https://elsewhere.example/ring.jpg", "alt_en": "A ring"}
    actions.set_media(piece_id=piece.pk, pictures=[seen], actor="import", at=noon)
    row = piece.media.get()
    arrival = address("picture_arrival", row.pk)
    assert browser.post(arrival, {"files": upload(b"x")}).status_code == 422
    assert browser.post(arrival).status_code == 422
    assert browser.post(arrival, {"files": upload(photograph())}).status_code == 302
    assert browser.post(arrival, {"files": upload(photograph(seed=9))}).status_code == 422
    row.refresh_from_db()
    assert (row.width, row.source, row.alt_en) == (800, seen["source"], "A ring")
    browser.post(address("picture_words", row.pk), {"alt_fr": "Une bague", "alt_en": "A ring"})
    assert not actions.set_media(piece_id=piece.pk, pictures=[seen], actor="import", at=noon)
    assert piece.media.get().alt_fr == "Une bague"


def test_files_of_a_picture_that_was_taken_down_stay_for_orders_of_the_past(
    browser: Client, piece: Piece
) -> None:
    hang(browser, piece, photograph())
    [row] = hung(piece)
    browser.post(address("picture_removal", row.pk))
    assert Client().get(pictures.address(row.stem, "webp")).status_code == 200


@pytest.mark.parametrize("name", ["nothing.webp", "..%2f..%2fkeys", "a" * 24 + ".webp", "a" * 24 + ".html"])
def test_only_pictures_are_served(folder: Path, name: str) -> None:
    (folder / "pieces").mkdir()
    (folder / "pieces" / "nothing.webp").write_bytes(b"x")
    assert Client().get(f"/media/pieces/{name}").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_opens_in_both_languages(
    browser: Client, piece: Piece, noon: datetime, language: str
) -> None:
    actions.set_media(
        piece_id=piece.pk, pictures=[{"source": "https://x.example/a.jpg"}], actor="import", at=noon
    )
    hang(browser, piece, photograph())
    with override(language):
        page = browser.get(address("pictures", piece.pk))
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()
