"""`poincon promises` and `poincon charter …`; none of them needs a database or settings."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from poincon.charter import evidence, loading, table
from poincon.charter.schema import Charter

app = typer.Typer(no_args_is_help=True, add_completion=False)
charter_app = typer.Typer(no_args_is_help=True, help="Check a charter, or show what a house promises.")
app.add_typer(charter_app, name="charter")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)


Boutique = Annotated[str, typer.Option(help="whose values to show")]
OnlyOpen = Annotated[bool, typer.Option("--open", help="only what no code keeps yet")]
Check = Annotated[bool, typer.Option("--check", help="fail where keeper, test or page is missing")]
AsJson = Annotated[bool, typer.Option("--json", help="for machines")]


@app.command()
def promises(
    *, boutique: Boutique = "", only_open: OnlyOpen = False, check: Check = False, as_json: AsJson = False
) -> None:
    """Print every promise with its value, wording, floor, keeper, tests and pages."""
    found, waits = evidence.gather(), table.waiting()
    if check:
        _fail_on(table.complaints(found, waits))
        return
    rows = [
        row for row in table.rows(_house(boutique), found, waits, _today()) if row.waits_for or not only_open
    ]
    if as_json:
        typer.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
    else:
        out.print(_drawn(rows))


@charter_app.command("check")
def check_charter(file: Annotated[Path, typer.Argument(help="a charter.toml")]) -> None:
    """Report every fault of a charter together, and what it promises below the law."""
    try:
        reading = loading.read(file, _today())
    except loading.CharterFault as error:
        _fail_on([str(fault) for fault in error.faults])
        return
    for flag in reading.flags:
        err.print(f"below the floor: {flag}", style="yellow", markup=False)
    out.print(f"{reading.written.house.name}: sound", markup=False)


@charter_app.command()
def show(boutique: Annotated[str, typer.Argument()] = "") -> None:
    """Print a house's charter as it runs, with the legal floors applied."""
    typer.echo(_house(boutique).model_dump_json(indent=2))


def _today() -> date:
    return datetime.now(UTC).date()


def _house(boutique: str) -> Charter:
    name = boutique or os.environ.get("POINCON_BOUTIQUE") or "bijourama"
    folder = Path(os.environ.get("POINCON_BOUTIQUES_DIR") or evidence.ROOT / "boutiques")
    known = sorted(path.parent.name for path in folder.glob("*/charter.toml"))
    if name not in known:
        _fail_on([f"no boutique is called {name!r}; there are {', '.join(known)}"])
    try:
        return loading.load(folder / name / "charter.toml")
    except loading.CharterFault as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from None


def _fail_on(faults: list[str]) -> None:
    for fault in faults:
        err.print(fault, style="red", markup=False)
    if faults:
        err.print(f"{len(faults)} to put right", markup=False)
        raise typer.Exit(1)


def _drawn(rows: list[table.Row]) -> Table:
    drawn = Table(show_lines=True, expand=True)
    for heading in ("Promise", "Value", "Français", "English", "Floor", "Kept by", "Tests", "Pages"):
        drawn.add_column(heading, overflow="fold", no_wrap=heading == "Promise")
    for row in rows:
        keeper = "\n".join(row.keepers) or (f"open: {row.waits_for}" if row.waits_for else "nobody")
        name = f"{row.id}\n{' '.join(row.requirements)}".strip()
        told = (row.value, row.fr or "—", row.en or "—", row.floor)
        drawn.add_row(name, *told, keeper, "\n".join(row.tests), "\n".join(row.pages))
    return drawn
