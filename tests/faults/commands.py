"""The real commands, killed: `foretell add`, and `foretell ingest` with Prefect around it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from pipeline.failpoints import VARIABLE
from tests.faults.states import State, state_of
from warehouse.store import Store

TRIALS = (
    ("add", "extract=kill@2", 1),
    ("add", "stage=kill@2", 1),
    ("ingest", "before-commit=kill@2", 2),
    ("ingest", "publish=kill", 2),
    ("add", "extract=kill@2", 2),
)
"""Which command is killed, where, and how many processes extract.

Of several, one that extracts is killed, and the run goes on without it.
"""

_COMMAND = "from pipeline.cli import main; main()"

ARTICLE = (
    "Pump maker Norvale sold {number}0,000 pumps in 2023, {number}% more than in the year before. "
    "Analysts at Fathom expect the market for pumps to grow to ${number} billion by 2030, and "
    "they said that demand from farms would stay strong in every region of the country.\n"
)


def command_trials(folder: Path, number: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the first of `TRIALS`, as many as asked for, each with what is wrong after it."""
    if not number:
        return
    articles = folder / "home" / "seeds" / "articles"
    articles.mkdir(parents=True)
    (folder / "home" / "warehouse").mkdir()
    for each in range(3, 6):
        (articles / f"a{each}.txt").write_text(ARTICLE.format(number=each))
    shutil.copytree(folder / "home", folder / "undisturbed")
    _foretell(folder / "undisturbed", "add", "", 1)
    wanted = state_of(Store(folder / "undisturbed").published)
    for command, order, workers in TRIALS[:number]:
        home = folder / "trial"
        shutil.copytree(folder / "home", home)
        name = f"foretell {command}, {workers} workers: {order}"
        yield name, list(_trial(home, command, order, workers, wanted))
        shutil.rmtree(home)


def _trial(home: Path, command: str, order: str, workers: int, wanted: State) -> Iterator[str]:
    """Yield what is wrong after a command was killed and run again."""
    killed = _foretell(home, command, order, workers)
    is_worker = workers > 1 and order.startswith("extract")
    if killed.returncode != (0 if is_worker else -signal.SIGKILL):
        yield f"was to be killed, and ended with {killed.returncode}: {killed.stderr[-400:]}"
    ended = _foretell(home, command, "", workers)
    if ended.returncode:
        yield f"the next one ended with {ended.returncode}: {ended.stderr[-400:]}"
    now = state_of(Store(home).published)
    wrong = [name for name, hashed in wanted.tables.items() if now.tables[name] != hashed]
    if wrong:
        yield f"other rows in {', '.join(wrong)}"
    if "running" in now.runs:
        yield "a killed run is not marked as crashed"


def _foretell(
    home: Path, command: str, order: str, workers: int
) -> "subprocess.CompletedProcess[str]":
    """Run a command over the articles of a workspace, one article a batch."""
    told = {
        "FORETELL_HOME": str(home),
        "FORETELL_BATCH_SIZE": "1",
        "FORETELL_SETTLE_SECONDS": "0",
        "FORETELL_WORKERS": str(workers),
    }
    command_line = [sys.executable, "-c", _COMMAND, command, str(home / "seeds" / "articles")]
    # A killed command leaves Prefect's server behind, which would hold a pipe open for ever.
    with TemporaryFile("w+") as said:
        running = subprocess.Popen(
            command_line,
            env=os.environ | told | {VARIABLE: order},
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        code = running.wait()
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        said.seek(0)
        return subprocess.CompletedProcess(command_line, code, stderr=said.read())
