"""Pictures are judged by decoding them, and nothing of the original is kept."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests.intake.photographs import BAD, drawn, photograph, told_by_a_camera

from poincon.catalogue.darkroom import LONGEST_SIDE, Developed, PictureRefused, developed
from poincon.design.pictures import FORMATS, SMALLER


def opened(found: Developed, ending: str) -> Image.Image:
    return Image.open(io.BytesIO(found.files[found.stem + ending]))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_becomes_the_files_that_the_shop_shows(form: str) -> None:
    found = developed(photograph(form))
    assert (found.width, found.height) == (800, 1000)
    endings = {f"{width}.{kind}" for width in ("", *(f"-{one}" for one in SMALLER)) for kind in FORMATS}
    assert {name.removeprefix(found.stem) for name in found.files} == endings
    for ending in endings:
        shown = opened(found, ending)
        assert shown.format == ending.rpartition(".")[2].upper()
        assert shown.width == int(ending.partition(".")[0].removeprefix("-") or 800)
        assert shown.mode == "RGB"


def test_the_same_picture_has_the_same_name_and_another_one_another() -> None:
    assert developed(photograph()).stem == developed(photograph()).stem
    assert developed(photograph()).stem != developed(photograph(seed=9)).stem


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    found = developed(told_by_a_camera())
    assert (found.width, found.height) == (1000, 800)
    for name, content in found.files.items():
        shown = Image.open(io.BytesIO(content))
        assert not shown.getexif(), name
        assert not {"exif", "xmp", "icc_profile", "comment"} & shown.info.keys(), name
        assert b"Owner" not in content, name


def test_a_large_picture_is_brought_down() -> None:
    found = developed(photograph(image=drawn(2_400, 3_000)))
    assert max(found.width, found.height) == LONGEST_SIDE


def test_what_is_transparent_lies_on_white() -> None:
    ring = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    assert opened(developed(photograph("PNG", image=ring)), ".webp").getpixel((5, 5)) == (255, 255, 255)


def test_colours_are_turned_into_those_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert developed(photograph(icc_profile=b"no profile")).width == 800
    assert developed(photograph(icc_profile=profile)).width == 800
    assert developed(photograph(image=drawn().convert("CMYK"))).width == 800


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_shown_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        developed(content, place=3)
    assert refused.value.context == {"reason": reason, "place": 3}


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_file_is_refused_or_shown_but_never_a_surprise(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF"]))
    content = bytearray(photograph(form, image=drawn(500, 500)))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    with suppress(PictureRefused):
        assert developed(bytes(content)).width


@pytest.mark.parametrize(
    "beginning",
    [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"\x00\x00\x00\x1cftypavif"],
)
def test_a_file_that_only_begins_as_a_picture_is_broken(beginning: bytes) -> None:
    with pytest.raises(PictureRefused) as refused:
        developed(beginning + b"garbage" * 500)
    assert refused.value.context["reason"] == "broken"
