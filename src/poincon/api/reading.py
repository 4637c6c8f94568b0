"""The OpenAPI document as a page tells it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PRIMITIVES = ("string", "integer", "number", "boolean", "null")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a member of a shape."""

    name: str
    kind: str
    required: bool
    about: SafeString


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint."""

    id: str
    method: str
    path: str
    summary: SafeString
    about: SafeString
    scopes: tuple[str, ...]
    by_key: bool
    open: bool
    parameters: tuple[Field, ...]
    body: str
    example: str
    answer: str
    refusals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A shape of requests or answers."""

    name: str
    about: SafeString
    fields: tuple[Field, ...]


def told(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return endpoints by tag, shapes by name, and every refusal's code with what it means."""
    tags: dict[str, list[Operation]] = {}
    codes: dict[str, tuple[str, str]] = {}
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            tags.setdefault(one["tags"][0], []).append(_operation(path, method, one))
            for status, answer in one["responses"].items():
                codes |= {code: (str(status), words) for code, words in answer.get("x-codes", {}).items()}
    shapes = [_described(name, one) for name, one in sorted(schema["components"]["schemas"].items())]
    refusals = [(code, status, _coded(words)) for code, (status, words) in sorted(codes.items())]
    return {"tags": list(tags.items()), "shapes": [one for one in shapes if one.fields], "refusals": refusals}


def _operation(path: str, method: str, one: Mapping[str, Any]) -> Operation:
    ways = [way for way in one.get("security", []) if way]
    sent = one.get("requestBody", {}).get("content", {}).get("application/json", {})
    body = sent.get("schema", {})
    answers = [
        answer["content"]["application/json"]["schema"]
        for answer in one["responses"].values()
        if "application/json" in answer.get("content", {})
    ]
    codes = {
        code: words
        for answer in one["responses"].values()
        for code, words in answer.get("x-codes", {}).items()
    }
    return Operation(
        id=one["operationId"],
        method=method.upper(),
        path=path,
        summary=_coded(one["summary"]),
        about=_coded(one.get("description", "")),
        scopes=tuple(scope for way in ways for scope in way.get("token", ())),
        by_key=any("orderKey" in way for way in ways),
        open={} in one.get("security", []),
        parameters=tuple(
            Field(part["name"], _kind(part["schema"]), part["required"], _coded(part.get("description", "")))
            for part in one.get("parameters", ())
        ),
        body=_kind(body) if body else "",
        example=_example(sent),
        answer=_kind(answers[0]) if answers else "",
        refusals=tuple(sorted(codes.items())),
    )


def _coded(text: str) -> SafeString:
    """Return words with what stands between backticks as code, and apostrophes as a printer sets them."""
    curled = escape(text.replace("'", "’"))
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", curled))  # noqa: S308 - escaped before


def _example(sent: Mapping[str, Any]) -> str:
    """Return the body that is shown as usual, as it is sent; empty where there is none."""
    usual = sent.get("examples", {}).get("usual")
    return json.dumps(usual["value"], ensure_ascii=False) if usual else ""


def _described(name: str, shape: Mapping[str, Any]) -> Described:
    needed = shape.get("required", ())
    fields = tuple(
        Field(part, _kind(one), part in needed, _coded(one.get("description", "")))
        for part, one in shape.get("properties", {}).items()
    )
    return Described(name, _coded(shape.get("description", "").replace("\n", " ")), fields)


def _kind(schema: Mapping[str, Any]) -> str:
    """Return a type as a person writes it: "string or null", "list of LineShape"."""
    return " or ".join(dict.fromkeys(_kinds(schema))) or "anything"


def _kinds(schema: Mapping[str, Any]) -> Iterator[str]:
    if reference := schema.get("$ref"):
        yield reference.rpartition("/")[2]
    for part in schema.get("anyOf", ()) or schema.get("allOf", ()):
        yield from _kinds(part)
    kind = schema.get("type")
    if kind == "array":
        yield f"list of {_kind(schema.get('items', {}))}"
    elif kind in PRIMITIVES:
        yield f"{kind} ({schema['format']})" if "format" in schema else kind
    elif kind == "object":
        yield "object"
