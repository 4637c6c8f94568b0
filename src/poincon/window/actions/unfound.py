"""Keeping what was searched in vain, for thirty days and without anybody who searched."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from poincon.foundation.clock import local_day
from poincon.window.models import Unfound
from poincon.window.rules import unfound

KEPT_DAYS = 30
MOST_A_DAY = 1_000  # different words: whoever sends us noise cannot fill the table
# As one statement, so that two who search the same at once are counted twice.
NOTE = """
WITH told (language, words, "on") AS (VALUES (%s::varchar, %s::varchar, %s::date))
INSERT INTO window_unfound AS one (language, words, "on", times)
SELECT language, words, "on", 1 FROM told
 WHERE EXISTS (SELECT FROM window_unfound AS there
                WHERE (there.language, there.words, there."on") = (told.language, told.words, told."on"))
    OR (SELECT count(*) FROM window_unfound AS there WHERE there."on" = told."on") < %s
    ON CONFLICT (language, words, "on") DO UPDATE SET times = one.times + 1
"""


def note_unfound(*, words: str, language: str, at: datetime) -> bool:
    """Count a search that found nothing; False where its words are not for us to keep, or too many are."""
    kept = unfound.kept(words, language)
    if kept is None:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NOTE, [language, kept, local_day(at), MOST_A_DAY])
        return bool(cursor.rowcount)


def forget_unfound(*, at: datetime) -> int:
    """Delete what was searched more than thirty days ago; returns how many lines there were."""
    oldest = local_day(at) - timedelta(days=KEPT_DAYS - 1)
    return Unfound.objects.filter(on__lt=oldest).delete()[0]
