"""Make what is missing, one picture at a time: `python run.py WORK MEDIA`.

Every piece's first view comes before any second view. A picture whose four files exist is skipped, so
the run can be stopped and started again; `index.toml` is rewritten after each picture, from what exists.
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
from PIL import Image

HERE = Path(__file__).parent


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
    for piece, view in [] if asked.index else wanted(asked.media):
        started = time.time()
        done = _shot(piece, view, asked.work)
        if done:
            with Image.open(asked.work / "png" / f"{piece.key}-{view}.png") as image:
                develop.encode(image.convert("RGB"), asked.media, f"{piece.key}-{view}")
            write_index(asked.media)
        outcome = f"{'made' if done else 'FAILED'} in {time.time() - started:.0f} s"
        print(f"{time.strftime('%H:%M:%S')} {piece.key}-{view} {outcome}", flush=True)
    write_index(asked.media)


def develop_again(work, media):
    """Every picture whose light was kept, toned and encoded with today's settings."""
    for piece in catalogue.PIECES.values():
        for view in piece.views:
            light = work / "light" / f"{piece.key}-{view}.npz"
            if light.exists():
                with np.load(light) as kept:
                    image = develop.picture(kept["light"].astype(np.float32), kept["plate"])
                develop.encode(image, media, f"{piece.key}-{view}")
    write_index(media)


def wanted(media):
    """What is still to be made, first views first."""
    for round_ in range(3):
        for piece in catalogue.PIECES.values():
            if round_ < len(piece.views) and not exists(media, piece, piece.views[round_]):
                yield piece, piece.views[round_]


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
    return 24 if piece.stone in OPAQUE and piece.model != "medal" else 40


def _shot(piece, view, work):
    command = [sys.executable, str(HERE / "shoot.py"), piece.key, view, str(work)]
    command += ["--samples", str(samples(piece))]
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
