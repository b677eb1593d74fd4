"""Run by `make faults`: kills runs at every stage border, and judges what is left.

Ends with exit code 1 where anything was lost, doubled or half loaded.
"""

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.faults.commands import command_trials
from tests.faults.disks import fill_trials, small_disk
from tests.faults.scenes import make_scene
from tests.faults.trials import run_trial, trials, undisturbed_seconds


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--trials", type=int, default=200, metavar="N", help="how many (200)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="leave out so many")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the times (1)")
    parser.add_argument(
        "--commands", type=int, default=5, metavar="N", help="trials of the real commands (5)"
    )
    return parser.parse_args()


def main() -> None:
    """Try, print, and leave."""
    logging.disable(logging.CRITICAL)
    options = read_options()
    start = perf_counter()
    with TemporaryDirectory(prefix="foretell-faults-") as folder:
        wrong = disturb(Path(folder), options)
        wrong += fill(Path(folder))
        wrong += tell_all(command_trials(Path(folder) / "commands", options.commands))
    print(f"{perf_counter() - start:,.0f} s")
    sys.exit(1 if wrong else 0)


def fill(folder: Path) -> int:
    """Run the trials of full disks; return how many found something wrong."""
    with small_disk(folder / "disk") as disk:
        if disk is None:
            print("no full disks: mounting a small one is refused here")
            return 0
        scene = make_scene("full disk", folder / "full", has_past=True)
        return tell_all((f"full at {point}", found) for point, found in fill_trials(scene, disk))


def tell_all(tried: Iterable[tuple[str, list[str]]]) -> int:
    """Print what came of each trial; return how many found something wrong."""
    wrong = 0
    for name, found in tried:
        print(f"{name}: {' | '.join(found) or 'nothing lost'}", flush=True)
        wrong += bool(found)
    return wrong


def disturb(folder: Path, options: argparse.Namespace) -> int:
    """Run the trials; return how many found something wrong."""
    scenes = [
        make_scene("second run", folder / "second", has_past=True),
        make_scene("first run", folder / "first", has_past=False),
    ]
    seconds = min(undisturbed_seconds(scene, folder / "timed") for scene in scenes)
    print(f"an undisturbed run takes {seconds:.2f} s")
    kinds: Counter[str] = Counter()
    wrong = 0
    planned = list(trials(scenes, options.trials, options.seed))[options.first :]
    for number, trial in enumerate(planned, start=options.first + 1):
        found = run_trial(trial, folder / "trial", seconds)
        kinds[trial.order.partition("=")[0] or "at any time"] += 1
        wrong += bool(found)
        for each in found:
            print(f"WRONG {number} {trial.name}: {each}", flush=True)
        if number % 20 == 0:
            print(f"{number} trials, {wrong} wrong", flush=True)
    print(", ".join(f"{kind}: {count}" for kind, count in kinds.items()))
    print(f"{len(planned)} kills, {wrong} of them left something wrong")
    return wrong


if __name__ == "__main__":
    main()
