"""The days of a house: when it works, when it is closed, when a carrier calls."""

from typing import Literal, Self

from pydantic import model_validator

from poincon.charter.schema.declaring import Named, Strict
from poincon.charter.schema.values import Day, Line
from poincon.kernel.reason import because

type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = Named(
    {
        "monday": ("lundi", "Monday"),
        "tuesday": ("mardi", "Tuesday"),
        "wednesday": ("mercredi", "Wednesday"),
        "thursday": ("jeudi", "Thursday"),
        "friday": ("vendredi", "Friday"),
        "saturday": ("samedi", "Saturday"),
        "sunday": ("dimanche", "Sunday"),
    }
)


class Closing(Strict):
    """Days on which nobody works, the first and the last included."""

    from_on: Day
    until_on: Day
    why_fr: Line
    why_en: Line

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.until_on < self.from_on:
            raise ValueError(because("ends_before", "ends before it starts"))
        return self
