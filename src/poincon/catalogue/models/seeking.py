"""How the desk's search reads the words of a row: without accents, capitals and punctuation."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models

# What the desk looks for is compared without accents, capitals and punctuation, on both sides alike.
MARKS = "-_/.,;:()&+’'"
ACCENTED, BARE = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"


def sought(*columns: str) -> models.Func:
    """Return the words of some columns as an index keeps them for the desk's search."""
    written, read = ACCENTED + MARKS.replace("'", "''"), BARE + " " * len(MARKS)
    plain = f"translate(lower(%(expressions)s), '{written}', '{read}')"
    template = f"to_tsvector('simple'::regconfig, replace({plain}, 'œ', 'oe'))"
    # Two indexes are the same to Django only when their words stand in the same order: the alphabet's.
    return models.Func(
        *columns, arg_joiner=" || ' ' || ", output_field=SearchVectorField(), template=template
    )
