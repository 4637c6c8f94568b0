"""The way into the command line, light: Ctrl-C while the libraries load ends it without a traceback."""

import signal


def main() -> None:
    """Load the commands, then run the one that was asked for."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from poincon.config.cli import app

    signal.signal(signal.SIGINT, signal.default_int_handler)
    app()
