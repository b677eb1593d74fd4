"""What earlier runs measured, one JSON object a line."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HISTORY = Path(__file__).with_name("history.jsonl")
PACKAGES = ("foretell", "spacy", "duckdb", "prefect", "pydantic")


def entry(figures: Mapping[str, object], *, texts: str, words: int) -> dict[str, object]:
    """Return what was measured, with the day, the machine and the versions.

    Args:
        figures: The measures by name.
        texts: Which texts were read: "made" or "given".
        words: How many words they have.
    """
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
        "texts": texts,
        "words": words,
        "figures": dict(figures),
    }


def append(record: Mapping[str, object], path: Path = HISTORY) -> None:
    """Add a run as the last line."""
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(record) + "\n")
