"""`poincon pages …`: look the pages over, and put them out."""

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)
pages = typer.Typer(no_args_is_help=True, help="Check the public pages, and put them out.")
app.add_typer(pages, name="pages")

Every = Annotated[bool, typer.Option("--every-house", help="of all houses, not only the one that is served")]


@pages.command()
def check(*, every_house: Every = False) -> None:
    """Say what is wrong with the pages, by file and line; needs no database."""
    _django()
    from django.conf import settings

    from poincon.content import checking

    folders = sorted(Path(settings.BOUTIQUE_DIR).parent.iterdir()) if every_house else [settings.BOUTIQUE_DIR]
    houses = [Path(folder) for folder in folders if (Path(folder) / "charter.toml").is_file()]
    if found := list(dict.fromkeys(str(fault) for house in houses for fault in checking.faults_of(house))):
        typer.echo("\n".join(found), err=True)
        raise typer.Exit(1)
    typer.echo(f"the pages of {', '.join(house.name for house in houses)} can be put out")


@pages.command()
def publish() -> None:
    """Put out the words of all pages as they stand; what has changed becomes a new version."""
    _django()
    for line in put_out():
        typer.echo(line)


def put_out() -> list[str]:
    """Put out the pages and return what has changed; ends the command with the report where one is wrong."""
    from poincon.content import actions
    from poincon.content.checking import PageFaults
    from poincon.foundation import clock

    try:
        changed = actions.publish(at=clock.now())
    except PageFaults as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    return [f"{one.page} {one.language}: {one.version.version}" for one in changed]


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
