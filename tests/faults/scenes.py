"""The workspaces of the fault trials: what was there before a run, and what the run is to read."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.ingest import PLAIN, Steps, ingest
from pipeline.settings import Settings
from schemas import Run
from tests.fakes import FakeProcessor
from tests.faults.states import State, state_of
from warehouse.store import Store

BATCH = 2
"""Articles loaded together: so few that a run passes each border several times."""


def sentence(number: int) -> str:
    """Return an article of two figures, a forecast and a company, like no other."""
    return (
        f"Makers of tool {number} sold {number + 10}% more of them in 20{number:02}. "
        f"Fathom{number} Ltd expects that they will sell {number + 30}% more by 2040.\n"
    )


def first_articles(folder: Path) -> None:
    """Write the articles of the first run: four, one of them twice."""
    for number in range(4):
        (folder / f"a{number}.txt").write_text(sentence(number))
    (folder / "twice.txt").write_text(sentence(1))


def later_articles(folder: Path) -> None:
    """Write what the disturbed run reads: new, changed, with a sidecar, in an archive, empty."""
    for number in (5, 6):
        (folder / f"b{number}.txt").write_text(sentence(number))
    (folder / "a0.txt").write_text(sentence(7))
    (folder / "a2.meta.toml").write_text('title = "Tools"\n')
    (folder / "empty.txt").write_text("")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("one.txt", sentence(9))
        archive.writestr("two.txt", sentence(11))


@dataclass(frozen=True, slots=True)
class Scene:
    """A workspace before a run that will be killed.

    Attributes:
        name: What it is called in the report.
        home: Its folder, to be copied for each trial.
        before: What the warehouse holds; None where there is none yet.
        after: What it holds after an undisturbed run.
    """

    name: str
    home: Path
    before: State | None
    after: State


def make_scene(name: str, home: Path, *, has_past: bool) -> Scene:
    """Return a scene made in the new folder `home`."""
    folder = home / "seeds" / "articles"
    folder.mkdir(parents=True)
    (home / "warehouse").mkdir()
    before = None
    first_articles(folder)
    if has_past:
        read_all(home)
        before = state_of(Store(home).published)
    later_articles(folder)
    undisturbed = home.with_name(f"{home.name}-undisturbed")
    shutil.copytree(home, undisturbed)
    read_all(undisturbed)
    return Scene(name, home, before, state_of(Store(undisturbed).published))


def read_all(
    home: Path, *, steps: Steps = PLAIN, listener: Callable[[str, str], None] = lambda *_: None
) -> tuple[Run, list[str]]:
    """Ingest all articles of a workspace; return the run, and which sources were extracted."""
    processor = FakeProcessor()
    settings = Settings(home=home, batch_size=BATCH, settle_seconds=0)
    run = ingest((), settings, processor, command="ingest", steps=steps, listener=listener)
    return run, processor.processed
