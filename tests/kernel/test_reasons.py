"""Reasons: one text in English, and what it takes to tell it in another language."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from django.utils import translation

from poincon.foundation import wording
from poincon.kernel.reason import because, whenever

SOURCE = Path(__file__).parents[2] / "src" / "poincon"


def test_a_reason_reads_as_english_and_keeps_its_parts() -> None:
    reason = because("too_little", "must be at least {ge}", ge=3)
    assert reason == "must be at least 3"
    assert (reason.code, reason.words, reason.facts) == ("too_little", "must be at least {ge}", {"ge": 3})
    assert whenever("too_little", "must be at least {ge}")(ge=3) == reason


@pytest.mark.parametrize(
    ("reason", "french"),
    [
        (because("too_little", "must be at least {ge}", ge=3), "doit être au moins 3"),
        (
            because("unknown_code", "must be {expected}", expected="'fr' or 'en'"),
            "doit être 'fr' ou 'en'",
        ),
        (because("none", "no catalogue has this {of}", of="{braces}"), "no catalogue has this {braces}"),
    ],
)
def test_a_reason_is_told_in_the_reader_s_language(reason: str, french: str) -> None:
    with translation.override("fr"):
        assert wording.why(reason) == french
    with translation.override("en"):
        assert wording.why(reason) == reason


def test_each_code_has_one_wording_and_each_wording_one_code() -> None:
    words, codes = defaultdict(set), defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(
                    func=ast.Name(id="because" | "whenever"),
                    args=[ast.Constant(value=str(code)), ast.Constant(value=str(said)), *_],
                ):
                    words[code].add(said)
                    codes[said].add(code)
    assert len(words) > 70
    assert {code: said for code, said in words.items() if len(said) > 1} == {}
    assert {said: code for said, code in codes.items() if len(code) > 1} == {}
