"""A charter as a file: TOML that reads back as the same charter."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import time

from poincon.charter.schema import Charter, Strict

type Table = Mapping[str, object]


def written(charter: Charter) -> str:
    """Return the text of a charter.toml; values that every house has unless it says otherwise stay out."""
    return as_toml(charter.model_dump(exclude_defaults=True, exclude_none=True))


def as_toml(data: Table) -> str:
    """Return `data` as TOML: plain values first, then one table for each section."""
    return "\n".join(_lines(data, ())).strip() + "\n"


def _lines(table: Table, path: tuple[str, ...]) -> Iterator[str]:
    plain = {name: value for name, value in table.items() if not _is_section(value)}
    if path and (plain or not table):
        yield f"[{'.'.join(path)}]"
    yield from (f"{name} = {as_value(value)}" for name, value in plain.items())
    if plain or path:
        yield ""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _lines(value, (*path, name))
        elif isinstance(value, list | tuple) and _is_section(value):
            yield from _several(value, (*path, name))


def _several(members: Sequence[Table], path: tuple[str, ...]) -> Iterator[str]:
    for member in members:
        yield f"[[{'.'.join(path)}]]"
        yield from (f"{name} = {as_value(value)}" for name, value in member.items())
        yield ""


def _is_section(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(one, dict) for one in value)
    )


def as_value(value: object) -> str:
    """Return a value as TOML writes it; a section becomes a table in one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case time():
            return value.isoformat()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list() | tuple():
            return f"[{', '.join(map(as_value, value))}]"
        case Strict():
            return as_value(value.model_dump(exclude_defaults=True, exclude_none=True))
        case dict():
            return f"{{ {', '.join(f'{name} = {as_value(one)}' for name, one in value.items())} }}"
        case _:
            raise TypeError(f"a charter holds no {type(value).__name__}")
