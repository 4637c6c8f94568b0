"""What an import did, or would do."""

from dataclasses import dataclass, field

from poincon.intake.shopify.reader import Fault


@dataclass(slots=True)
class Report:
    """Counted by piece; `kept` is false when nothing was written, for a rehearsal or because of faults."""

    created: int = 0
    changed: int = 0
    same: int = 0
    published: int = 0
    recounted: int = 0
    incomplete: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    kept: bool = False
