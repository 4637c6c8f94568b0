"""`poincon charter export` and `import`: the charter approved last as a file, and a file as a change."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(add_completion=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

File = Annotated[Path, typer.Argument(help="a charter.toml", exists=True, dir_okay=False)]
Why = Annotated[str, typer.Option(help="why, for the owners")]
Now = Annotated[bool, typer.Option("--now", help="approve it as the console: it holds at once")]


@app.command("export")
def export_charter() -> None:
    """Print the charter that was approved last, as a file."""
    _begin()
    from poincon.chancery import queries, rules

    typer.echo(rules.text_of(queries.newest()), nl=False)


@app.command("import")
def import_charter(file: File, *, why: Why = "", now: Now = False) -> None:
    """Propose a file as the charter; every fault is reported, and nothing is kept of a faulty one."""
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
    """Return the number and state of what the file became; all of it happens, or nothing."""
    from django.db import transaction

    from poincon.chancery import rules
    from poincon.chancery.actions import deciding, drafting
    from poincon.foundation import clock

    at, console = clock.now(), deciding.CONSOLE
    with file.open("rb") as opened:
        content = opened.read(rules.MOST_BYTES + 1)
    with transaction.atomic():
        drafting.put_aside(author=console)
        drafting.take_file(author=console, content=content, at=at)
        edition = drafting.propose(author=console, why=why, from_at=at, at=at)
        if approve:
            edition = deciding.approve(edition_id=edition.pk, actor=console, at=at)
    return edition.pk, edition.state


def _begin() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    django.setup()
