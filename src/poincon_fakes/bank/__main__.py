"""`python -m poincon_fakes.bank --port 8300 --secret-file FILE --data FILE [--notify-url URL]`."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from poincon_fakes.bank.server import Bank, keep_secret, log_to_stdout


def main() -> int:
    """Runs the bank until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(
        prog="poincon_fakes.bank", description="The sandbox bank: no money moves."
    )
    parser.add_argument("--port", type=int, default=8300)
    parser.add_argument("--secret-file", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--notify-url", default="")
    parser.add_argument("--late-seconds", type=float, default=20)
    options = parser.parse_args()
    log_to_stdout()
    keep_secret(options.secret_file)
    bank = Bank(**vars(options))
    for caught in (signal.SIGINT, signal.SIGTERM):
        signal.signal(caught, lambda *_: threading.Thread(target=bank.stop).start())
    bank.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
