"""Laboratories that certify stones: what they are called, and where anybody can look their reports up."""

from urllib.parse import quote

from poincon.catalogue.states import Lab

NAMES = {
    Lab.GIA: "GIA",
    Lab.IGI: "IGI",
    Lab.HRD: "HRD Antwerp",
    Lab.LFG: "Laboratoire français de gemmologie",
    Lab.SSEF: "SSEF",
    Lab.GUBELIN: "Gübelin Gem Lab",
    Lab.GRS: "GRS Gemresearch Swisslab",
    Lab.AGL: "American Gemological Laboratories",
}
# Those whose own page answers to a number in its address; the others ask for more than the number.
LOOKED_UP = {
    Lab.GIA: "https://www.gia.edu/report-check?reportno={}",
    Lab.IGI: "https://www.igi.org/verify-your-report/?r={}",
    Lab.HRD: "https://my.hrdantwerp.com/?record_number={}",
}


def lab_name(code: str) -> str:
    """Return what a laboratory is called; one that we do not know is named with its number."""
    return NAMES[Lab(code)] if code in set(Lab) else ""


def lab_labels() -> list[tuple[str, str]]:
    """Return every laboratory with its name, for lists to choose from."""
    return [(code.value, name) for code, name in NAMES.items()]


def certificate_name(lab: str, number: str) -> str:
    """Return how a certificate is called: "IGI 512345678"."""
    return f"{lab_name(lab)} {number}".strip()


def looked_up_at(lab: str, number: str) -> str:
    """Return the laboratory's own page about a report, empty where there is none to lead to."""
    return LOOKED_UP[Lab(lab)].format(quote(number.replace(" ", ""), safe="")) if lab in LOOKED_UP else ""
