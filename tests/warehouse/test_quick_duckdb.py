"""DuckDB asks for no pandas where nobody needs data frames, and finds it afterwards."""

import subprocess
import sys

PROGRAM = """
import sys
import duckdb
import pyarrow as pa
from warehouse.quick_duckdb import without_frames
with without_frames():
    print(duckdb.execute("SELECT ?", [1]).fetchall(), "pandas" in sys.modules)
    print(pa.Table.from_pylist([{"one": [1]}]).num_rows, "pandas" in sys.modules)
print("pandas" in sys.modules, duckdb.execute("SELECT 1 AS one").df().shape)
"""


def test_pandas_stays_away_and_can_come_later() -> None:
    """A parameter and a table of Arrow cost no import; a frame is to be had after the block."""
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert answer.stdout.splitlines() == ["[(1,)] False", "1 False", "False (1, 1)"], answer.stderr


def test_nothing_is_touched_once_pandas_is_there() -> None:
    """An imported pandas stays what it is."""
    program = (
        "import pandas\n"
        "from warehouse.quick_duckdb import without_frames\n"
        "with without_frames():\n"
        "    import pandas as again\n"
        "print(again is pandas)\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert answer.stdout == "True\n", answer.stderr
