"""`poincon import`: bring in the pieces of another shop."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from poincon.catalogue.rules import Scale
    from poincon.intake.dialects.fields import Dialect
    from poincon.intake.dialects.taxing import Taxed
    from poincon.intake.planning import Plan
    from poincon.intake.reports import Report
    from poincon.intake.sheets import Fault, FileRefused, Sheet

app = typer.Typer(no_args_is_help=True, add_completion=False)
importing = typer.Typer(no_args_is_help=True, help="Bring in the pieces of another shop.")
app.add_typer(importing, name="import")

SYSTEMS = ("shopify", "woocommerce", "prestashop")
SIZE_NAMES = {"fr": "Taille", "en": "Size"}  # of a ring, as the choice is called in files

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="the product CSV")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would happen, and write nothing")]
Skip = Annotated[bool, typer.Option("--skip-refused", help="bring in the pieces without a refused row")]
Stock = Annotated[bool, typer.Option("--with-stock", help="also set the stock of known pieces to the file's")]
Scales = Annotated[
    str, typer.Option("--ring-scale", help="the scale of bare ring sizes: FR, IT, ES, US, UK...")
]
WithoutTax = Annotated[
    bool, typer.Option("--without-tax", help="the file's prices are without tax: add that of the day")
]
Language = Annotated[str, typer.Option(help="language of the texts, fr or en; guessed when not given")]


@importing.command()
def shopify(
    file: File,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
) -> None:
    """Import a Shopify product CSV; the same file again changes nothing."""
    from poincon.intake.dialects.shopify import SHOPIFY

    how = _How(dry_run, skip_refused, with_stock, language, ring_scale)
    _bring(file, SHOPIFY, how)


@importing.command()
def woocommerce(
    file: File,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
    without_tax: WithoutTax = False,
) -> None:
    """Import a WooCommerce product CSV, with English or French columns; the same again changes nothing."""
    from poincon.intake.dialects.taxing import with_tax
    from poincon.intake.dialects.woocommerce import WOOCOMMERCE

    how = _How(dry_run, skip_refused, with_stock, language, ring_scale)
    _started(how)
    sheet = _sheet(file, WOOCOMMERCE)
    _planned_and_carried(with_tax(sheet, _taxed()) if without_tax else sheet, how)


@importing.command()
def prestashop(
    file: File,
    combinations: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help="the combinations CSV")
    ] = None,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
) -> None:
    """Import PrestaShop's products and, beside them, their combinations; prices get the tax of the day."""
    from poincon.intake.dialects.prestashop import COMBINATIONS, PRODUCTS, together

    how = _How(dry_run, skip_refused, with_stock, language, ring_scale)
    _started(how)
    products = _sheet(file, PRODUCTS)
    beside = _sheet(combinations, COMBINATIONS) if combinations else None
    _planned_and_carried(together(products, beside, _taxed()), how)


@importing.command()
def addresses(file: File, *, dry_run: DryRun = False, skip_refused: Skip = False) -> None:
    """Import a list of old addresses and new ones (columns old,new): each leads on for good."""
    _django()
    from poincon.foundation import clock
    from poincon.intake.dialects.addresses import ADDRESSES
    from poincon.intake.old_addresses import bring_addresses

    sheet = _sheet(file, ADDRESSES)
    report = bring_addresses(sheet=sheet, at=clock.now(), rehearse=dry_run, skip_refused=skip_refused)
    _listed("Refused rows", report.faults, sheet)
    did = f"{report.created} created, {report.changed} changed, {report.same} the same"
    out.print(did if report.kept else f"nothing was written (it would be: {did})", markup=False)
    if report.faults and not skip_refused:
        raise typer.Exit(1)


@app.command()
def export(
    system: Annotated[str, typer.Argument(help="shopify, woocommerce or prestashop")],
    folder: Annotated[Path, typer.Argument(file_okay=False, help="where the files are written")],
    *,
    language: Annotated[str, typer.Option(help="language of the texts, fr or en")] = "fr",
) -> None:
    """Write the shop's pieces as another shop system reads them; no cell that a spreadsheet would compute."""
    if system not in SYSTEMS:
        raise typer.BadParameter(", ".join(SYSTEMS), param_hint="SYSTEM")
    if language not in {"fr", "en"}:
        raise typer.BadParameter("fr or en", param_hint="--language")
    _django()
    from poincon.foundation import clock
    from poincon.intake.dialects import writing
    from poincon.intake.taking_out import taken_out

    folder.mkdir(parents=True, exist_ok=True)
    size_name, most = SIZE_NAMES[language], writing.MOST[system]
    taxed = _taxed() if system == "prestashop" else None
    with ExitStack() as files:
        writer = writing.writer(system, folder, files, size_name=size_name, taxed=taxed)
        for piece in taken_out(system=system, language=language, at=clock.now()):
            if writing.too_many_choices(piece, most, size_name):
                out.print(f"left out: {piece.slug}: it offers more than {most} choices at once", markup=False)
            else:
                writer.take(piece)
    out.print(f"{writer.taken} pieces written to {folder}", markup=False)


def _taxed() -> "Taxed":
    """Return the house's own rate of today, at which prices without tax are shown with it, and say so."""
    from poincon.charter.queries import charter
    from poincon.foundation import clock
    from poincon.intake.dialects.taxing import Taxed
    from poincon.pricing.queries import NoVatRate, home, vat_rate

    rate = vat_rate(home(), clock.local_day(clock.now()))
    if rate is None:
        raise NoVatRate(country=home())
    out.print(f"prices without tax: at {rate / 100:g} %, to the nearest cent", markup=False)
    return Taxed(rate, charter().currency)


@dataclass(frozen=True, slots=True)
class _How:
    """What was asked of an import."""

    dry_run: bool
    skip_refused: bool
    with_stock: bool
    language: str
    ring_scale: str


def _bring(file: Path, dialect: "Dialect", how: _How) -> None:
    _started(how)
    _planned_and_carried(_sheet(file, dialect), how)


def _started(how: _How) -> None:
    if how.language not in {"", "fr", "en"}:
        raise typer.BadParameter("fr or en", param_hint="--language")
    _django()
    _scale(how.ring_scale)


def _planned_and_carried(sheet: "Sheet", how: _How) -> None:
    from poincon.charter.queries import charter
    from poincon.intake.planning import plan

    planned = plan(sheet, currency=charter().currency, ring_scale=_scale(how.ring_scale))
    report = _carried(planned, how)
    _tell(sheet, planned, report, dry_run=how.dry_run)
    if report.faults and not how.skip_refused:
        raise typer.Exit(1)


def _scale(said: str) -> "Scale | None":
    from poincon.catalogue.rules import Scale

    wanted = said.upper()
    if wanted and wanted not in set(Scale):
        raise typer.BadParameter(", ".join(Scale), param_hint="--ring-scale")
    return Scale(wanted) if wanted else None


def _sheet(file: Path, dialect: "Dialect") -> "Sheet":
    from poincon.intake.sheets import FileRefused, read, taken_from

    try:
        with file.open("rb") as opened:
            return read(taken_from(opened), dialect)
    except FileRefused as refused:
        err.print(f"{file.name}: {_why_not(refused)}", markup=False)
        raise typer.Exit(2) from None


def _carried(planned: "Plan", how: _How) -> "Report":
    from poincon.foundation import clock
    from poincon.intake import actions

    with _bar() as progress:
        task = progress.add_task("rehearsing" if how.dry_run else "importing", total=len(planned.pieces))
        return actions.bring_in(
            plan=planned,
            language=how.language or planned.language,
            actor=f"import:{planned.system}",
            at=clock.now(),
            rehearse=how.dry_run,
            skip_refused=how.skip_refused,
            with_stock=how.with_stock,
            advance=lambda: progress.advance(task),
        )


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=not err.is_terminal)


def _why_not(refused: "FileRefused") -> str:
    from poincon.intake.words import FILE_REASONS

    reason, shop = refused.context.pop("reason"), refused.context.pop("shop", "")
    shown = {
        name: " / ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in refused.context.items()
    }
    details = ", ".join(f"{name} {value}" for name, value in shown.items())
    return FILE_REASONS[str(reason)].format(shop=shop) + (f" ({details})" if details else "")


def _tell(sheet: "Sheet", planned: "Plan", report: "Report", *, dry_run: bool) -> None:
    _listed("Refused rows", report.faults, sheet)
    _listed("Taken otherwise than written", planned.notes, sheet)
    _listed("Words to mend at the desk", report.words, sheet)
    for name, count in sheet.left_out.items():
        out.print(
            f"column left out: {name} ({count} cells): {sheet.dialect.why_left_out(name)}", markup=False
        )
    for name, count in sheet.unknown.items():
        out.print(f"column unknown: {name} ({count} cells)", markup=False)
    if report.held_back:
        out.print(f"kept off show for words that no facts can carry: {report.held_back} pieces", markup=False)
    if report.incomplete:
        out.print(f"to complete at the desk: {len(report.incomplete)} pieces", markup=False)
    did = f"{report.created} created, {report.changed} changed, {report.same} the same"
    did += f", {report.published} put on show"
    if report.recounted:
        did += f", stock of {report.recounted} variants set"
    if report.kept:
        out.print(did, markup=False)
    else:
        why = "this was a rehearsal" if dry_run else "rows were refused; --skip-refused brings in the others"
        out.print(f"nothing was written: {why} (it would be: {did})", markup=False)


def _listed(title: str, faults: "list[Fault] | tuple[Fault, ...]", sheet: "Sheet") -> None:
    from poincon.catalogue import queries
    from poincon.intake.words import ROW_REASONS

    if not faults:
        return
    table = Table("line", "column", "value", "why", title=title, title_justify="left")
    for fault in faults:
        why = ROW_REASONS.get(fault.code) or str(queries.reason_words(fault.code))
        table.add_row(sheet.where(fault.line), fault.column, fault.value, why)
    out.print(table, markup=False)
