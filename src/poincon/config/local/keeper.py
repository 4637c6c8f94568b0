"""The process behind `postgres.serve`: it owns the server and stops it once nobody holds the users' lock."""

import fcntl
import signal
import sys
from pathlib import Path

from poincon.config.local.postgres import PostgresFault, Server


def keep(folder: Path, *, durable: bool) -> int:
    """Runs PostgreSQL until the last process that asked for it has ended; returns the exit status."""
    for caught in (signal.SIGINT, signal.SIGHUP):
        signal.signal(caught, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = Server(folder, durable=durable)
    try:
        server.start()
        _tell("ready")
        with (folder / "users.lock").open("ab") as users:
            fcntl.flock(users, fcntl.LOCK_EX)  # granted when the last reader is gone
            server.stop()
    except PostgresFault as fault:
        _tell(" ".join(str(fault).split()))
        return 1
    finally:
        server.stop()
    return 0


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), durable=sys.argv[2] == "durable"))
