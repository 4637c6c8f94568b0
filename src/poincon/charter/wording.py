"""The words of a promise: its sentence in a language, with the house's own values in it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import singledispatch

from babel.lists import format_list

from poincon.charter import spelling
from poincon.charter.schema import (
    Charter,
    Declared,
    Means,
    Named,
    PlannedMeans,
    Rate,
    Strict,
    Transit,
    Unit,
)
from poincon.charter.schema.calendar import Closing
from poincon.charter.schema.declaring import Words, each_of, unit_of
from poincon.charter.schema.returns import ReturnLabel
from poincon.design.words import TIE, country, hour, listed, locale_of, number, percent, telephone
from poincon.kernel.money import Money
from poincon.kernel.reason import because

BRANDS = {"cb": "CB", "visa": "Visa", "mastercard": "Mastercard", "amex": "American Express"}
PLACEHOLDER = re.compile(r"{([a-z_]+)}")
OF_FRANCE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells what to whom: the charter, a language, and the unit of the value being told."""

    charter: Charter
    language: str
    unit: Unit | Named | None = None

    def of(self, unit: Unit | Named | None) -> "Telling":
        return Telling(self.charter, self.language, unit)

    def pick(self, fr: str, en: str) -> str:
        return fr if self.language.startswith("fr") else en


@dataclass(frozen=True, slots=True)
class Instance:
    """One value under a promise: where lists were entered, by which keys, and in which section it stands."""

    keys: Mapping[str, str]
    names: Mapping[str, str]
    section: Strict
    value: object


@dataclass(frozen=True, slots=True)
class Said:
    """A value, the value in words, and the sentence that tells it (empty when nothing is promised)."""

    value: object
    words: str
    sentence: str


@singledispatch
def spoken(value: object, telling: Telling) -> str:
    """Return `value` in words."""
    raise TypeError(f"no words for {value!r} in {telling.language}")


@spoken.register
def _(value: str, telling: Telling) -> str:
    match telling.unit:
        case Unit.DATE:
            return spelling.day(date.fromisoformat(value), telling.language, year=True)
        case Unit.COUNTRY:
            return country(value, telling.language)
        case Unit.TELEPHONE:
            return telephone(value, telling.language, telling.charter.country)
        case Unit.CARRIER:
            return telling.charter.carrier(value).name
        case Named(names=names):
            return telling.pick(*names[value])
        case _:
            return value


@spoken.register(bool)
def _(value: object, telling: Telling) -> str:
    return telling.pick("oui", "yes") if value else telling.pick("non", "no")


@spoken.register
def _(value: int, telling: Telling) -> str:
    if telling.unit is Unit.PERCENT:
        return percent(value / 100, telling.language)
    if telling.unit is Unit.MONEY:
        return spelling.money(Money(value, telling.charter.currency), telling.language)
    if telling.unit is Unit.GRAMS:
        return spelling.weight(value, telling.language)
    if isinstance(telling.unit, Unit) and telling.unit in spelling.NOUNS:
        return spelling.counted(value, telling.unit, telling.language)
    return number(value, telling.language)


@spoken.register
def _(value: time, telling: Telling) -> str:
    return hour(value, telling.language)


@spoken.register(tuple)
def _(value: tuple[object, ...], telling: Telling) -> str:
    if transits := [item for item in value if isinstance(item, Transit)]:
        return _by_zone(((one.zone, _delay(one, telling)) for one in transits), telling)
    words = [spoken(item, telling) for item in value]
    if any(isinstance(item, Rate) for item in value):
        return telling.pick(" ; ", "; ").join(words)
    if isinstance(telling.unit, Named) and telling.unit.either:
        return format_list(words, style="or", locale=locale_of(telling.language))
    return listed(words, telling.language)


@spoken.register(dict)
def _(value: dict[str, object], telling: Telling) -> str:
    return _by_zone(((zone, spoken(item, telling)) for zone, item in value.items()), telling)


@spoken.register
def _(value: Strict, telling: Telling) -> str:
    """Say a section that has no words of its own by its plain fields, such as a name and an address."""
    fields = type(value).model_fields
    return ", ".join(
        spoken(item, telling.of(unit_of(fields[name]))) for name, item in value if not _empty(item)
    )


@spoken.register
def _(value: Closing, telling: Telling) -> str:
    first, last = date.fromisoformat(value.from_on), date.fromisoformat(value.until_on)
    opening = spelling.day(first, telling.language, year=first.year != last.year)
    ending = spelling.day(last, telling.language, year=True)
    why = telling.pick(value.why_fr, value.why_en)
    return telling.pick(f"du {opening} au {ending} ({why})", f"from {opening} to {ending} ({why})")


@spoken.register
def _(value: ReturnLabel, telling: Telling) -> str:
    name = telling.charter.carrier(value.carrier).name
    price = spoken(value.price_minor, telling.of(Unit.MONEY))
    free = telling.pick("offerte", "free")
    return f"{name} ({price if value.price_minor else free})"


@spoken.register
def _(value: Means, telling: Telling) -> str:
    label = telling.pick(value.label_fr, value.label_en)
    brands = listed([BRANDS[brand] for brand in value.brands], telling.language)
    return f"{label} ({brands})" if brands else label


@spoken.register
def _(value: PlannedMeans, telling: Telling) -> str:
    return telling.pick(value.label_fr, value.label_en)


@spoken.register
def _(value: Transit, telling: Telling) -> str:
    return f"{_delay(value, telling)} {_zone(value.zone, telling)}"


def _delay(value: Transit, telling: Telling) -> str:
    """Say the delay as carriers do: 24 h is the next working day, and a range starting at 1 is "within"."""
    least, most = value.days_min, value.days_max
    days = spelling.counted(most, Unit.WORKING_DAYS, telling.language)
    if most == 1:
        days = telling.pick(f"en 24{TIE}h (jour ouvré suivant)", "in 24 hours (next working day)")
    elif least <= 1:
        days = telling.pick(f"sous {days}", f"within {days}")
    elif least == most:
        days = telling.pick(f"en {days}", f"in {days}")
    else:
        days = telling.pick(f"en {least} à {days}", f"in {least} to {days}")
    return days


@spoken.register
def _(value: Rate, telling: Telling) -> str:
    price = spoken(value.price_minor, telling.of(Unit.MONEY))
    words = [telling.charter.carrier(value.carrier).name, _zone(value.zone, telling)]
    if value.up_to_g:
        grams = spoken(value.up_to_g, telling.of(Unit.GRAMS))
        words.append(telling.pick(f"jusqu’à {grams}", f"up to {grams}"))
    if value.from_value_minor:
        least = spoken(value.from_value_minor, telling.of(Unit.MONEY))
        words.append(telling.pick(f"dès {least} d’achat", f"from {least} of pieces"))
    return f"{' '.join(words)} {price}"


def _by_zone(said: Iterable[tuple[str, str]], telling: Telling) -> str:
    """Say what holds in which zones; zones of which the same is said are named together."""
    zones: dict[str, list[str]] = {}
    for zone, words in said:
        zones.setdefault(words, []).append(_zone(zone, telling))
    told = [f"{words} {listed(where, telling.language)}" for words, where in zones.items()]
    return listed(told, telling.language)


def _zone(zone: str, telling: Telling) -> str:
    return telling.charter.zone_words[zone].in_(telling.language)


def instances(charter: Charter, declared: Declared) -> list[Instance]:
    """Return every value under a promise: one, or one for each member of the lists on its path."""
    return list(_walk(Instance({}, {}, charter, charter), declared.path))


def _walk(here: Instance, path: tuple[str, ...], each: str = "") -> Iterator[Instance]:
    match here.value:
        case tuple() as members if path and path[0] == "*":
            for member in members:
                yield from _walk(_entered(here, each, member), path[1:])
        case Strict() as section if path:
            mark = each_of(type(section).model_fields[path[0]])
            below = Instance(here.keys, here.names, section, getattr(section, path[0]))
            yield from _walk(below, path[1:], mark.name if mark else "")
        case _:
            yield here


def _entered(here: Instance, each: str, member: Strict) -> Instance:
    key = str(getattr(member, "key", ""))
    name = str(getattr(member, "name", key))
    return Instance({**here.keys, each: key}, {**here.names, each: name}, member, member)


def selected(found: list[Instance], which: Mapping[str, str]) -> list[Instance]:
    """Keep what `which` asks for: members by key (carrier="chronopost"), values by zone (zone="fr")."""
    for name, wanted in which.items():
        if any(name in instance.keys for instance in found):
            found = [instance for instance in found if instance.keys.get(name) == wanted]
        else:
            found = [replace(one, value=_narrowed(one.value, name, wanted)) for one in found]
    return found


def _narrowed(value: object, name: str, wanted: str) -> object:
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if key == wanted}
    if isinstance(value, tuple):
        return tuple(item for item in value if getattr(item, name, None) == wanted)
    raise LookupError(because("promise_not_by", "this promise is not made by {name}", name=name))


def sentence(charter: Charter, declared: Declared, language: str, which: Mapping[str, str]) -> str:
    """Return what the public is told, in `language`; empty when this house promises nothing here."""
    telling = Telling(charter, language, declared.unit)
    words = declared.promise.words[spelling.tongue(language)]
    told = [_told(instance, words, telling) for instance in selected(instances(charter, declared), which)]
    return spelling.typeset(" ".join(filter(None, told)), language)


def tellings(charter: Charter, declared: Declared, language: str) -> dict[tuple[str, ...], Said]:
    """Return what each value under a promise says, by the keys of the lists it stands in."""
    telling = Telling(charter, language, declared.unit)
    words = declared.promise.words[spelling.tongue(language)]
    return {
        tuple(one.keys.values()): Said(
            one.value,
            "" if _empty(one.value) else spelling.typeset(spoken(one.value, telling), language),
            spelling.typeset(_told(one, words, telling), language),
        )
        for one in instances(charter, declared)
    }


def value_words(charter: Charter, declared: Declared, language: str, which: Mapping[str, str]) -> str:
    """Return the value alone in words, such as "13 h"; several are each given with their name."""
    telling = Telling(charter, language, declared.unit)
    found = [one for one in selected(instances(charter, declared), which) if not _empty(one.value)]
    told = [spoken(one.value, telling) for one in found]
    if len(found) > 1:
        names = [", ".join(one.names.values()) + telling.pick(" : ", ": ") for one in found]
        told = [name + said for name, said in zip(names, told, strict=True)]
    return spelling.typeset(telling.pick(" ; ", "; ").join(told), language)


def _empty(value: object) -> bool:
    return value is None or value in ("", (), {})


def _told(instance: Instance, words: Words, telling: Telling) -> str:
    value = instance.value
    if not isinstance(words, str) and isinstance(value, Hashable) and value in words:
        words = words[value]
    elif _empty(value):
        return ""
    elif not isinstance(words, str):
        words = words.get(..., "")
    words = cited(words, telling.charter)
    return PLACEHOLDER.sub(lambda match: _filled(match[1], instance, telling), words)


def cited(words: str, charter: Charter) -> str:
    """Return a sentence as a house says it: what stands in square brackets cites the law of France."""
    return OF_FRANCE.sub(r"\1" if charter.country == "FR" else "", words)


def _filled(name: str, instance: Instance, telling: Telling) -> str:
    """Return the words for `{name}`: the value, a name on the way to it, or a field in it or beside it."""
    if name == "value":
        return spoken(instance.value, telling)
    if name in instance.names:
        return instance.names[name]
    beside = [instance.value, instance.section]
    for section in (one for one in beside if isinstance(one, Strict)):
        for field in (name, f"{name}_{spelling.tongue(telling.language)}"):
            if known := type(section).model_fields.get(field):
                return spoken(getattr(section, field), telling.of(unit_of(known)))
    raise LookupError(f"nothing is called {{{name}}} here")


def stock_words(
    charter: Charter, state: str, language: str, *, today: date, dispatch_on: date | None = None
) -> str:
    """Return the house's words for a state (in_stock, restocking, sold_out); restocking says when."""
    words = str(getattr(charter.stock, f"words_{state}_{spelling.tongue(language)}"))
    if dispatch_on is None:
        return words
    days = spelling.counted(max((dispatch_on - today).days, 0), Unit.DAYS, language)
    words = words.replace("{days}", days).replace("{date}", spelling.day(dispatch_on, language))
    return spelling.typeset(words, language)
