"""What sidecars and front matter say about an article, and what is said where they are wrong."""

from datetime import date
from hashlib import sha256

import pytest

from pipeline.readers import read_source
from schemas import Metadata, RejectionReason, Source, SourceError


def source(content: str, *, sidecar: str | bytes | None = None, kind: str = "text/plain") -> Source:
    """Return a source that was found somewhere."""
    raw = content.encode()
    return Source(
        source_uri="a.txt",
        media_type=kind,
        content=raw,
        content_sha256=sha256(raw).hexdigest(),
        sidecar=sidecar.encode() if isinstance(sidecar, str) else sidecar,
    )


def told(sidecar: str) -> Metadata:
    """Return what is known about an article with this sidecar."""
    return read_source(source("Sales rose.", sidecar=sidecar)).metadata


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        pytest.param("", Metadata(), id="nothing"),
        pytest.param("# known later\n", Metadata(), id="a comment"),
        pytest.param('title = " Pumps "', Metadata(title="Pumps"), id="title"),
        pytest.param(
            "published_on = 2024-12-20", Metadata(published_on=date(2024, 12, 20)), id="date"
        ),
        pytest.param(
            'published_on = "2024-12-20"', Metadata(published_on=date(2024, 12, 20)), id="in quotes"
        ),
        pytest.param('language = "de"', Metadata(language="de"), id="language"),
        pytest.param(
            'source_uri = "https://example.org/a"\npublisher = "Example"',
            Metadata(source_uri="https://example.org/a", publisher="Example"),
            id="where and who",
        ),
        pytest.param('\ufefftitle = "Pumps"', Metadata(title="Pumps"), id="byte order mark"),
    ],
)
def test_a_sidecar_says_what_is_known(sidecar: str, expected: Metadata) -> None:
    """Each key has its kind of value; what is missing is unknown."""
    assert told(sidecar) == expected


@pytest.mark.parametrize(
    ("sidecar", "named"),
    [
        pytest.param("title = \n", "line 1", id="no TOML"),
        pytest.param('title = "a"\ntitle = "b"\n', "line 2", id="a key twice"),
        pytest.param(b"title = '\xff'", "TOML", id="no UTF-8"),
        pytest.param("a = " + "[" * 20_000, "TOML", id="nested beyond measure"),
        pytest.param('titel = "Pumps"', "'titel'", id="unknown key"),
        pytest.param("title = 5", "title", id="no text"),
        pytest.param('title = " "', "title", id="empty text"),
        pytest.param("title = ['a']", "title", id="a list"),
        pytest.param("published_on = 2024", "published_on", id="a year"),
        pytest.param('published_on = "20 Dec 2024"', "'20 Dec 2024'", id="another way to write"),
        pytest.param("published_on = 2024-12-20T10:00:00Z", "published_on", id="with a time"),
        pytest.param("published_on = 2024-02-30", "TOML", id="no day"),
        pytest.param('language = "English"', "'English'", id="no code"),
    ],
)
def test_a_wrong_sidecar_rejects_its_article(sidecar: str | bytes, named: str) -> None:
    """The message names the line or the key, so that it can be corrected."""
    with pytest.raises(SourceError, match="sidecar") as caught:
        read_source(source("Sales rose.", sidecar=sidecar))
    assert caught.value.reason is RejectionReason.BAD_SIDECAR
    assert named in caught.value.detail


def test_an_unknown_format_says_what_is_read() -> None:
    """A person learns which files to give."""
    with pytest.raises(SourceError, match=r"\.txt.*\.md") as caught:
        read_source(source("Sales rose.", kind="application/octet-stream"))
    assert caught.value.reason is RejectionReason.UNKNOWN_FORMAT


class TestMarkdown:
    """Markdown's text, and what its first lines say."""

    FRONT = """---
title: "Pumps sell well"
published_on: 2024-12-20
author: Somebody
readtime: 5
tags: [pumps, sales]
---
# Pumps

Sales rose 5%.
"""

    def read(self, text: str, sidecar: str | None = None) -> Metadata:
        """Return what is known of a Markdown article."""
        return read_source(source(text, kind="text/markdown", sidecar=sidecar)).metadata

    def test_the_text_is_the_file(self) -> None:
        """Offsets point into the file, front matter and all."""
        read = read_source(source(self.FRONT, kind="text/markdown"))
        assert read.raw_text == self.FRONT

    def test_front_matter_says_what_a_sidecar_would(self) -> None:
        """Keys of the writer's own are passed over."""
        assert self.read(self.FRONT) == Metadata(
            title="Pumps sell well", published_on=date(2024, 12, 20), author="Somebody"
        )

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            pytest.param("# Pumps\n\nSales rose.", "Pumps", id="heading"),
            pytest.param("Words.\n\n# Pumps #\n# More", "Pumps", id="first of two, closed"),
            pytest.param("## Pumps\n\nSales rose.", None, id="second rank"),
            pytest.param("#Pumps\n", None, id="a tag"),
            pytest.param("+++\ntitle = 'TOML'\n+++\n# H", "TOML", id="TOML front matter"),
            pytest.param("---\n\ntitle: None\n\nSales rose.", None, id="a rule, never closed"),
            pytest.param("Words\n---\ntitle: None\n---\n", None, id="not at the top"),
        ],
    )
    def test_the_title(self, text: str, title: str | None) -> None:
        """Front matter's title, else the first heading of the first rank."""
        assert self.read(text).title == title

    def test_the_sidecar_has_the_first_word(self) -> None:
        """What a researcher writes beside a file corrects the file."""
        known = self.read(self.FRONT, sidecar='title = "Corrected"')
        assert (known.title, known.published_on) == ("Corrected", date(2024, 12, 20))

    def test_a_wrong_date_is_told(self) -> None:
        """A date that we ask for is not silently left out."""
        with pytest.raises(SourceError, match="front matter: published_on"):
            self.read("---\npublished_on: yesterday\n---\nSales rose.")

    def test_no_text_at_all(self) -> None:
        """Markdown is decoded like any text."""
        with pytest.raises(SourceError) as caught:
            read_source(source(" \n", kind="text/markdown"))
        assert caught.value.reason is RejectionReason.EMPTY
