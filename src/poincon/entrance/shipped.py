"""The arrangement that comes with a house: `boutiques/<name>/home.toml`, or the page as it ever was."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from poincon.charter.writing import as_toml
from poincon.entrance.rules.blocks import AS_EVER, Block, Blocks, as_data, numbered
from poincon.kernel.refusal import Refusal

FILE = "home.toml"
MOST_BYTES = 200_000


class FileUnread(Refusal):
    """What was handed in is no arrangement; `reason` says where and why, in the words of the format."""

    code = "entrance_file_unread"
    status = 422


class Sheet(BaseModel):
    """A file: its blocks in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    blocks: tuple[Block, ...] = ()


def blocks() -> Blocks:
    """Return the arrangement that the running house comes with."""
    own = Path(settings.BOUTIQUE_DIR) / FILE
    return _read(own) if own.is_file() else AS_EVER


@cache
def _read(path: Path) -> Blocks:
    return parsed(path.read_bytes())


def parsed(content: bytes) -> Blocks:
    """Return the blocks of a file, numbered in their order. Raises FileUnread."""
    if len(content) > MOST_BYTES:
        raise FileUnread(reason=f"> {MOST_BYTES // 1000} kB")
    try:
        sheet = Sheet.model_validate(tomllib.loads(content.decode()))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FileUnread(reason=f"{place}: {first['msg']}") from None
    except (ValueError, RecursionError) as error:
        raise FileUnread(reason=str(error)) from None
    return numbered(sheet.blocks)


def written(arranged: Iterable[Block]) -> str:
    """Return an arrangement as a file, which reads back as the same one."""
    return as_toml({"blocks": [_unnumbered(block) for block in as_data(arranged)]})


def _unnumbered(block: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in block.items() if name != "number"}
