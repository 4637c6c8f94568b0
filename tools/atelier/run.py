"""Make what is missing, one picture at a time: `python run.py WORK MEDIA`.

A picture in another metal is had from light already traced where that can be done faithfully (regild.py).
A picture whose four files exist is skipped, so the run can be stopped and started again; `index.toml` is rewritten after each picture, from what exists.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import catalogue
import develop
import numpy as np
import regild

HERE = Path(__file__).parent


def main():
    """Go through the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("media", type=Path)
    parser.add_argument("--scale", default="1.0", help="trace smaller than the files, when time is short")
    parser.add_argument("--index", action="store_true", help="only rewrite index.toml")
    parser.add_argument("--again", action="store_true", help="develop afresh from the light already traced")
    asked = parser.parse_args()
    asked.media.mkdir(parents=True, exist_ok=True)
    if asked.again:
        develop_again(asked.work, asked.media)
        return
    if not asked.index:
        regild_all(asked.work, asked.media)
    for piece, view in [] if asked.index else wanted(asked.media):
        started = time.time()
        done = _shot(piece, view, asked.work, asked.scale)
        if done:
            _develop(piece, view, asked.work, asked.media)
            regild_all(asked.work, asked.media)
        outcome = f"{'made' if done else 'FAILED'} in {time.time() - started:.0f} s"
        print(f"{time.strftime('%H:%M:%S')} {piece.key}-{view} {outcome}", flush=True)
    write_index(asked.media)


def develop_again(work, media):
    """Every picture whose light was kept, toned and encoded with today's settings."""
    for piece in catalogue.PIECES.values():
        for view in piece.views:
            if _light(work, piece, view).exists():
                _develop(piece, view, work, media)
    write_index(media)


def regild_all(work, media):
    """What can be had from light already traced, by changing its metal."""
    for piece in catalogue.PIECES.values():
        for view in piece.views:
            source = _source(piece)
            if source and _light(work, source, view).exists() and not exists(media, piece, view):
                _develop(source, view, work, media, piece)
                print(f"{time.strftime('%H:%M:%S')} {piece.key}-{view} from {source.metal}", flush=True)
    write_index(media)


def _source(piece):
    """The piece of the same model in a coloured metal, if only the metal differs and its hue can be read."""
    if piece.stone not in (None, "diamond"):
        return None
    for other in catalogue.PIECES.values():
        if (other.model, other.stone) == (piece.model, piece.stone) and other.metal in regild.READABLE:
            return other if other != piece else None
    return None


def _light(work, piece, view):
    return work / "light" / f"{piece.key}-{view}.npz"


def _develop(piece, view, work, media, other=None):
    with np.load(_light(work, piece, view)) as kept:
        light, plate = kept["light"].astype(np.float32), kept["plate"]
    if other:
        ground = develop.ground(plate, light.shape[1], light.shape[0])
        light = regild.gilded(light, ground, piece.metal, other.metal)
    develop.encode(develop.picture(light, plate), media, f"{(other or piece).key}-{view}")


def wanted(media):
    """What is still to be traced: first views, then others, sooner when other metals come from the same light."""
    missing = [
        (rank, piece, view)
        for piece in catalogue.PIECES.values()
        for rank, view in enumerate(piece.views)
        if not exists(media, piece, view) and not _source(piece)
    ]
    return [
        (piece, view) for _, piece, view in sorted(missing, key=lambda m: 1.5 * min(m[0], 1) - _served(m[1]))
    ]


def _served(piece):
    """How many other pieces take their light from this one."""
    return sum(_source(other) == piece for other in catalogue.PIECES.values())


def exists(media, piece, view):
    """All four files are there."""
    return all(
        (media / f"{piece.key}-{view}{size}.{kind}").exists()
        for size in ("", "-480")
        for kind in ("avif", "webp")
    )


OPAQUE = (
    None,
    "pearl",
    "akoya",
    "tahiti",
    "golden",
    "onyx",
    "lapis",
    "malachite",
    "leather",
    "leather-black",
)


def samples(piece):
    """Light that crosses a stone needs more samples than light that bounces off metal once or twice."""
    return 24 if piece.stone in OPAQUE and piece.model != "medal" else 36


def _shot(piece, view, work, scale):
    command = [sys.executable, str(HERE / "shoot.py"), piece.key, view, str(work)]
    command += ["--samples", str(samples(piece)), "--scale", scale]
    with (work / "shoot.log").open("a") as log:
        return subprocess.run(command, cwd=HERE, stdout=log, stderr=log, check=False).returncode == 0


def write_index(media):
    """Say which pictures exist and what each shows."""
    parts = [
        "# Written by tools/atelier/run.py from the files beside it: one table per piece, its views in order.\n"
    ]
    for piece in catalogue.PIECES.values():
        views = [view for view in piece.views if exists(media, piece, view)]
        if views:
            parts.append(_table(piece, views))
    (media / "index.toml").write_text("\n".join(parts), encoding="utf-8")


def _table(piece, views):
    lines = ["[[piece]]", f'key = "{piece.key}"', f'model = "{piece.model}"', f'metal = "{piece.metal}"']
    if piece.stone:
        lines.append(f'stone = "{piece.stone}"')
    lines.append(f"views = {json.dumps(views)}")
    for language, name in enumerate(("fr", "en")):
        lines.append(f"[piece.alt.{name}]")
        lines += [
            f"{view} = {json.dumps(catalogue.alt(piece, view)[language], ensure_ascii=False)}"
            for view in views
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
