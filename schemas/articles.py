"""Where articles come from, what they are, and how they end."""

from datetime import date

from pydantic import Field

from schemas.base import Record
from schemas.claims import Figure, Forecast, RejectedNumber
from schemas.companies import CompanyMention
from schemas.errors import RejectionReason
from schemas.passages import Passage
from schemas.spans import Edit


class Metadata(Record):
    """What is known about an article beside its text, each null where unknown."""

    title: str | None = Field(default=None, description="Headline.")
    published_on: date | None = Field(default=None, description="Day of publication.")
    source_uri: str | None = Field(default=None, description="Where the article was published.")
    publisher: str | None = Field(default=None, description="Who published it.")
    author: str | None = Field(default=None, description="Who wrote it, as written there.")
    language: str | None = Field(default=None, description="ISO 639-1 code of its language.")


class Origin(Record):
    """What told one value that is known about an article beside its text."""

    field: str = Field(min_length=1, description="The value that was told, such as title.")
    told_by: str = Field(
        min_length=1,
        description="What told it: sidecar, front matter, JSON-LD datePublished, PDF Author.",
    )


class Source(Record):
    """Bytes and where they came from; not yet read."""

    source_uri: str = Field(min_length=1, description="Path or address the bytes came from.")
    media_type: str = Field(
        min_length=1, description="What the reader takes them for, such as text/plain."
    )
    content: bytes = Field(description="The bytes as found.", repr=False)
    content_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes.")
    sidecar: bytes | None = Field(
        default=None, description="Bytes of NAME.meta.toml where there is one.", repr=False
    )
    sidecar_from: str = Field(
        default="sidecar",
        min_length=1,
        description="What the sidecar's values are told by: sidecar, or the feed that named it.",
    )


class ArticleHeader(Record):
    """What every view of an article shows first."""

    source_uri: str = Field(
        min_length=1, description="Where the article came from: a path or an address."
    )
    article_id: str = Field(
        pattern=r"^[0-9a-f]{16}$",
        description="First 16 hex digits of the SHA-256 of the raw text with line ends unified.",
    )
    title: str | None = Field(description="Headline; null where none is known.")
    published_on: date | None = Field(description="Day of publication; null where unknown.")
    language: str = Field(min_length=2, description="ISO 639-1 code of the article's language.")


class Article(ArticleHeader):
    """One text, as it was read, with every repair that cleaning made."""

    publisher: str | None = Field(description="Who published it; null where unknown.")
    author: str | None = Field(
        default=None, description="Who wrote it, as the source says; null where unknown."
    )
    origin_uri: str | None = Field(
        description="Where it was published, as its sidecar or page says; null where unknown."
    )
    origins: tuple[Origin, ...] = Field(
        default=(), description="For each value known beside the text: what told it."
    )
    raw_text: str = Field(
        min_length=1, description="The text as read; all offsets point into it.", repr=False
    )
    content_sha256: str = Field(
        pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes it was read from."
    )
    content_key: str = Field(
        pattern=r"^[0-9a-f]{64}$",
        description="SHA-256 of bytes, sidecar and extractor version; equal keys give equal rows.",
    )
    word_count: int = Field(ge=0, description="Words of the raw text, divided at white space.")
    edits: tuple[Edit, ...] = Field(description="What cleaning changed, in order of the raw text.")
    passages: tuple[Passage, ...] = Field(
        default=(), description="The parts that are no news, in order of the raw text."
    )


class ArticleFacts(ArticleHeader):
    """Everything extracted from one article; what `foretell extract` prints."""

    figures: tuple[Figure, ...] = Field(description="Every figure, in reading order.")
    companies: tuple[CompanyMention, ...] = Field(
        description="Every mention of a company, in reading order."
    )
    forecasts: tuple[Forecast, ...] = Field(description="Every forecast, in reading order.")
    rejected: tuple[RejectedNumber, ...] = Field(
        description="Every number that is not a figure, with its reason."
    )


class Signature(Record):
    """What is kept of an article's words to find its copies; empty for a short one."""

    minima: tuple[int, ...] = Field(
        default=(),
        description="MinHash values of its news, 32 bits each; copies agree in most places.",
    )
    bands: tuple[int, ...] = Field(
        default=(), description="Hashes of runs of the minima, 64 bits each; copies share some."
    )


class Extraction(Record):
    """A read article together with its facts: what the warehouse stores."""

    article: Article
    facts: ArticleFacts
    signature: Signature = Signature()


class Rejection(Record):
    """An input that was seen and not loaded, with the reason."""

    source_uri: str = Field(min_length=1, description="Path or address of the input.")
    content_sha256: str | None = Field(
        description="SHA-256 of its bytes; null where none could be read."
    )
    content_key: str | None = Field(
        description="SHA-256 of bytes, sidecar and extractor version; null where unreadable."
    )
    reason: RejectionReason = Field(description="Why, from a closed set.")
    detail: str = Field(min_length=1, description="What exactly is wrong, and what to do next.")
