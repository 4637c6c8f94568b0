"""`python -m poincon_fakes.mailbox --folder FOLDER --web-port 8100 --smtp-port 8200`."""

import argparse
import logging
import signal
import sys
from pathlib import Path

from poincon_fakes.mailbox.server import Mailbox


def main() -> int:
    """Runs the mailbox until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(
        prog="poincon_fakes.mailbox", description="Takes every mail, delivers none."
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--web-port", type=int, default=8100)
    parser.add_argument("--smtp-port", type=int, default=8200)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for noisy in ("werkzeug", "mail.log", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    mailbox = Mailbox(**vars(options))
    for caught in (signal.SIGINT, signal.SIGTERM):
        signal.signal(caught, lambda *_: mailbox.stop())
    mailbox.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
