"""The shape of the house: rules that no reviewer should have to repeat."""

import ast
import re
import tomllib
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature
from pathlib import Path

import pytest

from poincon.foundation import privacy, wording
from poincon.kernel.refusal import Refusal

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "poincon"
SOURCES = [
    path
    for tree in (SOURCE, ROOT / "src" / "poincon_fakes", ROOT / "tools")
    for path in tree.rglob("*.py")
    if "migrations" not in path.parts and "atelier" not in path.parts
]
OTHERS = [path for tree in ("tests", "bench") for path in (ROOT / tree).rglob("*.py")]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
FLOORS = {
    name.strip(): floor
    for floor, names in enumerate(reversed(LINTER["contracts"][0]["layers"]))
    for name in names.split("|")
}
# The customer's space and the way in are frames that accounts offer to the features above.
FRAMES = {"accounts/space.html", "accounts/entrance.html"}
JUNK = {"utils", "helpers", "common", "base", "manager", "managers", "misc", "tools", "lib"}
ACTIONS = [path for path in SOURCES if path.name == "actions.py" or path.parent.name == "actions"]


def feature_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.walk(ast.parse(path.read_text()))
    return [node for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_outgrows_a_sitting():
    long = {
        name_of(path): n for path in [*SOURCES, *OTHERS] if (n := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_function_outgrows_a_screen():
    long = [
        f"{name_of(path)}:{f.name}"
        for path in SOURCES
        for f in functions(path)
        if (f.end_lineno or 0) - f.lineno >= 60
    ]
    assert long == []


def test_functions_are_small_on_the_whole():
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for path in SOURCES for f in functions(path))
    assert lengths[len(lengths) // 2] <= 9


def test_no_template_outgrows_a_sitting():
    long = {name_of(path): n for path in TEMPLATES if (n := len(path.read_text().splitlines())) > 150}
    assert long == {}


def test_templates_borrow_only_from_themselves_the_design_and_the_frames():
    strangers = [
        f"{name_of(path)}: {borrowed}"
        for path in TEMPLATES
        for borrowed in re.findall(r"{%\s*(?:extends|include)\s+[\"']([a-z_/]+\.html)", path.read_text())
        # The accounts clothe a library's pages, which are addressed by the library's own folder.
        if borrowed.partition("/")[0] not in {"design", feature_of(path)} and feature_of(path) != "accounts"
        if borrowed not in FRAMES
    ]
    assert strangers == []


def test_templates_carry_no_inline_style_or_script():
    culprits = [
        name_of(path)
        for path in TEMPLATES
        # Mail readers know no style sheets.
        if "mail" not in path.parts
        and path.name not in {"mail.html", "file.html"}
        and re.search(
            r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)",
            path.read_text(),
        )
    ]
    assert culprits == []


def test_forms_of_the_desk_are_for_those_who_may_act():
    """Written with `{% desk_form %}`, which a viewer is not offered."""
    by_hand = [
        name_of(path) for path in TEMPLATES if "desk" in path.parts and 'method="post"' in path.read_text()
    ]
    assert by_hand == []


def test_text_is_typed_into_fields_that_see_what_can_be_seen():
    """`foundation.fields`; a password alone is taken as it was typed."""
    loose = [
        f"{name_of(path)}: {found}"
        for path in SOURCES
        if path != SOURCE / "foundation" / "fields.py"
        for found in re.findall(r".*\bforms\.(?:CharField|EmailField)\b.*", path.read_text())
    ]
    assert loose == ["src/poincon/accounts/forms.py: class PasswordField(forms.CharField):"]


def test_no_module_is_called_after_nothing():
    assert [name_of(path) for path in SOURCES if path.stem in JUNK and "tools" not in path.parts[:-1]] == []


@pytest.mark.parametrize("path", ACTIONS, ids=name_of)
def test_actions_are_called_by_keyword(path):
    module = import_module(
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    )
    loose = [
        name
        for name, action in getmembers(module, isfunction)
        if action.__module__ == module.__name__ and not name.startswith("_")
        for parameter in signature(action).parameters.values()
        if parameter.kind not in {Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD}
    ]
    assert loose == []


def test_every_public_module_says_what_it_is():
    assert [name_of(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_column_declares_its_privacy_class():
    missing = {m._meta.label: privacy.undeclared(m) for m in privacy.own_models() if privacy.undeclared(m)}
    assert missing == {}


def test_foreign_keys_point_downstairs():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in privacy.own_models()
        for field in model._meta.concrete_fields
        if field.is_relation
        and FLOORS.get(field.related_model._meta.app_label, -1) > FLOORS[model._meta.app_label]
    ]
    assert upward == []


def refusals(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {kind}.union(*(refusals(child) for child in kind.__subclasses__()))


def test_every_refusal_has_a_code_of_its_own_and_words():
    ours = {kind for kind in refusals() if kind.__module__.startswith("poincon.") and kind is not Refusal}
    codes = [kind.code for kind in ours]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) - wording.known() == set()
    assert {kind.status for kind in ours} <= {400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 503}


def test_nothing_is_left_unfinished_or_skipped():
    left = [
        name_of(path)
        for path in [*SOURCES, *(ROOT / "tests").rglob("*.py")]
        if path != Path(__file__)
        and re.search(r"\b(TODO|FIXME|NotImplementedError)\b|mark\.(skip|xfail)\b", path.read_text())
    ]
    assert left == []
