"""`poincon window rebuild`: write every card of the window anew."""

import os
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

app = typer.Typer(no_args_is_help=True, add_completion=False)
window = typer.Typer(no_args_is_help=True, help="Look after the listings and the search.")
app.add_typer(window, name="window")

err = Console(stderr=True, highlight=False, soft_wrap=True)

Quiet = Annotated[bool, typer.Option("--quiet", help="no progress bar")]


@window.callback()
def _about() -> None:
    """Keep `rebuild` a word of its own, though it is the only one."""


@window.command()
def rebuild(*, quiet: Quiet = False) -> None:
    """Write every card anew, after an upgrade or when names of brands or categories were changed by hand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
    from poincon.foundation import clock
    from poincon.window import actions

    with _bar(quiet=quiet) as bar:
        line = bar.add_task("cards", total=None)
        shown = actions.rebuild(
            at=clock.now(), told=lambda done, whole: bar.update(line, completed=done, total=whole)
        )
    err.print(f"{shown} pieces on show")


def _bar(*, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, disable=quiet)
