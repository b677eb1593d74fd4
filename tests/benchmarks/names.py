"""What knowing companies by name costs: the seconds to load the tables, and their memory."""

import gc
import tracemalloc
from collections.abc import Mapping
from time import process_time

from pipeline.components.companies import load_company_finder
from pipeline.gazetteer import load_gazetteer

ROUNDS = 3


def name_measures() -> Mapping[str, float]:
    """Return the time and memory of the company tables; the shortest of a few loads counts."""
    load_gazetteer()  # once before, so that modules and files are at hand
    return {
        "gazetteer: processor seconds to load": min(_seconds() for _ in range(ROUNDS)),
        "company tables: MB": _megabytes(),
    }


def _seconds() -> float:
    start = process_time()
    load_gazetteer()
    return process_time() - start


def _megabytes() -> float:
    """Return what the finder's tables hold once they are loaded."""
    gc.collect()
    tracemalloc.start()
    try:
        finder = load_company_finder()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del finder
    return held / 1e6
