"""Two answers for whoever watches the shop: is it alive, and is it ready to sell."""

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

AWAY = (OperationalError, InterfaceError)
"""What a question meets when the database is away, or goes while it is asked."""
RETRY_SECONDS = 60
"""After how long whoever met that is asked to come back."""


@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """Alive: the process answers. Asks nothing of anybody else."""
    return JsonResponse({"alive": True})


@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Ready: the database answers and has every migration. 503, with what is wrong, otherwise."""
    wrong = _faults()
    return JsonResponse({"ready": not wrong, "faults": wrong}, status=503 if wrong else 200)


def _faults() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database_unreachable"]
    return ["migrations_waiting"] if waiting else []
