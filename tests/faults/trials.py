"""One trial: a run is killed, what is left is judged, and the next run must put all right."""

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerContext
from pathlib import Path

from pipeline.engines.orders import Batch
from pipeline.failpoints import POINTS, VARIABLE
from pipeline.ingest import PLAIN, Ingestion, load
from tests.faults.scenes import Scene, read_all
from tests.faults.states import State, state_of
from warehouse.load import LoadCounts
from warehouse.store import Store

ONCE = ("discover", "checkpoint", "before-publish", "publish")
"""The points that a run passes once; the others it passes for each article or batch."""

MOST_PASSINGS = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """How a run is disturbed.

    Attributes:
        scene: Where.
        order: What FORETELL_FAILPOINTS says; empty where the run is killed by its clock.
        part: After which part of the time an undisturbed run takes it is killed then.
        again: Whether the run after it is killed by its clock as well.
    """

    scene: Scene
    order: str
    part: float = 1.0
    again: bool = False

    @property
    def name(self) -> str:
        """What the trial is called in the report."""
        return f"{self.scene.name}: {self.order or f'killed at {self.part:.0%}'}"


def trials(scenes: Sequence[Scene], number: int, seed: int) -> Iterator[Trial]:
    """Yield trials: each point at each passing in each scene, then as many at any time."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    passings = [
        (point, passing)
        for passing in range(1, MOST_PASSINGS + 1)
        for point in POINTS
        if passing == 1 or point not in ONCE
    ]
    orders = [f"{point}=kill@{passing}" for point, passing in passings]
    planned = [Trial(scene, order) for order in orders for scene in scenes]
    yield from planned[:number]
    for at in range(number - len(planned)):
        yield Trial(scenes[at % len(scenes)], "", chance.random() * 1.1, again=at % 4 == 0)


def run_trial(trial: Trial, home: Path, seconds: float) -> list[str]:
    """Return what is wrong after a trial in the new folder `home`; nothing where all is right."""
    shutil.copytree(trial.scene.home, home)
    try:
        acknowledged = kill_run(home, trial.order, trial.part * seconds)
        wrong = list(judge_left(trial.scene, home, acknowledged))
        if trial.again:
            acknowledged |= kill_run(home, "", seconds / 2)
            wrong += judge_left(trial.scene, home, acknowledged)
        return [*wrong, *judge_next(trial.scene, home, acknowledged)]
    finally:
        shutil.rmtree(home)


def kill_run(home: Path, order: str, seconds: float) -> set[str]:
    """Run an ingestion until it is killed; return the sources it told to be loaded.

    Args:
        home: Its workspace.
        order: What the failpoints are told; empty for none.
        seconds: After how long it is killed where there is no order.
    """
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    with open(reading, "rb") as answers:  # noqa: PTH123 - a pipe has no path
        process = _context().Process(target=_ingest, args=(str(home), order, _Pipe(writing)))
        process.start()
        os.close(writing)
        process.join(None if order else seconds)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        told = answers.read().decode()
    # What was not written to its end was not told.
    return {line for line in told.split("\n")[:-1] if line}


def undisturbed_seconds(scene: Scene, home: Path) -> float:
    """Return how long an undisturbed run takes."""
    shutil.copytree(scene.home, home)
    start = time.perf_counter()
    kill_run(home, "publish=sleep:0", 0)
    taken = time.perf_counter() - start
    shutil.rmtree(home)
    return taken


def judge_left(scene: Scene, home: Path, acknowledged: set[str]) -> Iterator[str]:
    """Yield what is wrong with what a killed run has left."""
    store = Store(home)
    if store.published.is_file():
        with store.reader():  # as readers open it, receipt and all
            pass
        published = state_of(store.published)
        whole = [scene.after.tables, *([scene.before.tables] if scene.before else [])]
        if published.tables not in whole:
            yield "readers see neither the state before the run nor that after it"
    elif scene.before:
        yield "the published file is gone"
    if not store.working.is_file():
        return
    with closing(store._open()):
        pass
    left = state_of(store.working)
    for uri in sorted(acknowledged):
        if left.sources.get(uri, ("", ""))[0] not in ("loaded", "rejected"):
            yield f"{uri} was told to be loaded, and is {left.sources.get(uri)}"
    yield from _half_loaded(scene, left)


def judge_next(
    scene: Scene, home: Path, acknowledged: set[str], *, was_killed: bool = True
) -> Iterator[str]:
    """Run once more, and yield what is wrong then; who was killed is marked before that."""
    store = Store(home)
    store.mark_crashed()
    if was_killed and store.working.is_file() and "running" in state_of(store.working).runs:
        yield "a killed run is not marked as crashed"
    run, extracted = read_all(home)
    if "running" in state_of(store.working).runs:
        yield "a run that ended says that it is running"
    if run.state not in ("completed", "partial"):
        yield f"the next run ended as {run.state}"
    if repeated := acknowledged & set(extracted):
        yield f"extracted though they were loaded: {', '.join(sorted(repeated))}"
    for file in (store.working, store.published):
        now = state_of(file)
        for table, wanted in scene.after.tables.items():
            if now.tables[table] != wanted:
                yield f"{file.parent.name}: {table} is {now.tables[table]}, not {wanted}"


def _half_loaded(scene: Scene, left: State) -> Iterator[str]:
    """Yield the articles that are neither as they were nor as they come."""
    before = scene.before.articles if scene.before else {}
    for article_id, found in left.articles.items():
        if found not in (before.get(article_id), scene.after.articles.get(article_id)):
            yield f"article {article_id} is half loaded"


class _Pipe:
    """The end of a pipe that goes with a process to be."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __reduce__(self) -> tuple[Callable[[object], int], tuple[object]]:
        """Hand the descriptor itself over."""
        from multiprocessing.reduction import DupFd

        return _detach, (DupFd(self.descriptor),)


def _detach(handed: object) -> int:
    """Return the descriptor that was handed over."""
    return int(handed.detach())  # type: ignore[attr-defined]


def _context() -> ForkServerContext:
    """Return what makes processes from one that has loaded all that they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.trials", "pyarrow.parquet", "warehouse.arrow"])
    return context


def _ingest(home: str, order: str, pipe: int) -> None:
    """Ingest all articles of a workspace, telling each that is loaded, in this process."""
    os.environ[VARIABLE] = order

    def telling(ingestion: Ingestion, batch: Batch) -> LoadCounts | None:
        counts = load(ingestion, batch)
        os.write(pipe, "".join(f"{uri}\n" for uri, _ in batch.told).encode())
        return counts

    read_all(Path(home), steps=replace(PLAIN, load=telling))
