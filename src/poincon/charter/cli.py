"""`poincon promises` and `poincon charter …`; none of them needs a database or settings."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from poincon.charter import comparing, difference, evidence, houses, loading, table
from poincon.charter.house_cli import house_app
from poincon.charter.schema import Charter

app = typer.Typer(no_args_is_help=True, add_completion=False)
charter_app = typer.Typer(no_args_is_help=True, help="Check a charter, show it, or compare two.")
app.add_typer(charter_app, name="charter")
app.add_typer(house_app, name="house")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

EXAMPLE = datetime(2026, 11, 24, 11, 30)  # noqa: DTZ001 - a local time, in each house's own zone
MARKS = {"better": "+", "worse": "-", "other": "~"}
SAID = {
    "fr": (
        "avant",
        "après",
        "dit sous {page} ; {pages} pages et {mails} e-mails le disent",
        "{} changements",
    ),
    "en": ("was", "now", "told under {page}; {pages} pages and {mails} mails print it", "{} changes"),
}

House = Annotated[str, typer.Option("--house", "--boutique", help="whose values to show")]
OnlyOpen = Annotated[bool, typer.Option("--open", help="only what no code keeps yet")]
Check = Annotated[bool, typer.Option("--check", help="fail where keeper, test or page is missing")]
AsJson = Annotated[bool, typer.Option("--json", help="for machines")]
Language = Annotated[str, typer.Option(help="fr or en")]


@app.command()
def promises(
    *, house: House = "", only_open: OnlyOpen = False, check: Check = False, as_json: AsJson = False
) -> None:
    """Print every promise with its value, wording, floor, keeper, tests and pages."""
    found, waits = evidence.gather(), table.waiting()
    if check:
        _fail_on(table.complaints(found, waits))
        return
    rows = table.rows(_house(house), found, waits, _today())
    shown = [row for row in rows if row.waits_for or not only_open]
    if as_json:
        typer.echo(json.dumps([row.as_dict() for row in shown], ensure_ascii=False, indent=2))
        return
    for row in shown:
        typer.echo("\n".join(_lines(row)))
    for name in [house] if house else houses.names():
        counted = table.rows(_house(name), found, waits, _today())
        typer.echo(f"{_house(name).house.name}: {table.tally(counted)}")


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
    state = "sound" if reading.written.state == "live" else "sound, and a draft"
    out.print(f"{reading.written.house.name}: {state}", markup=False)


@charter_app.command()
def show(boutique: Annotated[str, typer.Argument()] = "") -> None:
    """Print a house's charter as it runs, with the legal floors applied."""
    typer.echo(_house(boutique).model_dump_json(indent=2))


@charter_app.command()
def diff(
    before: Annotated[str, typer.Argument(help="a charter.toml, or the name of a house")],
    after: Annotated[str, typer.Argument(help="a charter.toml, or the name of a house")],
    *,
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two charters: + is better for the customer, - is worse, ~ is neither."""
    found = difference.differences(_either(before), _either(after), language, evidence.gather())
    if as_json:
        typer.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=2))
        return
    said = SAID["fr" if language.startswith("fr") else "en"]
    for one in found:
        typer.echo("\n".join(_told(one, said)))
    typer.echo(said[3].format(len(found)))


@charter_app.command()
def compare(
    one: Annotated[str, typer.Argument(help="the name of a house")],
    other: Annotated[str, typer.Argument(help="the name of another")],
    *,
    into: Annotated[Path | None, typer.Option(help="write it to this file")] = None,
    placed: Annotated[datetime, typer.Option(help="when the order of the example is placed")] = EXAMPLE,
) -> None:
    """Write two houses side by side: one order reckoned in both, and all that they say differently."""
    written = comparing.document(_house(one), _house(other), placed, "en")
    if into is None:
        typer.echo(written, nl=False)
    else:
        into.write_text(written, encoding="utf-8")


def _told(one: difference.Difference, said: tuple[str, str, str, str]) -> list[str]:
    was, now, told, _ = said
    name = " ".join((one.id, *one.keys))
    lines = [f"{MARKS[one.direction]} {name} {' '.join(one.requirements)}".rstrip()]
    lines += [f"    {mark}: {words}" for mark, words in ((was, one.before), (now, one.after)) if words]
    if one.page:
        lines.append(f"    {told.format(page=one.page, pages=len(one.pages), mails=len(one.mails))}")
    return lines


def _today() -> date:
    return datetime.now(UTC).date()


def _either(name: str) -> Charter:
    """Return the charter in a file, or that of a house."""
    return _load(Path(name)) if name.endswith(".toml") else _house(name)


def _house(name: str) -> Charter:
    try:
        return _load(houses.path_of(name))
    except houses.Unknown as error:
        _fail_on([str(error)])
        raise


def _load(path: Path) -> Charter:
    try:
        return loading.load(path)
    except loading.CharterFault as error:
        err.print(str(error), markup=False)
        raise typer.Exit(1) from None


def _fail_on(faults: list[str]) -> None:
    for fault in faults:
        err.print(fault, style="red", markup=False)
    if faults:
        err.print(f"{len(faults)} to put right", markup=False)
        raise typer.Exit(1)


def _lines(row: table.Row) -> Iterator[str]:
    """Yield what is known of a promise, one line for each thing that there is to say."""
    state = "kept" if row.keepers else f"open: {row.waits_for or 'nobody'}"
    yield f"{row.id}  {' '.join(row.requirements)}  [{state}]"
    told = {
        "value": row.value,
        "fr": row.fr or "(not promised by this house)",
        "en": row.en,
        "floor": row.floor,
        "kept by": ", ".join(row.keepers),
        "tests": ", ".join(row.tests),
        "pages": ", ".join(row.pages),
    }
    yield from (f"    {name:8}{words}" for name, words in told.items() if words)
