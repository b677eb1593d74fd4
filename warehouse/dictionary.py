"""Writes what is generated of docs/: `python -m warehouse.dictionary`.

The data dictionary, the diagram of the views and the JSON Schemas of the records all come from
the descriptions that the columns' comments come from.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from schemas import (
    Article,
    ArticleFacts,
    CompanyMention,
    Correction,
    Figure,
    Forecast,
    Record,
    RejectedNumber,
    Rejection,
    Run,
)
from warehouse.describe import ViewDescription, dictionary
from warehouse.store import Store

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "data-dictionary.md"
ENTITIES = DOCS / "entities.md"
SCHEMAS = DOCS / "json-schemas"

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "article": Article,
        "article-facts": ArticleFacts,
        "company-mention": CompanyMention,
        "correction": Correction,
        "figure": Figure,
        "forecast": Forecast,
        "rejected-number": RejectedNumber,
        "rejection": Rejection,
        "run": Run,
    }
)
"""The records that programs meet, by the name of their schema."""

OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "article_id": "articles",
        "figure_id": "figures",
        "forecast_id": "forecasts",
        "company_id": "companies",
        "run_id": "runs",
        "channel": "channels",
        "correction_id": "corrections",
        "source_uri": "sources",
    }
)
"""The key columns, and the view that has one row for each."""


def views() -> tuple[ViewDescription, ...]:
    """Return the views of an empty warehouse of today's schema."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        with store.writer(command="add", extractor_version="0", model_version="none") as writer:
            writer.publish()
        with store.reader() as reader:
            return reader.views()


def page(described: Sequence[ViewDescription]) -> str:
    """Return the data dictionary of the views, as Markdown."""
    return dictionary(described)


def entities(described: Sequence[ViewDescription]) -> str:
    """Return the diagram of the views by the keys that they join on, as Markdown."""
    lines = [
        "# How the views join",
        "",
        "Made by `python -m warehouse.dictionary` from the views; do not edit. Each box has the",
        "keys of a view; a line goes from the view that has one row for a key to one that has",
        "many. Nearly every view has `source_uri` and `run_id` as proof; their lines are drawn",
        "where there is little else. What the other columns mean is in the",
        "[data dictionary](data-dictionary.md).",
        "",
        "```mermaid",
        "erDiagram",
    ]
    for view in described:
        keys = [column for column in view.columns if column.name in OWNERS]
        lines.append(f"    {view.name} {{")
        lines += [f"        {c.type} {c.name} {_mark(view.name, c.name)}" for c in keys]
        lines.append("    }")
        lines += [
            f"    {OWNERS[c.name]} ||--o{{ {view.name} : {c.name}"
            for c in keys
            if OWNERS[c.name] != view.name and _is_drawn(c.name, keys)
        ]
    return "\n".join([*lines, "```", ""])


def _mark(view: str, column: str) -> str:
    """Return whether a key is the view's own or another's."""
    return "PK" if OWNERS[column] == view else "FK"


def _is_drawn(key: str, keys: Sequence[object]) -> bool:
    """Tell whether a join says more than that every row has its article and run."""
    if key in {"source_uri", "run_id"}:
        return len(keys) <= 2
    return True


def schemas() -> dict[str, str]:
    """Return the JSON Schema of each record, by the name of its file."""
    return {
        f"{name}.json": json.dumps(
            record.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False
        )
        + "\n"
        for name, record in RECORDS.items()
    }


def write() -> None:
    """Write all of it, in place of what is there."""
    described = views()
    PAGE.write_text(page(described), encoding="utf-8")
    ENTITIES.write_text(entities(described), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for left_over in SCHEMAS.glob("*.json"):
        left_over.unlink()
    for name, text in schemas().items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
