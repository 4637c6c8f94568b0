"""`poincon charter export` and `import`: what was approved last as files, and files as a change."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(add_completion=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

File = Annotated[
    Path, typer.Argument(help="a charter.toml, an archive (.zip), or a folder such as a house's", exists=True)
]
To = Annotated[Path | None, typer.Option("--to", help="a folder or an archive (.zip) for everything")]
Why = Annotated[str, typer.Option(help="why, for the owners")]
Now = Annotated[bool, typer.Option("--now", help="approve it as the console: it holds at once")]


@app.command("export")
def export_charter(*, to: To = None) -> None:
    """Print the charter that was approved last; or write it to files, with the words of pages and mails."""
    _begin()
    from poincon.chancery import files, queries, rules

    given = queries.newest_given()
    if to is None:
        typer.echo(rules.text_of(given.charter), nl=False)
    elif to.suffix == ".zip":
        to.write_bytes(files.packed(files.everything(given)))
    else:
        _write(to, files.everything(given))


def _write(folder: Path, told: Mapping[str, str]) -> None:
    for path, text in told.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@app.command("import")
def import_charter(file: File, *, why: Why = "", now: Now = False) -> None:
    """Propose what files say; every fault is reported, and nothing is kept of faulty ones."""
    _begin()
    from poincon.chancery.refusals import Impossible
    from poincon.foundation import wording
    from poincon.kernel.refusal import Refusal

    try:
        edition = _propose(file, why, approve=now)
    except Impossible as refusal:
        for fault in refusal.faults:
            err.print(str(fault), style="red", markup=False)
        raise typer.Exit(1) from None
    except Refusal as refusal:
        err.print(wording.words(refusal), style="red", markup=False)
        raise typer.Exit(1) from None
    typer.echo(f"edition {edition[0]}: {edition[1]}")


def _propose(file: Path, why: str, *, approve: bool) -> tuple[int, str]:
    """Return the number and state of what files became; all of it happens, or nothing."""
    from django.db import transaction

    from poincon.chancery.actions import deciding, drafting
    from poincon.foundation import clock

    at, console = clock.now(), deciding.CONSOLE
    with transaction.atomic():
        drafting.put_aside(author=console)
        if file.is_dir():
            drafting.take_files(author=console, told=_files_in(file), at=at)
        else:
            drafting.take_file(author=console, content=_content(file), at=at)
        edition = drafting.propose(author=console, why=why, from_at=at, at=at)
        if approve:
            edition = deciding.approve(edition_id=edition.pk, actor=console, at=at)
    return edition.pk, edition.state


def _content(file: Path) -> bytes:
    """Return a file; of one that is larger than any that counts, no more than shows it."""
    from poincon.chancery import rules

    with file.open("rb") as opened:
        return opened.read(rules.MOST_PACKED + 1)


def _files_in(folder: Path) -> dict[str, bytes]:
    """Return what a folder says; a house's own also holds pieces and colours, which are not words."""
    from poincon.chancery import files

    found = [folder / files.CHARTER, *folder.glob("pages/**/*"), *folder.glob("mails/**/*")]
    names = {path.relative_to(folder).as_posix(): path for path in found if path.is_file()}
    return {name: _content(path) for name, path in names.items() if not files.is_litter(name)}


def _begin() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    django.setup()
