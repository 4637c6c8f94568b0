"""The few system calls that tie a child process to its parent and let it run as an unprivileged account.

Linux only where it must be: elsewhere the calls do nothing and the guardian's pipe alone stops the children.
"""

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import psutil

_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_SET_SECUREBITS = 28
_PR_SET_CHILD_SUBREAPER = 36
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_NO_SETUID_FIXUP = 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Account:
    """The system account a child runs as."""

    uid: int
    gid: int

    @classmethod
    def named(cls, name: str) -> "Account":
        row = pwd.getpwnam(name)
        return cls(row.pw_uid, row.pw_gid)


def die_with_parent(with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Asks the kernel to send this process `with_signal` when its parent ends, however that ends."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)


def adopt_orphans() -> None:
    """Makes grandchildren whose parent dies children of this process, so that it can see and stop them."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def tied_to_parent(with_signal: signal.Signals, account: Account | None = None) -> Callable[[], None]:
    """A `preexec_fn`: default signal handling, the given account, and death together with the parent."""
    parent = os.getpid()

    def prepare() -> None:
        for caught in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            signal.signal(caught, signal.SIG_DFL)
        if account is not None:
            _become(account)
        die_with_parent(with_signal)  # after the change of account, which would clear it
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _become(account: Account) -> None:
    """Leaves root for `account` but keeps the right to walk through private folders.

    A clone in somebody's private folder stays private: nothing has to be opened to the other account.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        _libc.prctl(_PR_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)  # access(2) would forget the right
    os.setgroups([])
    os.setgid(account.gid)
    os.setuid(account.uid)
    if _libc is not None:
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
        kept = 1 << _CAP_DAC_OVERRIDE
        sets = (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)
        _libc.capset(ctypes.byref(header), ctypes.byref(sets))
        _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)


def running(*, marked: tuple[str, str] | None = None, inside: str | None = None) -> Iterator[psutil.Process]:
    """Live processes with an environment entry (`marked`) or a working folder (`inside`); no zombies."""
    for process in psutil.process_iter():
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if inside is not None and process.cwd() != inside:
                continue
            if marked is not None and process.environ().get(marked[0]) != marked[1]:
                continue
        except (psutil.Error, OSError):
            continue
        yield process


def end(processes: list[psutil.Process], *, first: signal.Signals, patience: float) -> None:
    """Sends `first` to all, waits up to `patience` seconds, and kills whatever is left."""
    for process in processes:
        _send(process, first)
    _, left = psutil.wait_procs(processes, timeout=patience)
    for process in left:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(left, timeout=5)


def _send(process: psutil.Process, what: signal.Signals) -> None:
    with suppress(psutil.Error):
        process.send_signal(what)
