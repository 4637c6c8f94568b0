"""What an import did, or would do."""

from dataclasses import dataclass, field

from poincon.intake.sheets import Fault


@dataclass(slots=True)
class Report:
    """Counted by piece; `kept` is false when nothing was written, for a rehearsal or because of faults.

    `words` are those that the law forbids, by line; `held_back` counts the pieces that are kept off show for
    words which no facts could ever carry.
    """

    created: int = 0
    changed: int = 0
    same: int = 0
    published: int = 0
    recounted: int = 0
    held_back: int = 0
    words: list[Fault] = field(default_factory=list)
    incomplete: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    kept: bool = False
