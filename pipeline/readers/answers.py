"""A read article as JSON and back: how the child process hands it over."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from pipeline.readers.read_article import ReadArticle
from pipeline.readers.tables import Cell, Table
from schemas import Metadata, Origin


def article_answer(article: ReadArticle) -> dict[str, Any]:
    """Return the article as values that JSON knows."""
    return {
        "raw_text": article.raw_text,
        "metadata": article.metadata.model_dump(mode="json"),
        "origins": [[origin.field, origin.told_by] for origin in article.origins],
        "tables": [
            {
                "span": [table.char_start, table.char_end],
                "caption": table.caption,
                "cells": [list(astuple(cell)) for cell in table.cells],
            }
            for table in article.tables
        ],
    }


def article_from(answer: Mapping[str, Any]) -> ReadArticle:
    """Return the article that `article_answer` made the values of."""
    return ReadArticle(
        raw_text=answer["raw_text"],
        metadata=Metadata.model_validate(answer["metadata"], strict=False),
        origins=tuple(Origin(field=field, told_by=by) for field, by in answer["origins"]),
        tables=tuple(map(_table, answer["tables"])),
    )


def _table(told: Mapping[str, Any]) -> Table:
    """Return a table of the answer."""
    caption = told["caption"]
    start, end = told["span"]
    return Table(
        start, end, tuple(caption) if caption else None, tuple(Cell(*c) for c in told["cells"])
    )
