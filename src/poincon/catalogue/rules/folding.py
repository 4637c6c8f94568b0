"""Folding text so that words can be compared: lower case, no accents, one kind of apostrophe and space."""

import re
import unicodedata

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", "—": "-"})


def fold(text: str) -> str:
    """Return the text folded; "Œil-de-tigre d’été" becomes "oeil-de-tigre d'ete"."""
    plain = text.translate(APOSTROPHES).casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip()
