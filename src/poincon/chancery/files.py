"""What a house says as files: `charter.toml`, `pages/fr/returns.md`, `mails/fr/orders.paid.toml`.

The same form as a house's folder, so that what is exported can be shipped, and the other way round; in one
archive or loose.
"""

import io
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from poincon.chancery import rules, wordings
from poincon.chancery.refusals import Impossible, TooLarge
from poincon.charter.loading import NOT_UTF8, Fault
from poincon.charter.serving import Given
from poincon.charter.writing import as_toml
from poincon.kernel.reason import Reason, because

CHARTER = "charter.toml"
PACKED = b"PK\x03\x04"
MOST_FILES, MOST_UNPACKED = 500, 8_000_000
NO_ARCHIVE = because("no_archive", "is no archive that can be opened")
NO_FILE_OF_OURS = because("file_unknown", "is no file of a house")
NO_TABLE = because("no_words", 'holds no words by name, such as subject = "…"')


@dataclass(frozen=True, slots=True)
class Parcel:
    """What files say: the charter as it is written, if it is among them, and texts by their place."""

    charter: bytes | None = None
    words: Mapping[str, str | None] = field(default_factory=dict)


def everything(given: Given) -> dict[str, str]:
    """Return all that a house says as files, by their path: what it has changed, and what it has not."""
    texts = wordings.texts(given.charter.languages).values()
    pages = {f"{text.place}.md": text.said(given.words) for text in texts if text.kind == "pages"}
    mails: dict[str, dict[str, str]] = {}
    for text in texts:
        if text.kind == "mails":
            path = f"{text.place.rpartition('/')[0]}.toml"
            mails.setdefault(path, {})[text.block] = text.said(given.words)
    told = {path: as_toml(blocks) for path, blocks in mails.items()}
    return {CHARTER: rules.text_of(given.charter), **pages, **told}


def packed(files: Mapping[str, str]) -> bytes:
    """Return files as one archive; the same files are always the same bytes."""
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for path, text in files.items():
            opened.writestr(ZipInfo(path), text.encode(), ZIP_DEFLATED)
    return archive.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by their path, from where its charter stands.

    Raises Impossible for what cannot be opened, TooLarge for more than a house can say.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            infos = [
                info for info in archive.infolist() if not info.is_dir() and not is_litter(info.filename)
            ]
            if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise TooLarge(most=MOST_UNPACKED)
            return _from_the_charter({info.filename: archive.read(info) for info in infos})
    except (BadZipFile, RuntimeError, zlib.error, EOFError, OSError, ValueError):
        raise Impossible([Fault("file", None, NO_ARCHIVE)]) from None


def is_litter(path: str) -> bool:
    """What file managers leave behind is nobody's word."""
    return any(step.startswith((".", "__MACOSX")) and step != ".." for step in path.split("/"))


def _from_the_charter(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A folder that was packed whole stands in its archive under its own name."""
    root = next((path.removesuffix(CHARTER) for path in files if path.endswith(f"/{CHARTER}")), "")
    if CHARTER in files or not all(path.startswith(root) for path in files):
        root = ""
    return {path.removeprefix(root): content for path, content in files.items()}


def read(files: Mapping[str, bytes], languages: tuple[str, ...]) -> Parcel:
    """Return what files say; raises Impossible with every file that says nothing, and why."""
    words: dict[str, str | None] = {}
    faults: list[Fault] = []
    for path, content in files.items():
        if path != CHARTER:
            for place, said in _texts(path, content, languages):
                if isinstance(said, Reason):
                    faults.append(Fault(place, None, said))
                else:
                    words[place] = said
    if faults:
        raise Impossible(faults)
    return Parcel(files.get(CHARTER), words)


def _texts(path: str, content: bytes, languages: tuple[str, ...]) -> Iterator[tuple[str, str | Reason]]:
    """Yield the places that a file speaks of, each with its text or with why there is none."""
    place, _dot, kind = path.rpartition(".")
    known = wordings.texts(languages)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        yield path, NOT_UTF8
        return
    if kind == "md" and place in known and known[place].kind == "pages":
        yield place, text
    elif kind == "toml" and f"{place}/subject" in known:
        yield from _blocks(path, place, text)
    else:
        yield path, NO_FILE_OF_OURS


def _blocks(path: str, place: str, text: str) -> Iterator[tuple[str, str | Reason]]:
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        yield path, because("not_toml", "is not written as a file of this kind is ({message})", message=error)
        return
    for name, value in said.items():
        if name not in wordings.BLOCKS:
            yield f"{path} {name}", wordings.UNKNOWN
        else:
            yield f"{place}/{name}", value if isinstance(value, str) else NO_TABLE
