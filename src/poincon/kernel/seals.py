"""Fingerprints of what somebody was shown before a button: if anything has moved, the two differ."""

import hashlib
import json
from collections.abc import Iterable


def seal(*told: object, rows: Iterable[tuple[object, ...]]) -> str:
    """Return the fingerprint of what was told, and of rows in any order."""
    shown = json.dumps([told, sorted(rows, key=str)], default=str)
    return hashlib.sha256(shown.encode()).hexdigest()
