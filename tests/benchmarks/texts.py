"""The texts that are measured: the seed article, made ones, and, if named, a file of others."""

import gzip
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from random import Random

from pipeline.lexicon import REPOSITORY
from schemas import Source

FIRMS = ("Northwind", "Fathom Ltd", "Harbour & Sons Inc.", "Calder Group", "Osprey Energy")
THINGS = ("revenue", "net profit", "pump sales", "steel output", "the order book", "freight costs")
PLACES = ("Europe", "Brazil", "the United States", "South Korea", "Kenya")
STATING = (
    "{firm} said on {day} that {thing} rose {percent}% to ${amount} billion in {year}.",
    "In {place}, {thing} fell by {percent}% from a year earlier, {firm} reported.",
    "Analysts at {firm} expect {thing} to reach €{amount} million by {later}.",
    "{firm} employs about {count} people in {place} and plans to hire {few} more.",
    "Its share of the market in {place} was {percent}% in the third quarter of {year}.",
)
"""Sentences with figures, in the manner of business news."""
TELLING = (
    "The company has not said when the new plant in {place} will open.",
    "Customers want parts that last longer, and suppliers have been slow to answer them.",
    "{firm} and its rivals sell through dealers, most of whom own their shops.",
    "Managers met in {place} to talk about prices, wages and the weather.",
    "Nobody at {firm} could be reached on {day}, and the board did not comment.",
    "That has changed how the industry thinks about repair, storage and delivery.",
)
"""Sentences without figures; an article has more of them."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PARAGRAPH = 4


def make_article(seed: int, words: int = 450) -> str:
    """Return a made article of at least so many words; equal seeds give equal articles."""
    chance = Random(seed)  # noqa: S311 - texts, not secrets
    sentences: list[str] = []
    length = 0
    while length < words:
        template = chance.choice(STATING if chance.random() < 0.4 else TELLING)
        sentences.append(_fill(template, chance))
        length += len(sentences[-1].split())
    blocks = range(0, len(sentences), PARAGRAPH)
    return "\n\n".join(" ".join(sentences[i : i + PARAGRAPH]) for i in blocks) + "\n"


def _fill(template: str, chance: Random) -> str:
    """Return the sentence with names and numbers in its places."""
    return template.format(
        firm=chance.choice(FIRMS),
        thing=chance.choice(THINGS),
        place=chance.choice(PLACES),
        day=chance.choice(DAYS),
        percent=chance.randint(1, 400) / 10,
        amount=chance.randint(11, 990) / 10,
        count=f"{chance.randint(1_000, 90_000):,}",
        few=chance.randint(20, 900),
        year=chance.randint(2019, 2024),
        later=chance.randint(2026, 2035),
    )


def grown(texts: Sequence[str], kilobytes: int, start: int = 0) -> str:
    """Return a text of so many times 1,000 characters: one of `texts` after the other.

    They are taken in turn from number `start` on, each as paragraphs of its own; the last one
    is cut.
    """
    size = kilobytes * 1_000
    parts: list[str] = []
    length = 0
    for text in islice(cycle(texts), start % len(texts), None):
        if length >= size:
            break
        parts.append(text.strip() + "\n\n")
        length += len(parts[-1])
    return "".join(parts)[:size]


def seed_article() -> Source:
    """Return the repository's own article, with its sidecar."""
    path = min((REPOSITORY / "seeds" / "articles").glob("*.txt"))
    sidecar = path.with_suffix(".meta.toml")
    return source_of("seed", path.read_bytes(), sidecar.read_bytes())


def made_articles(count: int) -> list[Source]:
    """Return so many made articles."""
    return [source_of(f"made-{seed}", make_article(seed).encode()) for seed in range(count)]


def given_articles(path: Path, limit: int) -> list[Source]:
    """Return the first articles of a gzipped file of JSON lines.

    Each line is an object with `id`, `text` and `published_on` (ISO date, or null).
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(_given(islice(lines, limit)))


def _given(lines: Iterator[str]) -> Iterator[Source]:
    for line in lines:
        row = json.loads(line)
        day = row.get("published_on")
        sidecar = f"published_on = {day}\n".encode() if day else None
        yield source_of(str(row["id"]), row["text"].encode(), sidecar)


def source_of(name: str, content: bytes, sidecar: bytes | None = None) -> Source:
    """Return the source of a plain text."""
    return Source(
        source_uri=f"{name}.txt",
        media_type="text/plain",
        content=content,
        content_sha256=sha256(content).hexdigest(),
        sidecar=sidecar,
    )


def words_of(sources: list[Source]) -> int:
    """Return how many words the texts have, divided at white space."""
    return sum(len(source.content.decode().split()) for source in sources)
