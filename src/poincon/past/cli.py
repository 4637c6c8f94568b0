"""`poincon import customers` and `poincon import orders`: what the former shop knew of people."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from poincon.intake.parts import Watched
    from poincon.intake.sheets import Fault
    from poincon.past.actions import Report
    from poincon.past.states import About

app = typer.Typer()

TOLD_AT_MOST = 1_000
LONGEST_WORDS = 10_000

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="the CSV")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would happen, and write nothing")]
Skip = Annotated[bool, typer.Option("--skip-refused", help="bring in the rows that are not refused")]
Words = Annotated[
    Path | None,
    typer.Option(
        "--consent-words",
        exists=True,
        dir_okay=False,
        help="a text file: what people agreed to, word for word",
    ),
]
Confirmed = Annotated[
    bool, typer.Option("--confirmed", help="the former shop had every address confirmed by a mail first")
]


@app.command()
def customers(
    file: File,
    *,
    consent_words: Words = None,
    confirmed: Confirmed = False,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
) -> None:
    """Import the customers of Shopify, WooCommerce or PrestaShop: no mail, proved consent only."""
    _django()
    from poincon.foundation import clock
    from poincon.past.actions import bring_people
    from poincon.past.reading import Proof
    from poincon.past.states import About

    bring = partial(
        bring_people,
        proof=Proof(_read_words(consent_words), confirmed),
        zone=clock.zone(),
        at=clock.now(),
        rehearse=dry_run,
        skip_refused=skip_refused,
    )
    watched, report = _carried(file, About.CUSTOMERS, bring)
    _tell(watched, report, f", {report.agreed} with a proved consent")
    _end(report, skip_refused=skip_refused)


@app.command()
def orders(file: File, *, dry_run: DryRun = False, skip_refused: Skip = False) -> None:
    """Import the past orders of Shopify, WooCommerce or PrestaShop, to be read; guarantees go on."""
    _django()
    from poincon.charter.queries import charter
    from poincon.foundation import clock
    from poincon.past.actions import bring_orders
    from poincon.past.states import About

    bring = partial(
        bring_orders,
        currency=charter().currency,
        at=clock.now(),
        rehearse=dry_run,
        skip_refused=skip_refused,
    )
    watched, report = _carried(file, About.ORDERS, bring)
    _tell(watched, report)
    _end(report, skip_refused=skip_refused)


def _read_words(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")[:LONGEST_WORDS].strip()
    except UnicodeDecodeError:
        raise typer.BadParameter("this is not text in UTF-8", param_hint="--consent-words") from None


def _carried(file: Path, about: "About", bring: "Callable[..., Report]") -> "tuple[Watched, Report]":
    """Bring a file in part by part; returns what its parts have in common, and what came of it."""
    from poincon.intake import parts
    from poincon.intake.reasons import FILE_REASONS
    from poincon.intake.rows import FileRefused
    from poincon.past.reading import recognised

    try:
        with file.open("rb") as opened:
            table = recognised(opened, about)
            watched = parts.Watched(table.dialect)
            return watched, bring(sheets=watched.over(parts.sheets(table, parts.count(table))))
    except FileRefused as refused:
        reason = FILE_REASONS[str(refused.context["reason"])].format(shop=about)
        typer.echo(f"{file.name}: {reason}", err=True)
        raise typer.Exit(2) from None


def _tell(watched: "Watched", report: "Report", more: str = "") -> None:
    typer.echo(f"read as a file of {watched.dialect.name}")
    _listed("refused", report.faults, report.untold["faults"])
    _listed("told", report.notes, report.untold["notes"])
    for name, count in watched.left_out.items():
        typer.echo(f"column left out: {name} ({count} cells): {watched.dialect.why_left_out(name)}")
    if watched.guessed_letters:
        typer.echo("letters were taken to be those of Windows: look at the accents")
    did = f"{report.created} created, {report.changed} changed, {report.same} the same{more}"
    typer.echo(did if report.kept else f"nothing was written (it would be: {did})")


def _listed(title: str, faults: "list[Fault]", untold: int) -> None:
    from poincon.past.words import ROW_REASONS

    for fault in faults[:TOLD_AT_MOST]:
        typer.echo(f"{title}: line {fault.line}, {fault.column or 'the row'}: {ROW_REASONS[fault.code]}")
    if more := len(faults[TOLD_AT_MOST:]) + untold:
        typer.echo(f"{title}: {more} more rows")


def _end(report: "Report", *, skip_refused: bool) -> None:
    if report.faults and not skip_refused:
        raise typer.Exit(1)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
