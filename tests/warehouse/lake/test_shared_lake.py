"""Several writers of one lake over PostgreSQL: nothing is lost, doubled or half-written."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from schemas import RunState, WarehouseBusy
from tests.warehouse.factories import TEXT, extraction, other_article
from tests.warehouse.lake.conftest import lake_in
from warehouse.lake.commits import Commits
from warehouse.lake.connection import open_lake
from warehouse.lake.store import LakeStore
from warehouse.reader import open_reader
from warehouse.ready import ready_queries

ROOT = Path(__file__).resolve().parents[3]
# One driver: loads its half and an article that the other has as well, one batch each.
DRIVER = """
import sys
from pathlib import Path
from schemas import RunState
from tests.warehouse.factories import TEXT, extraction
from tests.warehouse.lake.conftest import lake_in
home, catalog, name = sys.argv[1:]
texts = [f"{name}, part {part}: {TEXT}" for part in range(2)] + [f"Told by both: {TEXT}"]
with lake_in(Path(home), catalog).writer(
    command="ingest", extractor_version="1", model_version="m"
) as writer:
    for number, text in enumerate(texts):
        writer.load(writer.stage([extraction(f"{name}/{number}.txt", text)]))
    writer.finish(RunState.COMPLETED, seen=len(texts), unchanged=0)
    writer.publish()
"""


@pytest.fixture(scope="module")
def shared(catalog: str, tmp_path_factory: pytest.TempPathFactory) -> LakeStore:
    """Return a lake that two processes have written at once, while a third party read it."""
    home = tmp_path_factory.mktemp("shared")
    store = lake_in(home, catalog)
    with store.writer(command="add", extractor_version="1", model_version="m") as writer:
        writer.load(writer.stage([other_article()]))
        writer.finish(RunState.COMPLETED, seen=1, unchanged=0)
        writer.publish()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    drivers = [
        subprocess.Popen(
            [sys.executable, "-c", DRIVER, home, catalog, name], env=environment, cwd=ROOT
        )
        for name in ("east", "west")
    ]
    seen = set()
    while any(driver.poll() is None for driver in drivers):
        with open_reader(store.published, seconds=300) as reader:
            seen.add(reader.sql("SELECT count(*) FROM core.articles").rows[0][0])
        time.sleep(0.5)
    assert [driver.wait() for driver in drivers] == [0, 0]
    assert min(seen) >= 1
    return store


def test_two_drivers(shared: LakeStore) -> None:
    """Both runs complete; what both told stands once; every ready question is answered."""
    with open_reader(shared.published, seconds=300) as reader:
        (count,) = reader.sql("SELECT count(*) FROM core.articles").rows[0]
        assert count == 6
        doubled = "SELECT count(*) - count(DISTINCT figure_id) FROM core.figures"
        assert reader.sql(doubled).rows == [(0,)]
        assert reader.sql("SELECT DISTINCT state FROM runs").rows == [("completed",)]
        for query in ready_queries():
            reader.sql(query.sql, [example for _, example in query.parameters])


def test_changes_queue_up(shared: LakeStore) -> None:
    """A change waits for another's, and says so when that takes too long."""
    one, two = (open_lake(shared.address) for _ in range(2))
    first, second = Commits(one, shared.address), Commits(two, shared.address, queue_seconds=0.2)
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with first.turn():
            entered.set()
            leave.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(60)
    with pytest.raises(WarehouseBusy, match=r"took over 0\.2 seconds"):
        second.make(lambda: None)
    leave.set()
    holder.join()
    second.make(lambda: two.execute("UPDATE ops.revision SET revision = revision"))
    for opened in (first, second, one, two):
        opened.close()


def test_clash_is_done_again(shared: LakeStore) -> None:
    """What clashes with a writer that does not queue is done again on top of what that made."""
    one, two = (open_lake(shared.address) for _ in range(2))
    commits = Commits(one, shared.address, pauses=(0.01,))
    tries = []

    def change() -> None:
        tries.append(one.execute("FROM ops.revision").fetchall())
        one.execute("UPDATE ops.revision SET revision = revision + 1")
        if len(tries) == 1:
            two.execute("UPDATE ops.revision SET revision = revision + 10")

    commits.make(change)
    ((first,),), ((second,),) = tries
    assert second == first + 10
    assert one.execute("FROM ops.revision").fetchall() == [(first + 11,)]

    def always() -> None:
        one.execute("UPDATE ops.revision SET revision = revision + 1")
        two.execute("UPDATE ops.revision SET revision = revision + 10")

    with pytest.raises(WarehouseBusy, match="2 tries clashed"):
        commits.make(always)
    for opened in (commits, one, two):
        opened.close()


def _break_off(store: LakeStore) -> Path:
    """Stage an article, break off before it is loaded, and return where it lay."""
    late = extraction("late.txt", "Late: " + other_article().article.raw_text)
    staged = Path()
    with (
        suppress(RuntimeError),
        store.writer(command="add", extractor_version="1", model_version="m") as writer,
    ):
        staged = writer.stage([late])
        raise RuntimeError
    return staged


def test_run_that_broke_off(shared: LakeStore) -> None:
    """It ends as failed, leaves nothing staged, and the next run can go on."""
    staged = _break_off(shared)
    assert not staged.exists()
    with shared.writer(command="add", extractor_version="1", model_version="m") as writer:
        query = "SELECT state FROM ops.runs ORDER BY run_id DESC LIMIT 2"
        assert writer._con.execute(query).fetchall() == [("running",), ("failed",)]
        writer.finish(RunState.COMPLETED, seen=0, unchanged=0)


def test_a_run_that_another_published_as_running_ends_for_readers(shared: LakeStore) -> None:
    """Its end is told, though nothing was loaded since the other's publication."""
    versions = {"command": "ingest", "extractor_version": "1", "model_version": "m"}
    with shared.writer(**versions) as slow:
        slow.load(slow.stage([extraction("slow.txt", f"Slow: {TEXT}")]))
        with shared.writer(**versions) as quick:
            quick.finish(RunState.COMPLETED, seen=0, unchanged=0)
            quick.publish()
        with open_reader(shared.published, seconds=300) as reader:
            state = "SELECT state FROM runs WHERE run_id = ?"
            assert reader.sql(state, [slow.run_id]).rows == [("running",)]
        slow.finish(RunState.COMPLETED, seen=1, unchanged=0)
        slow.publish()
    with open_reader(shared.published, seconds=300) as reader:
        assert reader.sql(state, [slow.run_id]).rows == [("completed",)]
