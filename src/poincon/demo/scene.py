"""The whole scene: a stocked shop with people and orders, loaded once however often it is asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from poincon.charter.evidence import ROOT
from poincon.demo import album, deliveries, generator, people, reducing, stocking, stories, timeline, written
from poincon.demo.models import Deed
from poincon.kernel.refusal import Refusal
from poincon.window import actions as window

VERSION = "3"
SEED = 1
LENDER = "bijourama"
LOCK = 0x7363656E  # "scen": one run at a time


class Outgrown(Exception):
    """The database holds a scene that another version began, and this one cannot go on from there."""


def load(*, now: datetime, say: Callable[[str], None] = lambda _: None) -> bool:
    """Bring the running house's shop into the database; False when it was all there already.

    A run that was killed is completed by the next one. What staff or customers changed since stays. Raises
    Outgrown where what an older run left behind refuses what is still to be done.
    """
    with _alone():
        mark = f"loaded:{_digest()}"
        if Deed.objects.filter(key=mark).exists():
            return False
        resumed = Deed.objects.exists()
        try:
            _fill(now, say)
        except Refusal as refusal:
            if not resumed:
                raise
            raise Outgrown(refusal.code) from refusal
        Deed.objects.create(key=mark, at=now)
    return True


def enlarge(*, products: int, now: datetime, say: Callable[[str], None] = lambda _: None) -> int:
    """See to it that so many generated pieces are on show beside the scene's own; returns how many came."""
    with _alone():
        if Deed.objects.filter(key=f"enlarged:{products}").exists():
            return 0
        added = generator.generate(
            products, seed=SEED, at=now, told=lambda made: say(f"{made} of {products} pieces made")
        )
        say("filling the windows")
        window.rebuild(at=now)
        Deed.objects.create(key=f"enlarged:{products}", at=now)
    return added


def _fill(now: datetime, say: Callable[[str], None]) -> None:
    begun, catalogue = timeline.begun(now), written.read(catalogue_file())
    say("filling the shelves")
    timeline.play(stocking.steps(catalogue, begun=begun), until=now)
    window.refresh(piece_ids=timeline.refs("piece:"), at=now)
    deliveries.skip_cards(now)
    say("hiring and registering")
    timeline.play(people.steps(begun), until=now, after=deliveries.carry_out)
    say("serving customers")
    told = [*reducing.steps(catalogue, begun=begun), *stories.steps(catalogue, begun=begun)]
    timeline.play(told, until=now, after=deliveries.carry_out)
    deliveries.carry_out(now)
    window.match_companions(at=now)


def catalogue_file() -> Path:
    """Return where the running house writes what it sells; a new house borrows its first pieces."""
    own = Path(settings.BOUTIQUE_DIR) / "catalogue.toml"
    return own if own.is_file() else ROOT / "boutiques" / LENDER / "catalogue.toml"


def _digest() -> str:
    """Return a mark of all that the scene is made of: written pieces and pictures."""
    hung = "".join(album.digest(shots) for shots in album.album().values())
    return sha256(f"{VERSION} {hung} {catalogue_file().read_text(encoding='utf-8')}".encode()).hexdigest()[
        :16
    ]


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        # What a power cut forgets, the next run does again: no step need wait for the disk.
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
