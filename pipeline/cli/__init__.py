"""The command `foretell`. What it prints for programs goes to stdout, all else to stderr."""

STOPPED = 130

AT_ONCE = 50_000
"""New objects after which Python looks for those that hold each other and nobody else.

Loading the model and the tables makes half a million of them, all of which stay.
"""


def main() -> None:
    """Run the command and leave with its exit code."""
    import gc
    import sys

    gc.set_threshold(AT_ONCE)
    try:
        # Importing this package must do nothing heavy; the commands' frame takes 0.1 s.
        from pipeline.cli.app import app
        from warehouse.quick_duckdb import without_frames

        with without_frames():
            app()
    except KeyboardInterrupt:  # before or after the command itself, which tells it
        sys.exit(STOPPED)
    finally:
        gc.freeze()  # what is left ends with the process, and need not be looked through first
