"""Which refusals a function can raise: found by walking through the code that it calls, and so on."""

import dis
import inspect
from collections.abc import Iterator, Mapping
from functools import partial
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from poincon.kernel.refusal import Refusal

JOBS = "poincon.foundation.facts"  # what it hands on happens later, in a job that answers nobody


def refusals(start: Any) -> set[type[Refusal]]:
    """Return every refusal that `start` names, or that anything reachable from it names."""
    seen: set[int] = set()
    found: set[type[Refusal]] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, type) and issubclass(one, Refusal):
            found.add(one)
        else:
            waiting += [next_one for next_one in _named(one) if _ours(next_one)]
    return found


def _named(one: Any) -> Iterator[Any]:
    """Yield what a function, class or table names."""
    if isinstance(one, partial):
        yield one.func
    elif isinstance(one, Mapping | MappingProxyType):
        yield from one.values()
    elif isinstance(one, type):
        for member in vars(one).values():
            yield getattr(member, "__func__", getattr(member, "fget", member))
    elif inspect.isfunction(one):
        one = inspect.unwrap(one)
        cells = [cell.cell_contents for cell in one.__closure__ or ()]
        yield from cells
        for code in _codes(one.__code__):
            yield from _of_code(code, one)
    else:
        yield type(one)  # an object of ours, such as a flow, by what its class does


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def _of_code(code: CodeType, function: FunctionType) -> Iterator[Any]:
    """Yield the globals that a piece of code names, and what it takes out of modules: `actions.add`."""
    steps = list(dis.get_instructions(code))
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        if step.opname not in ("LOAD_GLOBAL", "LOAD_NAME"):
            continue
        one = function.__globals__.get(str(step.argval))
        if isinstance(one, ModuleType) and after is not None and after.opname == "LOAD_ATTR":
            yield vars(one).get(str(after.argval))
        else:
            yield one


def _ours(one: Any) -> bool:
    if isinstance(one, Mapping | partial):
        return True
    name = one.__name__ if isinstance(one, ModuleType) else getattr(one, "__module__", "") or ""
    here = isinstance(name, str) and name.startswith("poincon.") and name != JOBS
    return here and one is not Refusal
