"""The command `foretell`. What it prints for programs goes to stdout, all else to stderr."""

STOPPED = 130


def main() -> None:
    """Run the command and leave with its exit code."""
    import sys

    try:
        # Importing this package must do nothing heavy; the commands' frame takes 0.1 s.
        from pipeline.cli.app import app
        from warehouse.quick_duckdb import without_frames

        with without_frames():
            app()
    except KeyboardInterrupt:  # before or after the command itself, which tells it
        sys.exit(STOPPED)
