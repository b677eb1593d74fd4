"""What a page tells about its article: JSON-LD first, then meta tags, then its other marks."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from pipeline.readers.findings import Findings

ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "TechArticle",
    "ScholarlyArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
)
"""Types of schema.org that are articles."""

# Field: names of meta tags that tell it, the surest first.
# Source: ogp.me, schema.org, the Dublin Core terms, the tags of Parse.ly and Sailthru.
META_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "dc.title", "dcterms.title", "parsely-title", "twitter:title"),
    "author": (
        "author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
    ),
    "publisher": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "published_on": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "parsely-pub-date",
        "sailthru.date",
        "publish-date",
        "publication_date",
        "pubdate",
        "date",
    ),
    "language": ("og:locale", "dc.language", "content-language", "language"),
    "source_uri": ("og:url",),
}

LONGEST_JSON_LD = 500_000
MOST_NESTING = 6


def page_findings(tree: HtmlElement) -> Findings:
    """Return what the page tells about its article, with what told it."""
    found = Findings()
    for article in _json_ld_articles(tree):
        found.add_all(_told_by_json_ld(article))
    found.add_all(_told_by_meta(tree))
    found.add_all(_told_by_marks(tree))
    return found


def _told_by_json_ld(article: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    """Yield what a JSON-LD article tells."""
    for field, key in (
        ("title", "headline"),
        ("title", "name"),
        ("author", "author"),
        ("publisher", "publisher"),
        ("published_on", "datePublished"),
        ("language", "inLanguage"),
        ("source_uri", "url"),
        ("source_uri", "mainEntityOfPage"),
    ):
        value = _names(article.get(key))
        if field != "source_uri" or _is_address(value):
            yield field, value, f"JSON-LD {key}"


def _names(value: object, depth: int = 0) -> str | None:
    """Return the text of a value of schema.org: itself, its name or address, or a list of such."""
    if isinstance(value, str):
        return value
    if depth > MOST_NESTING:
        return None
    if isinstance(value, list):
        names = (_names(each, depth + 1) for each in value)
        return ", ".join(dict.fromkeys(filter(None, names))) or None
    if isinstance(value, dict):
        return _names(value.get("name") or value.get("@id") or value.get("url"), depth + 1)
    return None


def _is_address(value: str | None) -> bool:
    """Tell whether a value is an address of the web."""
    return value is not None and value.startswith(("http://", "https://"))


def _json_ld_articles(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the articles among the page's JSON-LD; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) <= LONGEST_JSON_LD:
            try:
                value = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles_in(value)


def _articles_in(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the articles in a JSON-LD value: itself, of a list, or of its graph."""
    if depth > MOST_NESTING:
        return
    if isinstance(value, list):
        for each in value:
            yield from _articles_in(each, depth + 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        if any(each in ARTICLE_TYPES for each in (types if isinstance(types, list) else [types])):
            yield value
        yield from _articles_in(value.get("@graph"), depth + 1)


def _told_by_meta(tree: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    """Yield what the meta tags tell."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        name = name or tag.get("http-equiv", "")
        tags.setdefault(name.strip().lower(), tag.get("content") or "")
    for field, names in META_NAMES.items():
        for name in names:
            value = tags.get(name)
            if field == "author" and _is_address(value):
                continue
            yield field, value, f"meta {name}"


def _told_by_marks(tree: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    """Yield what the page's other elements tell."""
    yield "language", tree.get("lang"), "html lang"
    for link in tree.iter("link"):
        if link.get("rel", "").lower() == "canonical" and _is_address(link.get("href")):
            yield "source_uri", link.get("href"), "link canonical"
    for time in tree.iter("time"):
        if "datepublished" in time.get("itemprop", "").lower() or time.get("pubdate") is not None:
            yield "published_on", time.get("datetime"), "time datePublished"
    for name in ("h1", "title"):
        for element in tree.iter(name):
            yield "title", element.text_content(), name
