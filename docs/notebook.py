"""The warehouse in Python, as a marimo notebook: `marimo edit docs/notebook.py`.

Reads the workspace of FORETELL_HOME, else the nearest one around here. A test runs it whole.
"""

import marimo

app = marimo.App(app_title="Foretell's warehouse in Python")


@app.cell
def _():
    import marimo as mo

    from pipeline import open_warehouse

    warehouse = open_warehouse()
    mo.md("# The warehouse in Python\nNothing is written, and nobody is waited for.")
    return mo, warehouse


@app.cell
def _(mo, warehouse):
    views = {view.name: view for view in warehouse.views()}
    mo.vstack([mo.md("## What there is"), {name: view.comment for name, view in views.items()}])
    return (views,)


@app.cell
def _(mo, views):
    meanings = {column.name: column.comment for column in views["figures"].columns}
    mo.vstack([mo.md("## What the columns of `figures` mean"), meanings])
    return (meanings,)


@app.cell
def _(mo, warehouse):
    # Typed records: values are Decimal, days are date, statuses are enumerations.
    figures = [found.record for found in warehouse.figures("unit = ?", ["USD"])]
    told = [f"{each.quote}: {each.metric or 'nothing named'}" for each in figures]
    mo.vstack([mo.md("## Figures in dollars, as records"), told])
    return (figures,)


@app.cell
def _(mo, warehouse):
    # Every quote stands in its text, whatever cleaning did in between.
    stored = next(iter(warehouse.articles()))
    text = stored.article.raw_text
    wrong = [
        each for each in stored.facts.figures if text[each.char_start : each.char_end] != each.quote
    ]
    mo.md(f"## An article\n{len(stored.facts.figures)} figures, {len(wrong)} wrong quotes")
    return stored, wrong


@app.cell
def _(mo, warehouse):
    # SQL to a frame; `value_usd` needs rates for what is no dollar: `foretell rates load`.
    amounts = warehouse.sql(
        """
        SELECT company, metric, period, value, unit, value_usd, rate_date, quote, permalink
        FROM figures
        WHERE status = ? AND value_usd IS NOT NULL
        ORDER BY value_usd DESC
        """,
        ["actual"],
    ).to_polars()
    mo.vstack([mo.md("## The largest amounts"), amounts])
    return (amounts,)


@app.cell
def _(mo, warehouse):
    # The same to Arrow, which every other tool takes without copying.
    physical = warehouse.sql(
        "SELECT quote, value_si, unit_si FROM figures WHERE unit_si IS NOT NULL"
    ).to_arrow()
    mo.vstack([mo.md("## Physical amounts, in SI units"), physical.to_pylist()])
    return (physical,)


@app.cell
def _(mo, warehouse):
    # The ready questions, as `foretell ask` lists them.
    newest = warehouse.ask("newest-articles")
    mo.vstack([mo.md("## A ready question"), [dict(row) for row in newest]])
    return (newest,)


@app.cell
def _(figures, mo, warehouse):
    # Full-text search, with the sentence that fits best and an address of it.
    words = (figures[0].metric if figures else None) or "sales"
    hits = warehouse.search(words, most=3)
    mo.vstack([mo.md(f"## Articles about {words}"), [(h.sentence, h.permalink) for h in hits]])
    return hits, words


@app.cell
def _(mo, stored, warehouse):
    # A permalink leads back to the record.
    links = [
        row["permalink"]
        for row in warehouse.sql(
            "SELECT permalink FROM figures WHERE article_id = ? ORDER BY char_start LIMIT 3",
            [stored.article.article_id],
        )
    ]
    mo.vstack([mo.md("## Permalinks"), links])
    return (links,)


if __name__ == "__main__":
    app.run()
