"""What the owner's pages show of charters and editions, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from poincon.chancery import files, queries, standing, wordings, words
from poincon.chancery import values as plain
from poincon.chancery.differing import Concerned, TextChange, concerned, text_changes
from poincon.chancery.forms import Values, Wording
from poincon.chancery.models import Edition
from poincon.chancery.refusals import Impossible
from poincon.chancery.states import EDITION, SERVED, SETTLED, EditionState
from poincon.charter import table
from poincon.charter.difference import Difference
from poincon.charter.loading import Fault
from poincon.charter.promises import promises
from poincon.charter.queries import Charter, charter
from poincon.charter.serving import Given
from poincon.charter.table import Row
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock, deeds, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.queries import owners_at_work


@dataclass(frozen=True, slots=True)
class Told:
    """One promise as it is told today, and as any house `would` tell it, with an ellipsis for each value.

    `place` is where it can be changed, None where a file is needed.
    """

    row: Row
    would: str
    floor: str
    fixed: bool
    place: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition changes: promises, other values, texts; what the law says to it, and what prints it."""

    promises: tuple[Difference, ...]
    others: tuple[tuple[str, Difference], ...]
    flags: tuple[str, ...]
    texts: tuple[TextChange, ...]
    topics: tuple[str, ...]
    printed: Concerned

    @property
    def count(self) -> int:
        return len(self.promises) + len(self.others) + len(self.texts)


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition with its state and its people in words."""

    row: Edition
    state: str
    tone: str
    author: str
    approved_by: str
    holds: bool


def promises_of(topic: str, at: datetime) -> list[Told]:
    """Return the promises of a topic, in the order of the schema."""
    running = charter()
    places = {value.id: path for path, one in plain.sections(running).items() for value in one.values}
    evidence, waits, today = queries.printed(), table.waiting(), clock.local_day(at)
    return [
        Told(
            row,
            words.would_say(row.id, running),
            words.floor_of(row.id, running, today),
            _is_fixed(row.id),
            places.get(row.id),
        )
        for row in table.rows(running, evidence, waits, today)
        if promises()[row.id].promise.page == topic
    ]


def _is_fixed(id: str) -> bool:
    return id in plain.practices()


def sections() -> list[tuple[str, str]]:
    """Return the sections that forms can change, by their place, with their names, in alphabetical order."""
    running = charter()
    found = [(path, words.title_of(one, running)) for path, one in plain.sections(running).items()]
    return sorted(found, key=lambda one: one[1])


def as_it_stands(at: datetime) -> dict[str, object]:
    """Return which edition is in force, what waits, and what came before, in words."""
    rows = list(queries.history())
    shown = {one.row.pk: one for one in _all_told(rows, at)}
    waiting = [shown[one.pk] for one in queries.waiting(at)]
    current = standing.in_force_id(at)
    return {"current": shown.get(current or 0), "waiting": waiting, "editions": list(shown.values())}


def told(row: Edition, at: datetime) -> Shown:
    return _all_told([row], at)[0]


def _all_told(rows: list[Edition], at: datetime) -> list[Shown]:
    codes = {code for row in rows for code in (row.author, row.approved_by) if code}
    names = deeds.actors(codes) | {"console": str(words.CONSOLE)}
    current = standing.in_force_id(at)
    return [
        Shown(
            row,
            *_state(row, at, current),
            names[row.author],
            names.get(row.approved_by or "", ""),
            row.pk == current,
        )
        for row in rows
    ]


def _state(row: Edition, at: datetime, current: int | None) -> tuple[str, str]:
    """Return a state in words and its tone, as it is and not as it was last written down."""
    state = EditionState(row.state)
    if state in SERVED and row.from_at and row.from_at <= at:
        state = EditionState.IN_FORCE if row.pk == current else EditionState.REPLACED
    return str(words.STATES[state]), words.TONES.get(state, "off")


def change(row: Edition, at: datetime) -> Change:
    """Return what an edition changes on the one that it was made from."""
    before, after = queries.written(row.basis_id), queries.drafted_by(row)
    found = queries.changes(before, after, speaking())
    told = tuple(one for one in found if one.requirements or one.page)
    day = clock.local_day(max(row.from_at or at, at))
    basis = queries.at_work(Given(before, queries.words_of(row.basis_id)), day)
    return Change(
        promises=told,
        others=tuple((_named(one, after), one) for one in found if one not in told),
        flags=tuple(words.flag_in_words(flag, after) for flag in queries.flags(after, day)),
        texts=text_changes(basis, queries.given_by(row, day)),
        topics=tuple(dict.fromkeys(str(words.TOPICS[one.page]) for one in told)),
        printed=concerned(told, row.words, after.languages),
    )


def _named(one: Difference, after: Charter) -> str:
    """Return the name of a value that promises nothing by itself, with that of its section."""
    place, _, name = one.id.rpartition(".")
    section = plain.sections(after).get(place)
    known = words.NAMES.get(name)
    return f"{words.title_of(section, after)} · {known}" if section and known else one.id


def obstacles(row: Edition, at: datetime) -> list[str]:
    """Return in words why an edition could not be printed as it stands."""
    return [in_words(fault) for fault in queries.obstacles(row, clock.local_day(max(row.from_at or at, at)))]


def changed_by_both(row: Edition) -> list[str]:
    """Return the names of the texts that an edition changes and that somebody else has changed since."""
    languages = queries.shipped().languages
    return [wordings.name_of(place, languages) for place in queries.changed_by_both(row)]


def offers(row: Edition, actor: str, at: datetime) -> Mapping[str, bool]:
    """Return what an owner may do with an edition now."""
    state = EditionState(row.state)
    own = row.author == actor
    others = any(f"staff:{owner.pk}" != actor for owner in owners_at_work())
    holds = bool(state in SERVED and row.from_at and row.from_at <= at)
    outdated = state is EditionState.PROPOSED and row.basis_id != queries.newest_id()
    return {
        "approve": EDITION.offers("approve", state) and not outdated and not (own and others),
        "waits_for_other": state is EditionState.PROPOSED and own and others,
        "alone": own and not others,
        "outdated": outdated,
        "withdraw": EDITION.offers("withdraw", state) and not holds,
        "go_back": state in SETTLED and row.pk != queries.newest_id(),
        "again": state in (EditionState.PROPOSED, EditionState.WITHDRAWN),
    }


def tell_faults(form: Form, refusal: Impossible) -> None:
    """Put each fault beside its field where the form has one, else above all with its place and value."""
    for fault in refusal.faults:
        name = _field_of(form, fault)
        if name is None:
            form.add_error(None, in_words(fault))
        else:
            line = fault.path.partition(":")[2]
            told = wording.why(fault.reason)
            form.add_error(name, _("Line {line}: {told}").format(line=line, told=told) if line else told)


def _field_of(form: Form, fault: Fault) -> str | None:
    if isinstance(form, Wording):
        return form.field_of(fault.path.partition(":")[0])
    home, _dot, name = re.sub(r"\[\d+\]", ".*", fault.path).rpartition(".")
    return name if isinstance(form, Values) and home == form.section.id and name in form.fields else None


def in_words(fault: Fault) -> str:
    """Return where something is wrong, what stands there, and why it cannot."""
    said = "" if fault.value is None else f" = {fault.value}"
    path = wordings.name_of(fault.path, queries.shipped().languages)
    return f"{path}{said}{_(': ')}{wording.why(fault.reason)}"


def sorry(request: HttpRequest, refusal: Refusal, name: str, *args: object) -> HttpResponseRedirect:
    """Lead back to a page that shows how things stand, with the reason why nothing was changed."""
    said = [wording.words(refusal)]
    if isinstance(refusal, Impossible):
        said += map(in_words, refusal.faults)
    messages.warning(request, " ".join(said))
    return redirect(name, *args)


def as_file(text: str) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="charter.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


def as_archive(given: Given) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="house.zip"'}
    return HttpResponse(
        files.packed(files.everything(given)), content_type="application/zip", headers=headers
    )
