"""What a run that was killed had extracted, and not loaded any more: taken up by the next."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.stage import RUN_NOTE

TAKEN = "resumed-"
"""How the name of a folder begins that was taken up once."""

_SAME_VERSIONS = """
SELECT run_id FROM ops.runs WHERE run_id = ? AND extractor_version = ? AND model_version = ?
"""


def left_over(
    con: duckdb.DuckDBPyConnection, stage_folder: Path, versions: tuple[str, str]
) -> Iterator[tuple[str, Path]]:
    """Yield what lies staged by the same versions, whole, each with its run; remove the rest.

    What is yielded is renamed first. So what would end every process that loads it is found
    under its new name by the next run, and removed. What cannot be loaded is extracted again.
    """
    if not stage_folder.is_dir():
        return
    for folder in sorted(stage_folder.iterdir()):
        run_id = _run_of(folder)
        is_ours = run_id and con.execute(_SAME_VERSIONS, [run_id, *versions]).fetchone()
        if is_ours and run_id and not folder.name.startswith(TAKEN):
            folder = folder.rename(folder.with_name(f"{TAKEN}{folder.name}"))
            yield run_id, folder
        shutil.rmtree(folder, ignore_errors=True)


def _run_of(folder: Path) -> str | None:
    """Return the run that staged a folder; None where it did not come to the end of it."""
    try:
        return (folder / RUN_NOTE).read_text(encoding="utf-8")
    except OSError:
        return None
