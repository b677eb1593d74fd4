"""Full-text search: articles by the words they have, each with the sentence that fits best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import re2

from pipeline.grammar.sentences import split_sentences
from schemas import UsageError, WarehouseError
from warehouse.permalink import permalink
from warehouse.reader import connected
from warehouse.word_index import STEM, WORD, load_stemmer

WINDOW = 600
"""Characters of a passage within which the asked words are counted."""

MARGIN = 1500
"""Characters beside the passage that are split into sentences with it."""

# "server", "2024": as WORD has them; the standard library walks a long text five times faster.
_WORD = re.compile(r"[^\W_]+")

# BM25 with its usual k = 1.2 and b = 0.75. Source: Robertson and Zaragoza, The Probabilistic
# Relevance Framework, 2009.
_FOUND = """
WITH
    documents AS (
        SELECT document, article_id, word_count FROM search.documents AS documents
        SEMI JOIN ops.ledger AS ledger ON ledger.article_id = documents.article_id
    ),
    -- Numbers of documents are compared, and ids looked up for those that are shown.
    hits AS (
        SELECT words.stem, words.document, words.times, documents.word_count
        FROM search.words AS words JOIN documents USING (document)
        WHERE words.stem IN (SELECT unnest($stems))
    ),
    usual AS (
        SELECT count(*) AS n, greatest(avg(word_count), 1) AS mean_count FROM search.documents
    ),
    rare AS (
        SELECT stem, ln(1 + (usual.n - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM hits, usual GROUP BY stem, usual.n
    ),
    scores AS (
        SELECT
            document,
            sum(
                weight * times * 2.2
                / (times + 1.2 * (0.25 + 0.75 * word_count / usual.mean_count))
            ) AS score,
            count(*) AS stems
        FROM hits JOIN rare USING (stem), usual
        GROUP BY document
    ),
    -- Texts are read of those that are shown alone, unless phrases have to be looked for in all.
    best AS (
        SELECT article_id, document, score, stems
        FROM scores JOIN documents USING (document)
        ORDER BY stems DESC, round(score, 9) DESC, article_id
        LIMIT if(len($phrases) = 0, $most, 1000000000)
    ),
    weights AS (
        SELECT document, map(list(stem ORDER BY stem), list(weight ORDER BY stem)) AS weights
        FROM hits SEMI JOIN best USING (document) JOIN rare USING (stem)
        GROUP BY document
    ),
    -- By their rows, so that the texts of others are not unpacked.
    places AS MATERIALIZED (
        SELECT rowid AS place, article_id FROM core.articles SEMI JOIN best USING (article_id)
    )
SELECT best.article_id, score, weights, title, published_on, source_uri, origin_uri, raw_text
FROM best
JOIN weights USING (document)
JOIN places USING (article_id)
JOIN core.articles AS articles ON articles.rowid = places.place
WHERE len(list_filter($phrases, lambda p: NOT contains(lower(raw_text), lower(p)))) = 0
ORDER BY stems DESC, round(score, 9) DESC, best.article_id
LIMIT $most
"""
_STEMS = f"""
SELECT word, {STEM.format(word="word")} FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS word)
"""  # noqa: S608 - our own text
_RECORDS = """
WITH spans AS (
    SELECT unnest($articles) AS article_id, unnest($starts) AS low, unnest($ends) AS high
)
SELECT article_id, figure_id AS record_id, char_start
FROM core.figures JOIN spans USING (article_id)
WHERE char_start >= low AND char_end <= high
UNION ALL
SELECT article_id, forecast_id, char_start
FROM core.forecasts JOIN spans USING (article_id)
WHERE char_start < high AND char_end > low
ORDER BY char_start, record_id
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has the asked words.

    Attributes:
        score: How well it fits (BM25); comparable within one answer only.
        title: Its title; null for none.
        published_on: Its day; null where unknown.
        sentence: The sentence that has most of the words, the rarest counting most.
        records: The figures and forecasts of that sentence, by place.
        article_id: The article.
        char_start: Where the sentence begins in the raw text.
        char_end: Where it ends.
        source_uri: The input that holds the article.
        permalink: An address of the sentence.
    """

    score: float
    title: str | None
    published_on: date | None
    sentence: str
    records: tuple[str, ...]
    article_id: str
    char_start: int
    char_end: int
    source_uri: str
    permalink: str


def search(published: Path, words: str, *, most: int = 10) -> list[Hit]:
    """Return the articles that fit `words`, those with all of them first, the best first.

    Forms of a word are one: grow finds grows and growing. "Words in quotes" must stand in the
    article as they are. Copies and superseded revisions are found as the views have them.

    Raises:
        UsageError: There is no word to search for.
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The warehouse has no index of words, or the extension is missing.
    """
    phrases = [part.strip() for part in words.split('"')[1::2] if part.strip()]
    asked = re2.findall(WORD, words)
    if not asked:
        raise UsageError('give a word to search for, as in `foretell search "server market"`')
    with connected(published, load_stemmer) as con:
        stems = sorted(set(_stems(con, asked).values()))
        try:
            found = con.execute(
                _FOUND, {"stems": stems, "phrases": phrases, "most": most}
            ).fetchall()
        except duckdb.CatalogException as error:
            raise WarehouseError(
                f"{published} has no index of words: an older Foretell published it; run "
                "`foretell ingest`"
            ) from error
        return _hits(con, found)


Token = tuple[int, str]
"""A word of a text and where it begins."""

Span = tuple[int, int]
"""Where a sentence begins and ends in its article's raw text."""


def _hits(con: duckdb.DuckDBPyConnection, found: Sequence[Sequence[Any]]) -> list[Hit]:
    """Return the found articles, each with its best sentence and the records in it."""
    tokens = [_tokens(row[-1]) for row in found]
    stems = _stems(con, sorted({word for one in tokens for _, word in one}))
    spans = [_span(row, one, stems) for row, one in zip(found, tokens, strict=True)]
    records = _records(con, [row[0] for row in found], spans)
    return [
        _hit(row, span, records.get(row[0], ())) for row, span in zip(found, spans, strict=True)
    ]


def _tokens(text: str) -> list[Token]:
    """Return the words of a text, in order."""
    return [(match.start(), match[0]) for match in _WORD.finditer(text)]


def _span(row: Sequence[Any], tokens: Sequence[Token], stems: Mapping[str, str]) -> Span:
    """Return the sentence of an article that has most of the asked words."""
    weights, text = row[2], row[-1]
    places = [
        (start, stems[word], weights[stems[word]])
        for start, word in tokens
        if stems[word] in weights
    ]
    return _best_sentence(text, places)


def _records(
    con: duckdb.DuckDBPyConnection, articles: Sequence[str], spans: Sequence[Span]
) -> dict[str, tuple[str, ...]]:
    """Return the figures and forecasts of each article's sentence, by place."""
    rows = con.execute(
        _RECORDS,
        {
            "articles": list(articles),
            "starts": [start for start, _ in spans],
            "ends": [end for _, end in spans],
        },
    ).fetchall()
    found: dict[str, tuple[str, ...]] = {}
    for article_id, record_id, _ in rows:
        found[article_id] = (*found.get(article_id, ()), record_id)
    return found


def _hit(row: Sequence[Any], span: Span, records: tuple[str, ...]) -> Hit:
    """Return one article with a sentence of it."""
    article_id, score, _, title, published_on, source_uri, origin_uri, raw_text = row
    start, end = span
    sentence = raw_text[start:end]
    return Hit(
        score=round(score, 3),
        title=title,
        published_on=published_on,
        sentence=" ".join(sentence.split()),
        records=records,
        article_id=article_id,
        char_start=start,
        char_end=end,
        source_uri=source_uri,
        permalink=permalink(source_uri, origin_uri, sentence, start, end),
    )


def _stems(con: duckdb.DuckDBPyConnection, words: Sequence[str]) -> dict[str, str]:
    """Return the stem of each word."""
    return dict(con.execute(_STEMS, [list(words)]).fetchall())


def _best_sentence(text: str, places: Sequence[tuple[int, str, float]]) -> tuple[int, int]:
    """Return the span of the sentence with most of the asked words, the first of equals."""
    if not places:  # only the title has them
        first = next(iter(split_sentences(text[:MARGIN])), None)
        return (first.start, first.end) if first else (0, 0)
    low = max(0, _densest(places) - MARGIN)
    sentences = split_sentences(text[low : low + 2 * MARGIN + WINDOW])
    spans = [(low + sentence.start, low + sentence.end) for sentence in sentences]
    return max(spans, key=lambda span: _weight(places, *span))


def _densest(places: Sequence[tuple[int, str, float]]) -> int:
    """Return where the passage begins that has most of the asked words, the first of equals."""
    best, best_weight = places[0][0], 0.0
    last = 0
    for first, (start, _, _) in enumerate(places):
        while last < len(places) and places[last][0] < start + WINDOW:
            last += 1
        weight = sum({stem: rare for _, stem, rare in places[first:last]}.values())
        if weight > best_weight + 1e-9:
            best, best_weight = start, weight
    return best


def _weight(places: Sequence[tuple[int, str, float]], low: int, high: int) -> float:
    """Return how much of the asked words stands between two offsets, each counted once."""
    return round(sum({stem: rare for at, stem, rare in places if low <= at < high}.values()), 9)
