"""`foretell report`: an article, a company or a metric as one HTML file to pass on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.session import examples, reading, say

if TYPE_CHECKING:
    from pipeline.report.charts import Point
    from warehouse.reader import Reader

EXAMPLES = examples(
    ("foretell report 21abb -o article.html", "the text with every record, and its cards"),
    ("foretell report --company Gartner -o gartner.html", "all that is said about it and by it"),
    ('foretell report --metric "server revenue" -o servers.html', "its figures and forecasts"),
)

REVIEWED = "SELECT record_id, reviewed FROM reviews WHERE article_id = ?"
ONLY = "SELECT article_id FROM articles LIMIT 2"
OF_COMPANY = """
SELECT period, status, metric, "value", unit, attributed_to, quote, title, published_on,
    concat(article_id, ':', char_start) AS place,
    value_high, permalink
FROM company_timeline
WHERE company_id IN (SELECT company_id FROM aliases WHERE lower(alias) = lower($1))
    OR lower(company) = lower($1)
ORDER BY period_start NULLS LAST, published_on, article_id, char_start
LIMIT 5000
"""
CHART_OF_COMPANY = """
SELECT metric, unit, kind, period, period_start, period_end, "value", value_high, status, direction
FROM company_timeline
WHERE (company_id IN (SELECT company_id FROM aliases WHERE lower(alias) = lower($1))
    OR lower(company) = lower($1)) AND list_contains(roles, 'subject')
    AND metric IS NOT NULL AND "value" IS NOT NULL AND period_start IS NOT NULL
    AND period_end IS NOT NULL
ORDER BY published_on, article_id, char_start
LIMIT 5000
"""
CHART_OF_METRIC = """
SELECT coalesce(company, region, 'nobody named'), unit, kind, period, period_start, period_end,
    "value", value_high, status, direction
FROM figures
WHERE (lower(metric_key) = lower($1) OR lower(metric) = lower($1)) AND NOT is_repeat
    AND period_start IS NOT NULL AND period_end IS NOT NULL
ORDER BY published_on, article_id, char_start
LIMIT 5000
"""
OF_METRIC = {
    "Figures": """
SELECT company, region, period, status, "value", unit, attributed_to, quote, title,
    published_on, concat(article_id, ':', char_start) AS place,
    value_high, permalink
FROM figures
WHERE (lower(metric_key) = lower($1) OR lower(metric) = lower($1)) AND NOT is_repeat
ORDER BY period_start NULLS LAST, published_on, article_id, char_start
LIMIT 5000
""",
    "Forecasts": """
SELECT forecaster, company, target_period, "value", unit, certainty, statement, title,
    published_on, concat(article_id, ':', char_start) AS place,
    value_high, permalink
FROM forecasts
WHERE (lower(metric_key) = lower($1) OR lower(metric) = lower($1)) AND NOT is_repeat
ORDER BY target_start NULLS LAST, published_on, article_id, char_start
LIMIT 5000
""",
}


def report(
    context: typer.Context,
    article: Annotated[
        str | None, typer.Argument(help="Its id or the beginning of it, its path, or file name.")
    ] = None,
    company: Annotated[str | None, typer.Option("--company", help="A company's name.")] = None,
    metric: Annotated[str | None, typer.Option("--metric", help="A metric or its key.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path(
        "report.html"
    ),
) -> None:
    """Write an offline HTML page of an article or a name.

    One file without scripts that asks nothing of a network: the text with every record marked
    and linked to its card, charts and tables; or those of a company or of a metric. Without any
    of them: the only article there is.
    """
    from schemas import UsageError

    if sum(each is not None for each in (article, company, metric)) > 1:
        raise UsageError("ask for one: ARTICLE, --company or --metric")
    with reading(context) as reader:
        if company is not None:
            page = _company(reader, company)
        elif metric is not None:
            page = _metric(reader, metric)
        else:
            page = _article(reader, article)
    output.write_text(page, encoding="utf-8")
    say(f"written: {output}")


def _article(reader: "Reader", key: str | None) -> str:
    """Return the page of an article."""
    from pipeline.report.article import article_page
    from schemas import UsageError

    if key is None:
        ids = reader.sql(ONLY).rows
        if len(ids) != 1:
            raise UsageError("say which article: `foretell show` lists them")
        key = str(ids[0][0])
    stored = reader.article(key)
    reviewed = reader.sql(REVIEWED, [stored.article.article_id]).rows
    return article_page(stored, dict(reviewed))


def _company(reader: "Reader", name: str) -> str:
    """Return the page of a company."""
    tables = {"All that is said about it and by it": OF_COMPANY}
    return _selection(reader, name, "Company", tables, CHART_OF_COMPANY)


def _metric(reader: "Reader", name: str) -> str:
    """Return the page of a metric."""
    return _selection(reader, name, "Metric", OF_METRIC, CHART_OF_METRIC)


def _selection(
    reader: "Reader", name: str, what: str, queries: dict[str, str], of_charts: str
) -> str:
    """Return the page of what some queries find of a name, with the charts of another."""
    from pipeline.report.charts import charts_of
    from pipeline.report.page import Amount, render, table
    from schemas import UnknownName

    tables = []
    for caption, query in queries.items():
        found = reader.sql(query, [name])
        value, said = found.columns.index("value"), found.columns.index("title") - 1
        # The last two are no columns of their own: the end of a range, and where the words are.
        rows = [
            [*row[:value], Amount(row[value], row[-2]), *row[value + 1 : -2]] for row in found.rows
        ]
        links = [(said, row[-1]) for row in found.rows]
        tables.append(table(caption, found.columns[:-2], rows, links))
    if not any(each["rows"] for each in tables):
        raise UnknownName(f"nothing is said of the {what.lower()} {name!r}")
    points = [_point(row) for row in reader.sql(of_charts, [name]).rows]
    charts = charts_of(points)
    return render("selection.html.j2", title=name, about=what, charts=charts, tables=tables)


def _point(row: Sequence[Any]) -> "Point":
    """Return the point of a row; a fall is less than 0, and drawn as one amount."""
    from pipeline.report.charts import Point

    series, unit, kind, period, start, end, value, high, status, direction = row
    falls = kind == "change" and direction == "down"
    return Point(
        series, unit, kind, period, start, end,
        -value if falls else value, None if falls else high, status,
    )  # fmt: skip
