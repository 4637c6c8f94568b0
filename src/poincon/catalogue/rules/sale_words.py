"""Words of reductions: the sales ("soldes"), and cuts that somebody types.

The word is kept for the legal periods (Code de commerce, art. L310-3), and a former price or a percentage
follows from the history of prices (Code de la consommation, art. L112-1-1). Reductions print both, and only
while they last; a text would go on saying them when they are over.
"""

import re
import unicodedata
from collections.abc import Iterator

SALES, CUT = "sales_word", "typed_cut"
# solde, soldes, soldé, soldée, solder, soldeur, soldant, soldait..., and nothing that merely sounds like it
DERIVED = re.compile(
    r"(?<![a-z])sold(e|es|ee|ees|er|ez|ent|eur|eurs|euse|euses|erie|eries|ant|ait|aient|era|eront|ons)(?![a-z])"
)
# "s o l d e s", "s.o.l.d.e.s"
SPELT = re.compile(r"(?<![a-z])s[\W_]{1,3}o[\W_]{1,3}l[\W_]{1,3}d[\W_]{1,3}[ae](?![a-z])")
JOINTS = frozenset({"solder"})  # what a goldsmith does, in English
ENGLISH_SALES = re.compile(
    r"\b(?:winter|summer|january|july|seasonal|season|clearance|flash|final|big|great) sales?\b"
    r"|\bsales? (?:price|now on|ends)\b|\bon sale\b|\bsales?(?= ?(?:!|[-:−]? ?\d))|^sales?$"
)
FIGURE = r"\d{1,3}(?:[.,]\d{1,2})? ?"
SHARE = rf"{FIGURE}(?:%|pour ?cent|per ?cent)"
AMOUNT = rf"(?:{SHARE}|{FIGURE}(?:€|eur(?:os?)?\b)|[€£$] ?{FIGURE})"
REBATE = "(?:reduction|remise|rabais|ristourne|promotion|promo)"
CUTS = re.compile(
    "|".join(
        (
            # a dash that is close to its figure takes away, unless it stands between two figures
            r"(?<![\w%])(?<!\d )(?<!% )[-−]\d{1,2}(?:[.,]\d{1,2})? ?%",
            # one that stands apart does so where nothing follows that the figure could be a part of
            r"(?<!\d )(?<!% )[-−] \d{1,2} ?%(?= ?(?:$|[!.,;:)]|sur\b|on\b|off\b|jusqu|until\b))",
            rf"\bmoins {SHARE}(?= ?(?:$|[!.,;:)]|sur\b|jusqu))",
            rf"\b{AMOUNT} (?:de )?(?:{REBATE}|economies?|moins cher|offerts?\b)",
            rf"\b{REBATE}s? (?:exceptionnelle |immediate )?(?:de |d'|: ?)?[-−]? ?{AMOUNT}",
            rf"\b{SHARE} (?:off|discount|less|cheaper|reduction)\b",
            rf"(?<!\w){AMOUNT} (?:off|discount)\b",
            rf"\b(?:save|discount of|reduced by) (?:up to )?{AMOUNT}",
            rf"\b(?:au lieu de|instead of|prix barre|etait a) {AMOUNT}",
            r"\ba? ?moitie prix\b|\bhalf[- ]price\b|\bprix (?:casses?|barres?)\b",
        )
    )
)


def sales_word(text: str) -> str:
    """Return "soldes" or the word made of it that stands in a text, however it is written; or nothing."""
    apart = re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", " ", _visible(text))
    plain = unicodedata.normalize("NFKD", apart.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = DERIVED.search(letters) or SPELT.search(letters)
    return found[0] if found else ""


def findings(text: str, folded: str, language: str, *, in_france: bool) -> Iterator[tuple[str, str]]:
    """Yield what a text says of sales, where French law reads it, and of cuts that no reduction reckoned."""
    said = sales_word(text) if in_france else ""
    if said and not (language == "en" and said in JOINTS):
        yield said, SALES
    if in_france and language == "en":
        yield from ((match[0], SALES) for match in ENGLISH_SALES.finditer(folded))
    yield from ((match[0].strip(), CUT) for match in CUTS.finditer(folded))


def _visible(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
