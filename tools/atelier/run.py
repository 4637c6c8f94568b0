"""Make what is missing, one picture at a time: `python run.py WORK MEDIA`.

A picture in another metal is had from light already traced where that can be done faithfully (regild.py).
A picture whose four files exist at their full size is skipped, so the run can be stopped and started again
(a file named `stop` in WORK ends it after the picture in hand); `index.toml` is rewritten after each picture,
from what exists.
"""

import argparse
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import catalogue
import develop
import numpy as np
import regild
from PIL import Image

HERE = Path(__file__).parent
FIRST, OTHERS = 1200, 960  # pixels across: the view a listing opens with, and the rest


def main():
    """Go through the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("media", type=Path)
    parser.add_argument("--index", action="store_true", help="only rewrite index.toml")
    parser.add_argument("--again", action="store_true", help="develop afresh from the light already traced")
    asked = parser.parse_args()
    asked.media.mkdir(parents=True, exist_ok=True)
    if asked.again:
        develop_again(asked.work, asked.media)
        return
    complete(asked.media)
    if not asked.index:
        regild_all(asked.work, asked.media)
    for piece, view in [] if asked.index else wanted(asked.media):
        if (asked.work / "stop").exists():
            break
        started = time.time()
        done = _shot(piece, view, asked.work)
        if done:
            _develop(piece, view, asked.work, asked.media)
            regild_all(asked.work, asked.media)
        outcome = f"{'made' if done else 'FAILED'} in {time.time() - started:.0f} s"
        print(f"{time.strftime('%H:%M:%S')} {piece.key}-{view} {outcome}", flush=True)
    write_index(asked.media)


def complete(media):
    """Make the smaller sizes that pictures of an earlier run lack, from their full size."""
    for piece in catalogue.PIECES.values():
        for whole in (media / f"{piece.key}-{view}.webp" for view in piece.views):
            for across in develop.SMALLER:
                path = media / f"{whole.stem}-{across}"
                if whole.exists() and not path.with_name(f"{path.name}.webp").exists():
                    with Image.open(whole) as picture:
                        develop.encode_at(picture.convert("RGB"), path, across)


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
            if source and _has_more(_light(work, source, view), media, piece, view):
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
    width = min(_width(piece, view), max(light.shape[1], OTHERS))
    develop.encode(develop.picture(light, plate), media, f"{(other or piece).key}-{view}", width)


def _has_more(light, media, piece, view):
    """The light kept shows more than the files do: they are missing, or smaller than they ought to be."""
    if not light.exists() or finished(media, piece, view):
        return False
    return not exists(media, piece, view) or _traced_width(light) >= _width(piece, view)


def _traced_width(light):
    """How many pixels across a kept light is, from its header alone."""
    with zipfile.ZipFile(light) as kept, kept.open("light.npy") as array:
        np.lib.format.read_magic(array)
        return np.lib.format.read_array_header_1_0(array)[0][1]


def _width(piece, view):
    return FIRST if view == piece.views[0] else OTHERS


def wanted(media):
    """What is still to be traced: first views that are missing, then others, then what was made too small.

    Sooner within each when other metals come from the same light.
    """
    missing = [
        (exists(media, piece, view), rank, piece, view)
        for piece in catalogue.PIECES.values()
        for rank, view in enumerate(piece.views)
        if not finished(media, piece, view) and not _source(piece)
    ]
    missing.sort(key=lambda m: (m[0], m[1], -_served(m[2])))
    return [(piece, view) for _, _, piece, view in missing]


def _served(piece):
    """How many other pieces take their light from this one."""
    return sum(_source(other) == piece for other in catalogue.PIECES.values())


def exists(media, piece, view):
    """All four files are there."""
    return all(
        (media / f"{piece.key}-{view}{size}.{kind}").exists()
        for size in ("", *(f"-{across}" for across in develop.SMALLER))
        for kind in ("avif", "webp")
    )


def finished(media, piece, view):
    """They are there, and as large as they ought to be."""
    if not exists(media, piece, view):
        return False
    with Image.open(media / f"{piece.key}-{view}.webp") as picture:
        return picture.width >= _width(piece, view)


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
    "cord-red",
)


def samples(piece):
    """Light that crosses a stone needs more samples than light that bounces off metal once or twice."""
    return 10 if piece.stone in OPAQUE and piece.model != "medal" else 16


def _shot(piece, view, work):
    command = [sys.executable, str(HERE / "shoot.py"), piece.key, view, str(work)]
    command += ["--samples", str(samples(piece)), "--scale", str(_width(piece, view) / OTHERS)]
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
