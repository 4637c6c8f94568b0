"""`make bench`: `python -m bench [--pieces N] [--rounds N] [--walks N] [--json FILE] [--against FOLDER]`."""

import argparse
import sys
from pathlib import Path

from bench import turns
from bench.stage import Stage


def main() -> int:
    """Prepare the shop, measure it, print the tables; returns 0, or 1 when a page asked too many queries."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pieces", type=int, default=10_000, help="how many pieces, three variants each")
    parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked for")
    parser.add_argument("--walks", type=int, default=25, help="how many people buy")
    parser.add_argument("--json", type=Path, help="also write what was measured to this file")
    parser.add_argument("--against", type=Path, help="another checkout, to be asked in turns with this one")
    parser.add_argument("--side", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        return turns.serve(pieces=asked.pieces)
    if asked.against:
        return turns.compare(asked.against, pieces=asked.pieces, rounds=asked.rounds)
    with Stage(pieces=asked.pieces) as stage:
        stage.say(f"the shop has {asked.pieces} pieces; measuring takes a minute or two")
        from bench.run import run

        return run(stage, rounds=asked.rounds, buyers=asked.walks, record=asked.json)


if __name__ == "__main__":
    sys.exit(main())
