"""Addresses that are made from names keep every letter, however it is written."""

import re
from pathlib import Path

import pytest

from poincon.foundation.addresses import address_of

SOURCE = Path(__file__).parents[2] / "src" / "poincon"
# No addresses of pages: an order of names, an anchor, a key, the name of a file, the numbers of articles.
OTHERWISE = {
    "catalogue/views.py",
    "charter/founding.py",
    "content/figures.py",
    "content/leading.py",
    "content/markup.py",
    "customers/forms.py",
    "demo/generator.py",
    "foundation/addresses.py",
    "intake/planning.py",
    "intake/views/documents.py",
}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Cœurs et nœuds", "coeurs-et-noeuds"),
        ("CŒUR", "coeur"),
        ("Pendentif Cœur d'été", "pendentif-coeur-d-ete"),
        ("Boucles d’oreilles « Ægée »", "boucles-d-oreilles-aegee"),
        ("Größe", "grosse"),
        ("Tiger’s eye", "tigers-eye"),
        ("L’Étoile", "l-etoile"),
        ("Smørrebrød Łódź", "smorrebrod-lodz"),
        ("moon-bracelet_2", "moon-bracelet_2"),
        ("’ — ’", ""),
    ],
)
def test_a_name_s_address_keeps_every_letter(name: str, address: str) -> None:
    assert address_of(name) == address
    assert address_of(address) == address


def test_there_is_one_way_of_making_an_address() -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"import .*\bslugify\b", path.read_text())
    }
    assert users == OTHERWISE
