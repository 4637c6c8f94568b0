# SPDX-License-Identifier: GPL-3.0-or-later
"""Photograph one view of one piece: `python shoot.py PIECE VIEW WORK [--scale S] [--samples N]`.

Writes WORK/light/<stem>.npz (linear light, and the bare paper seen by the same camera, which is traced
once per camera and kept in WORK/plates), then WORK/png/<stem>.png, the lossless picture.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from pathlib import Path

import bpy
import catalogue
import develop
import jewels
import matter
import numpy as np
import stones
import studio


def main():
    """Trace, correct, tone and keep."""
    asked = _arguments()
    piece = catalogue.PIECES[asked.piece]
    name = f"{piece.key}-{asked.view}{asked.tag}"
    for folder in ("light", "plates", "png"):
        (asked.work / folder).mkdir(parents=True, exist_ok=True)
    started = time.time()
    studio.empty()
    shot = jewels.MODELS[piece.model](piece.metal, piece.stone, asked.view)
    _count(piece)
    studio.dress(shot, matter.paper())
    part = studio.region(shot)
    cropped = _traced(asked.work / "light" / f"{name}.exr", asked.scale, asked.samples, part)
    plate = _plate(shot, asked.work / "plates")
    light = develop.framed(
        cropped, plate, part, round(studio.WIDTH * asked.scale), round(studio.HEIGHT * asked.scale)
    )
    np.savez(asked.work / "light" / f"{name}.npz", light=light.astype(np.float16), plate=plate)
    develop.picture(light, plate).save(asked.work / "png" / f"{name}.png")
    print(f"{name}: {time.time() - started:.0f} s", flush=True)


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("piece")
    parser.add_argument("view")
    parser.add_argument("work", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--samples", type=int, default=56)
    parser.add_argument("--tag", default="")
    return parser.parse_args()


def _count(piece):
    """Photograph nothing that carries other stones than are told of it."""
    built = Counter(thing.data.materials[0].name for thing in bpy.data.objects if thing.type == "MESH")
    for sort, count in stones.carried(piece.model, piece.stone).items():
        if (there := built[matter.stone_of(sort).name]) != count:
            sys.exit(f"{piece.key}: {there} of {sort} where stones.py tells {count}")


def _traced(exr, scale, samples, part):
    studio.expose(exr, scale, samples, part=part)
    light = studio.pixels(exr)
    exr.unlink()
    return light


def _plate(shot, folder):
    """The bare paper as this camera sees it: small, since it is smooth; traced once per camera."""
    setting = repr(shot.camera()) + Path(studio.__file__).read_text(encoding="utf-8")
    key = hashlib.sha1(setting.encode(), usedforsecurity=False).hexdigest()[:12]
    kept = folder / f"{key}.npy"
    if not kept.exists():
        for thing in list(bpy.data.objects):
            if thing.type == "MESH" and thing.name.split(".")[0] not in ("paper", "flag"):
                bpy.data.objects.remove(thing)
        exr = folder / f"{key}.exr"
        studio.expose(exr, 0.125, 192)
        np.save(kept, studio.pixels(exr))
        exr.unlink()
    return np.load(kept)


if __name__ == "__main__":
    main()
