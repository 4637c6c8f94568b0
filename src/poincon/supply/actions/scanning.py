"""What counting a delivery and counting the shelves have in common: a number is read, so many pieces."""

from collections.abc import Sequence

from poincon.catalogue import queries as catalogue
from poincon.kernel.refusal import Refusal


class UnknownCode(Refusal):
    """No article has this number or barcode; nothing was counted."""

    code = "code_unknown"
    status = 422


class NothingCounted(Refusal):
    """Nothing was read yet: there is nothing to book."""

    code = "nothing_counted"
    status = 422


def article(*, code: str, likely: Sequence[int] = ()) -> int:
    """Return the variant whose article number or barcode was read. Raises UnknownCode.

    Where several articles share the barcode, the first of the `likely` ones.
    """
    found = catalogue.variant_by_code(code, likely=likely)
    if found is None:
        raise UnknownCode(typed=code)
    return found


def insist_on_enough(*, there: int, quantity: int) -> None:
    """Refuse to take back more pieces than were read. Raises NothingCounted."""
    if there + quantity < 0:
        raise NothingCounted
