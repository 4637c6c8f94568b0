"""The web server: Granian with processes and threads, for the demo and for production alike."""

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module

import django
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from poincon.config.local.processes import die_with_parent

WORKERS, THREADS = 2, 4


def serve(
    port: int,
    *,
    host: str = "127.0.0.1",
    workers: int = WORKERS,
    threads: int = THREADS,
    wait: Callable[[], object] = bool,
) -> None:
    """Serves the shop until SIGTERM. The caller checks that the port is free: two servers would share it.

    `wait` is called once everything is loaded that needs neither the database nor the static files.
    """
    _load()
    wait()
    from poincon.config.wsgi import application

    gc.freeze()  # the workers are forked from here and share what is loaded

    def load(_target: str) -> Callable[..., object]:
        die_with_parent()  # a killed master must not leave workers that answer
        return application

    server = Granian(
        "poincon.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_access=False,
    )
    server.serve(target_loader=load)


def _load() -> None:
    """Loads what takes long."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    django.setup()
    import_module(settings.ROOT_URLCONF)


if __name__ == "__main__":
    serve(int(sys.argv[1]), wait=sys.stdin.read)
