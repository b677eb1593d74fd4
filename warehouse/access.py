"""The published warehouse for Python programs: typed records, answers in any frame, exports."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from schemas import (
    CompanyMention,
    Figure,
    Forecast,
    Record,
    RejectedNumber,
    UsageError,
)
from warehouse.answer import Answer
from warehouse.describe import ViewDescription
from warehouse.lookup import StoredArticle, StoredRecord
from warehouse.names import form_of
from warehouse.reader import open_reader
from warehouse.ready import ready_query
from warehouse.rows import record_of
from warehouse.search import Hit
from warehouse.search import search as find

_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Found(Generic[_Kind]):
    """A record as the views have it, with where it was found.

    Attributes:
        record: The record.
        article_id: Its article.
        source_uri: The input that holds the article.
        title: The article's title; None for none.
        published_on: Its day of publication; None where unknown.
        run_id: The run that wrote it.
    """

    record: _Kind
    article_id: str
    source_uri: str
    title: str | None
    published_on: date | None
    run_id: str


class Warehouse:
    """One published warehouse, open for reading. Made by `pipeline.open_warehouse`.

    Questions run in this process, on a connection that can only read the warehouse.
    """

    def __init__(self, published: Path, *, seconds: float = 60) -> None:
        """Open the file; `close` or the end of a `with` block lets go of it."""
        self._published = published
        self._open = ExitStack()
        self._reader = self._open.enter_context(open_reader(published, seconds=seconds))

    def __enter__(self) -> "Warehouse":
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Answer:
        """Return the answer to one reading statement; `?` in it stands for a parameter.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes too long.
        """
        return Answer(self._reader.arrow(query, parameters))

    def ask(self, question: str, *values: str) -> Answer:
        """Return the answer to a ready question, as `foretell ask` lists them.

        Raises:
            UnknownName: There is no such question; the message names the nearest.
            UsageError: It asks about another number of values.
        """
        ready = ready_query(question)
        if len(values) != len(ready.parameters):
            wanted = ", ".join(name for name, _ in ready.parameters) or "nothing more"
            raise UsageError(f"{question} asks about {wanted}; give just that")
        return self.sql(ready.sql, values)

    def figures(
        self, where: str = "true", parameters: Sequence[object] = ()
    ) -> Iterator[Found[Figure]]:
        """Yield the figures for which an SQL condition over the view `figures` holds."""
        return self._records(Figure, "figures", where, parameters)

    def forecasts(
        self, where: str = "true", parameters: Sequence[object] = ()
    ) -> Iterator[Found[Forecast]]:
        """Yield the forecasts for which an SQL condition over the view `forecasts` holds."""
        return self._records(Forecast, "forecasts", where, parameters)

    def company_mentions(
        self, where: str = "true", parameters: Sequence[object] = ()
    ) -> Iterator[Found[CompanyMention]]:
        """Yield the mentions for which a condition over the view `company_mentions` holds."""
        return self._records(CompanyMention, "company_mentions", where, parameters)

    def rejected_numbers(
        self, where: str = "true", parameters: Sequence[object] = ()
    ) -> Iterator[Found[RejectedNumber]]:
        """Yield the numbers left out for which a condition over `rejected_numbers` holds."""
        return self._records(RejectedNumber, "rejected_numbers", where, parameters)

    def articles(self) -> Iterator[StoredArticle]:
        """Yield every article with its text, edits and facts, by id."""
        for row in self.sql("SELECT article_id FROM articles ORDER BY article_id"):
            yield self.article(row["article_id"])

    def article(self, key: str) -> StoredArticle:
        """Return one article by its id or the beginning of one, its source_uri or file name.

        Raises:
            UnknownName: No article, or more than one, answers to the key.
        """
        return self._reader.article(key)

    def record(self, record_id: str) -> StoredRecord:
        """Return one record by its id, or by ARTICLE:OFFSET what stands at that character.

        Raises:
            UnknownName: No record, or more than one, answers to it.
        """
        return self._reader.record(record_id)

    def search(self, words: str, *, most: int = 10) -> list[Hit]:
        """Return the articles with these words, the best first, each with its best sentence.

        Raises:
            UsageError: There is no word to search for.
        """
        return find(self._published, words, most=most)

    def views(self) -> tuple[ViewDescription, ...]:
        """Return every view with its meaning and its columns, by name."""
        return self._reader.views()

    def export(self, view: str, path: Path | str) -> int:
        """Write a view to a file whose ending tells its form; return the number of rows.

        Raises:
            UnknownName: There is no such view.
            UsageError: No form has this ending, or the file cannot be written.
        """
        from warehouse.export import export  # the forms' libraries, which only it needs

        target = Path(path)
        return export(self._published, view, form_of(target), target).rows

    def _records(
        self, kind: type[_Kind], view: str, where: str, parameters: Sequence[object]
    ) -> Iterator[Found[_Kind]]:
        """Yield the rows of a view as records, in order of article and place."""
        query = f"FROM {view} WHERE ({where}\n) ORDER BY article_id, char_start, char_end"
        for row in self.sql(query, parameters):
            yield Found(
                record=record_of(kind, row),
                article_id=row["article_id"],
                source_uri=row["source_uri"],
                title=row["title"],
                published_on=row["published_on"],
                run_id=row["run_id"],
            )
