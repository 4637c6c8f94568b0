"""Bringing in a list of old addresses: each is kept with the thing that it leads to."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from poincon.catalogue import queries as catalogue
from poincon.intake import paths
from poincon.intake.dialects.addresses import NEW, OLD
from poincon.intake.models import OldAddress
from poincon.intake.reports import MOST_TOLD, Told
from poincon.intake.sheets import Fault, Line, Sheet

AT_ONCE = 2_000
PAGES = {"window:piece": "piece", "window:brand": "brand", "window:shelf": "category"}


@dataclass(frozen=True, slots=True)
class Thing:
    """What an address leads to: the kind of thing, and its id."""

    kind: str
    pk: int


def bring_addresses(
    *, sheets: Iterable[Sheet], at: datetime, rehearse: bool = False, skip_refused: bool = False
) -> Told:
    """Keep the old addresses of a list, each with the piece, shelf or brand that its new one shows.

    A row is refused whose old address answers here already, leads to itself or to another old one, or whose
    new one shows nothing. When any row is refused nothing at all is written, unless `skip_refused`: each part
    of a long list is then kept as it is done. Rows with the same old address are in the same part.
    """
    report, strays, whole = Told(), _Strays(), rehearse or not skip_refused
    with transaction.atomic() if whole else nullcontext():
        for sheet in sheets:
            with transaction.atomic():
                _take(sheet, strays, report, at)
        report.faults = sorted(strays.told(report.faults), key=lambda fault: fault.line)
        report.kept = not rehearse and (skip_refused or not report.faults)
        if whole:
            transaction.set_rollback(not report.kept)
    return report


def _take(sheet: Sheet, strays: "_Strays", report: Told, at: datetime) -> None:
    reader = _Reader(sheet)
    for path, thing in reader.read():
        _keep(path, thing, at, report)
    report.refuse([*sheet.faults, *reader.faults])
    strays.note(reader)


def _keep(path: str, thing: Thing, at: datetime, report: Told) -> None:
    row = OldAddress.objects.filter(path=path).first()
    if row is None:
        OldAddress.objects.create(path=path, noted_at=at, **{f"{thing.kind}_id": thing.pk})
        report.created += 1
    elif getattr(row, f"{thing.kind}_id") == thing.pk:
        report.same += 1
    else:
        leads = dict.fromkeys(("piece_id", "brand_id", "category_id")) | {f"{thing.kind}_id": thing.pk}
        OldAddress.objects.filter(pk=row.pk).update(noted_at=at, **leads)
        report.changed += 1


class _Strays:
    """Rows of all parts whose new address shows nothing: some lead to what is old in another part."""

    def __init__(self) -> None:
        self.olds = set[str | None]()
        self.leads = dict[Fault, str]()

    def note(self, reader: "_Reader") -> None:
        for fault, old, new in reader.refused:
            self.olds.add(old)
            if fault.code == "unknown_target" and new and len(self.leads) < MOST_TOLD:
                self.leads[fault] = new

    def told(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Yield the faults, those of rows that lead to an old address called so."""
        for some in batched(self.leads.values(), AT_ONCE, strict=False):
            self.olds.update(OldAddress.objects.filter(path__in=some).values_list("path", flat=True))
        for fault in faults:
            stray = self.leads.get(fault) in self.olds and fault in self.leads
            yield replace(fault, code="leads_to_old") if stray else fault


class _Reader:
    """Reads the rows of a list, and knows what stands at the addresses of this shop."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.faults = list[Fault]()
        self.refused = list[tuple[Fault, str | None, str | None]]()
        self.olds = {paths.kept(line[OLD]) for line in sheet.lines}
        said = {line[field] for line in sheet.lines for field in (OLD, NEW)}
        self.matches: Mapping[str, ResolverMatch | None] = {one: _match(one) for one in said}
        slugs = (str(found.kwargs["slug"]) for found in self._showing("window:piece"))
        self.pieces = catalogue.pieces_at(slugs)
        self.others = dict[tuple[str, str], Thing | None]()

    def _showing(self, page: str) -> Iterator[ResolverMatch]:
        return (found for found in self.matches.values() if found and found.view_name == page)

    def read(self) -> Iterator[tuple[str, Thing]]:
        """Yield each old address that can be kept, with the thing that it leads to."""
        seen = dict[str, int]()
        for line in self.sheet.lines:
            old, thing = paths.kept(line[OLD]), self._thing(line[NEW])
            code, field = self._against(line, old, thing)
            if not code and seen.setdefault(old or "", line.number) != line.number:
                code, field = "old_twice", OLD
            if code:
                fault = Fault(line.number, code, self.sheet.names[field], line[field][:80])
                self.faults.append(fault)
                self.refused.append((fault, old, paths.kept(line[NEW])))
            elif old and thing:
                yield old, thing

    def _against(self, line: Line, old: str | None, thing: Thing | None) -> tuple[str, str]:
        if old is None:
            return "not_an_address_here", OLD
        new = paths.kept(line[NEW])
        if new == old:
            return "leads_to_itself", NEW
        if self._answers(line[OLD]):
            return "address_in_use", OLD
        if new in self.olds and thing is None:
            return "leads_to_old", NEW
        return ("", OLD) if thing else ("unknown_target", NEW)

    def _answers(self, address: str) -> bool:
        """Tell whether a page of ours stands there: any but that of a piece, shelf or brand always does."""
        found = self.matches[address]
        return found is not None and (found.view_name not in PAGES or self._thing(address) is not None)

    def _thing(self, address: str) -> Thing | None:
        found = self.matches[address]
        if found is None or found.view_name not in PAGES:
            return None
        kind, slug = PAGES[found.view_name], str(found.kwargs["slug"])
        if kind == "piece" and slug in self.pieces:
            return Thing(kind, self.pieces[slug])
        if (kind, slug) not in self.others:
            self.others[kind, slug] = _looked_up(kind, slug)
        return self.others[kind, slug]


def _looked_up(kind: str, slug: str) -> Thing | None:
    """Find a shelf, a brand, or what once stood at an address of this shop."""
    pk: int | None = None
    if kind == "category":
        row = catalogue.category(slug)
        pk = row.pk if row else catalogue.shelf_moved(slug)
    elif kind == "brand":
        maker = catalogue.brand(slug) or catalogue.brand(catalogue.brand_moved(slug) or "")
        pk = maker.pk if maker else None
    elif present := catalogue.piece_moved(slug):
        pk = catalogue.pieces_at([present]).get(present)
    return Thing(kind, pk) if pk else None


def _match(address: str) -> ResolverMatch | None:
    """Return what answers at an address of this shop, in whichever language it is written."""
    path = paths.kept(address)
    if path is None or not _is_ours(address):
        return None
    tried = (path, f"{path}/") if path != "/" else (path,)
    return next(_resolved(tried), None)


def _resolved(tried: Iterable[str]) -> Iterator[ResolverMatch]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            for path in tried:
                try:
                    yield resolve(path)
                except Resolver404:
                    continue


def _is_ours(address: str) -> bool:
    return address == settings.BASE_URL or address.startswith(("/", f"{settings.BASE_URL}/"))
