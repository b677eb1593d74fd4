"""Writes docs/data-dictionary.md: `python -m warehouse.dictionary`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.describe import dictionary
from warehouse.store import Store

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"


def page() -> str:
    """Return the data dictionary of an empty warehouse of today's schema, as Markdown."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        with store.writer(command="add", extractor_version="0", model_version="none") as writer:
            writer.publish()
        with store.reader() as reader:
            return dictionary(reader.views())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
