"""The French working calendar: public holidays, working days and the ends of legal terms.

Public holidays: Code du travail, art. L3133-1 (eleven days), and art. L3134-13 for the two more of
Alsace and Moselle. Terms: Code de la consommation, art. L221-19.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

DAY = timedelta(days=1)
SATURDAY = 5


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century = year % 19, year // 100
    leap_fix, moon_fix = century // 4, (8 * century + 13) // 25
    epact = (19 * golden + century - leap_fix - moon_fix + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + leap_fix) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


@lru_cache(maxsize=256)
def holidays(year: int, *, alsace_moselle: bool = False) -> Mapping[date, str]:
    """Return the public holidays of `year` with their French names."""
    sunday = easter(year)
    fixed = {
        date(year, 1, 1): "Jour de l’an",
        date(year, 5, 1): "Fête du travail",
        date(year, 5, 8): "Victoire 1945",
        date(year, 7, 14): "Fête nationale",
        date(year, 8, 15): "Assomption",
        date(year, 11, 1): "Toussaint",
        date(year, 11, 11): "Armistice 1918",
        date(year, 12, 25): "Noël",
    }
    moving = {
        sunday + DAY: "Lundi de Pâques",
        sunday + 39 * DAY: "Ascension",
        sunday + 50 * DAY: "Lundi de Pentecôte",
    }
    local = {sunday - 2 * DAY: "Vendredi saint", date(year, 12, 26): "Saint-Étienne"}
    return MappingProxyType(moving | fixed | (local if alsace_moselle else {}))


def is_working(day: date) -> bool:
    """Tell whether `day` is neither Saturday, Sunday nor a French public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def next_working(day: date) -> date:
    """Return `day`, or the first working day after it."""
    while not is_working(day):
        day += DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day `count` working days after `day`; 0 gives the first one from `day` on."""
    day = next_working(day)
    for _ in range(count):
        day = next_working(day + DAY)
    return day


def term_end(start: date, days: int) -> date:
    """Return the last day of a term of `days` calendar days that starts with an event on `start`.

    The day of the event does not count; a term that would end on a Saturday, a Sunday or a public
    holiday runs to the end of the next working day (art. L221-19).
    """
    return next_working(start + days * DAY)
