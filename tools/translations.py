"""The French catalogues: compile them, bring them up to date with the source, check that nothing is missing.

    python tools/translations.py compile | update [FEATURE ...] | check

The English words are the message ids in the code and templates of `src/poincon/<feature>/`; the French ones
are in that feature's `locale/fr/LC_MESSAGES/django.po`. Babel reads and writes them, no system gettext.
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "poincon"
LANGUAGE = "fr"

HEADER = """# French words of this part of the shop.
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""

_ONE, _PLURAL, _CONTEXT, _BOTH, _SECOND = (1,), (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3), (2,)
KEYWORDS = {
    name: shape
    for shape, names in (
        (_ONE, "_ gettext gettext_lazy gettext_noop"),
        (_PLURAL, "ngettext ngettext_lazy"),
        (_CONTEXT, "pgettext pgettext_lazy"),
        (_BOTH, "npgettext npgettext_lazy"),
        (_SECOND, "because whenever"),
    )
    for name in names.split()
}

type Key = tuple[str, str]
"""Context (or "") and singular message id."""


def main(arguments: list[str]) -> int:
    """Runs one of the commands; returns 0, or 1 when the check found something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["compile", "update", "check"])
    parser.add_argument("features", nargs="*", help="for update: only these")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args(arguments)
    if options.command == "compile":
        return compile_all(quiet=options.quiet)
    if options.command == "update":
        return update(options.features or features())
    return report(faults())


def features() -> list[str]:
    """Every package of the shop, whether it has words or not."""
    return sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists())


def catalogue_of(feature: str) -> Path:
    """Where a feature's French words are."""
    return SOURCE / feature / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


# Compile


def compile_all(*, quiet: bool) -> int:
    """Writes the words of all features into one `.mo`, replacing it in one step.

    Django looks through the compiled catalogues one by one for every word that it says.
    """
    bound, names = Catalog(locale=LANGUAGE), features()
    for entries in _translated().values():
        _, message = entries[0]  # all others say the same, or the check complains
        bound[message.id] = message
    compiled = SOURCE / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"
    compiled.parent.mkdir(parents=True, exist_ok=True)
    fresh = compiled.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, bound)
    fresh.replace(compiled)
    if not quiet:
        print(f"{len(bound)} words of {len(names)} features compiled")
    return 0


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


# Extract


def used(feature: str) -> dict[Key, tuple[str | tuple[str, ...], str]]:
    """The words in a feature's source: key to (message id or singular and plural, first place)."""
    found: dict[Key, tuple[str | tuple[str, ...], str]] = {}
    folder = SOURCE / feature
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts or not path.is_file():
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for line, message, context in words_in(path):
            key = (context or "", message if isinstance(message, str) else message[0])
            place = f"{path.relative_to(ROOT)}:{line}"
            known = found.get(key)
            if known is None or (isinstance(known[0], str) and not isinstance(message, str)):
                found[key] = (message, known[1] if known else place)
    return found


def words_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    """Line, message and context of each translatable text of a Python file or a Django template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Templatize leaves calls to gettext and blots out the rest; what upsets the tokenizer is indentation.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    for line, message, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        if message:
            yield line, message, context


# Update


def update(names: list[str]) -> int:
    """Adds what is missing, to be translated by hand, and removes what is no longer used."""
    for feature in names:
        wanted = used(feature)
        path = catalogue_of(feature)
        if not wanted and not path.exists():
            continue
        old = _read(path) if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        elsewhere = _keys_of_others(feature)
        fresh = _renewed(
            old, {key: value for key, value in wanted.items() if key not in elsewhere or _has(old, key)}
        )
        with path.open("wb") as file:
            file.write(HEADER.encode())
            write_po(file, fresh, width=110, ignore_obsolete=True, omit_header=True)
        left = sum(1 for message in _entries(fresh) if not _is_translated(message))
        print(f"{path.relative_to(ROOT)}: {left} to translate")
    return 0


def _renewed(old: Catalog | None, wanted: dict[Key, tuple[str | tuple[str, ...], str]]) -> Catalog:
    fresh = Catalog(locale=LANGUAGE)
    for (context, singular), (message, place) in wanted.items():
        known = old.get(singular, context or None) if old else None
        words = _strings(known) if known else ("",)
        kept = words[0] if isinstance(message, str) else (*words, "")[:2]
        file = place.rsplit(":", 1)[0].removeprefix("src/poincon/")
        flags = known.flags if known else ()
        fresh.add(message, kept, [(file, None)], flags=flags, context=context or None)  # type: ignore[list-item]
    return fresh


def _has(catalogue: Catalog | None, key: Key) -> bool:
    return catalogue is not None and catalogue.get(key[1], key[0] or None) is not None


def _keys_of_others(feature: str) -> set[Key]:
    return {key for key, places in _translated().items() if any(name != feature for name, _ in places)}


# Check


def faults() -> list[str]:
    """Everything wrong with the French words: missing, fuzzy, unused, doubled, contradicting, badly set."""
    known = _translated()
    found = [*_doubled()]
    all_used: set[Key] = set()
    for feature in features():
        for key, (_, place) in used(feature).items():
            all_used.add(key)
            if key not in known:
                found.append(f"{place}: no French for {key[1]!r}")
    for key, entries in known.items():
        found += _faults_of(key, entries, is_used=key in all_used)
    return sorted(found)


def _faults_of(key: Key, entries: list[tuple[str, Message]], *, is_used: bool) -> Iterator[str]:
    for feature, message in entries:
        where = f"src/poincon/{feature}/locale: {key[1]!r}"
        if not is_used:
            yield f"{where} is not used any more"
        if not _is_translated(message):
            yield f"{where} is not translated"
        if message.fuzzy:
            yield f"{where} is marked fuzzy"
        yield from (f"{where}: {error}" for error in message.check())
        yield from (
            f"{where}: {fault} in {words!r}" for words in _strings(message) for fault in typography(words)
        )
    if len({message.string for _, message in entries}) > 1:
        names = ", ".join(sorted(feature for feature, _ in entries))
        yield f"{key[1]!r} has different French in {names}: use a context"


def _doubled() -> Iterator[str]:
    """Words that stand twice in one list, as merging two versions of it may leave them."""
    for path in (catalogue_of(feature) for feature in features()):
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            told = sum(line.startswith("msgid ") for line in lines) - 1  # the first one is the header's
            if told != len([*_entries(_read(path))]):
                yield f"{path.relative_to(ROOT)}: some words stand twice"


def _translated() -> dict[Key, list[tuple[str, Message]]]:
    known: dict[Key, list[tuple[str, Message]]] = defaultdict(list)
    for feature in features():
        if catalogue_of(feature).exists():
            for message in _entries(_read(catalogue_of(feature))):
                singular = message.id if isinstance(message.id, str) else message.id[0]
                known[message.context or "", singular].append((feature, message))
    return known


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _strings(message: Message) -> tuple[str, ...]:
    words = message.string
    return (words,) if isinstance(words, str) else tuple(words or ())


def _is_translated(message: Message) -> bool:
    return all(_strings(message))


_THIN = "\u202f\u00a0"
_NOT_WORDS = re.compile(r"<[^>]*>|&#?\w+;|%\(\w+\)[a-z]|\{\w*\}|\w+://\S*|mailto:|\d{1,2}:\d{2}(?::\d{2})?")


def typography(words: str) -> list[str]:
    """What French setting would not accept: narrow no-break spaces and the curved apostrophe are required."""
    bare = _NOT_WORDS.sub("x", words)
    found = []
    if re.search(rf"[^{_THIN}\s?!:;»…][;:!?»]|[ \t][;:!?»]", bare):
        found.append("no narrow no-break space before ; : ! ? »")
    if re.search(rf"«[^{_THIN}]", bare):
        found.append("no narrow no-break space after «")
    if re.search(r"\w'\w", bare):
        found.append("a straight apostrophe")
    return found


def report(found: list[str]) -> int:
    """Prints the faults; returns the exit status."""
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
