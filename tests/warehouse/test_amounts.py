"""Amounts in dollars at a stored rate and in SI units, on every way into the file."""

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from pipeline.rates import add_rates, load_rates
from schemas import (
    Bound,
    Correction,
    CorrectionAction,
    Extraction,
    FieldChange,
    Kind,
    Rate,
    RecordKind,
)
from tests.warehouse.claims import said
from tests.warehouse.ingesting import ingest
from warehouse import conversions
from warehouse.anchors import context_of
from warehouse.store import Store

TOLD = date(2024, 2, 29)
RATES = (
    ("EUR", date(2023, 12, 29), "1.1050"),
    ("EUR", date(2024, 2, 28), "1.0838"),
    ("JPY", date(2023, 11, 30), "0.0067"),
    ("IDR", date(2024, 2, 29), "0.000063745123"),
    ("CHF", date(2024, 3, 1), "1.13"),
)
QUERY = "SELECT value_usd, value_high_usd, rate_date, rate_source FROM figures"


def rated(store: Store, *rates: tuple[str, date, str]) -> None:
    """Make `rates` those of the store's workspace, and enter them."""
    home = store.published.parent.parent
    add_rates(
        home,
        [
            Rate(currency=c, rate_date=d, usd_per_unit=Decimal(usd).quantize(Decimal("1E-12")),
                 source="us")
            for c, d, usd in rates
        ],
    )  # fmt: skip
    store.enter_rates(load_rates(home))


def one(store: Store, query: str = QUERY) -> tuple[object, ...]:
    """Return the only row that readers see."""
    with store.reader() as reader:
        (row,) = reader.sql(query).rows
    return row


def euros(year: str = "2023", day: date = TOLD, **fields: object) -> Extraction:
    """Return an article about 80 million euros in a year."""
    value = fields.pop("value", 80_000_000)
    return said("€80m", str(value), day, year=year, **{"unit": "EUR", **fields})


DOLLARS = (
    (euros(name="case 0"), "88400000", date(2023, 12, 29)),
    (euros("2024", name="case 1"), "86704000", date(2024, 2, 28)),
    (euros("2030", by="Fathom", name="case 2"), "86704000", date(2024, 2, 28)),
    (euros("2023", by="Fathom", name="case 3"), "88400000", date(2023, 12, 29)),
    (euros(period_start=None, period_end=None, name="case 4"), "86704000", date(2024, 2, 28)),
    (euros("2022", value=Decimal(-5), name="case 5"), None, None),
    (euros("2023", day=date(2023, 12, 28), name="case 6"), None, None),
    (euros(unit="JPY", name="case 7"), "536000", date(2023, 11, 30)),
    (euros("2024", unit="JPY", name="case 8"), None, None),
    (euros(unit="CHF", year="2024", name="case 9"), None, None),
    (euros(unit="GBP", name="case 10"), None, None),
    (euros(unit="EUR/MWh", value=Decimal("95.5"), name="case 11"), "105.5275", date(2023, 12, 29)),
    (euros(unit="USD", name="case 12"), "80000000", None),
    (euros(unit="USD/t", name="case 13"), "80000000", None),
    (euros(unit="percent", name="case 14"), None, None),
    (
        euros("2024", unit="IDR", value=Decimal("4.5E17"), name="case 15"),
        "28685305350000",
        date(2024, 2, 29),
    ),
    (euros(value=Decimal("1E28"), name="case 16"), None, None),
    (euros(value=Decimal("-0.000000001"), name="case 17"), "-0.000000001", date(2023, 12, 29)),
)


@pytest.fixture(scope="module")
def of_dollars(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with all articles of DOLLARS and the rates; only to read."""
    made = Store(tmp_path_factory.mktemp("dollars"))
    ingest(made, *(article for article, _, _ in DOLLARS))
    rated(made, *RATES)
    return made


@pytest.mark.parametrize(("made", "usd", "rate_date"), DOLLARS, ids=range(len(DOLLARS)))
def test_dollars(
    of_dollars: Store, made: Extraction, usd: str | None, rate_date: date | None
) -> None:
    """The rate is the last one by the end of the period, or by the day of publication if sooner."""
    found = one(of_dollars, f"{QUERY} WHERE article_id = '{made.article.article_id}'")
    assert found[0] == (usd and Decimal(usd))
    assert found[1:] == (None, rate_date, rate_date and "us")


def test_without_a_day_of_publication(store: Store) -> None:
    """Only what has happened is converted then: nobody knew the rate of what is to come."""
    made = [euros(by="Fathom", name="a"), euros(name="b")]
    undated = [
        each.model_copy(
            update={
                "article": each.article.model_copy(update={"published_on": None}),
                "facts": each.facts.model_copy(update={"published_on": None}),
            }
        )
        for each in made
    ]
    ingest(store, *undated)
    rated(store, *RATES)
    with store.reader() as reader:
        found = reader.sql("SELECT status, value_usd FROM figures ORDER BY status").rows
    assert found == [("actual", Decimal(88_400_000)), ("forecast", None)]


def test_both_ends_of_a_range(store: Store) -> None:
    """The upper end has its own amount, at the same rate."""
    ingest(store, euros(value_high=Decimal(90_000_000), bound=Bound.RANGE))
    rated(store, *RATES)
    assert one(store)[:2] == (Decimal(88_400_000), Decimal(99_450_000))


def test_other_rates_make_other_amounts(store: Store) -> None:
    """A rate that is loaded again counts at once; a file without rates takes amounts back."""
    ingest(store, euros())
    assert one(store) == (None, None, None, None)
    rated(store, *RATES)
    assert one(store)[0] == Decimal(88_400_000)
    rated(store, ("EUR", date(2023, 12, 29), "2"))
    assert one(store)[0] == Decimal(160_000_000)
    home = store.published.parent.parent
    assert store.enter_rates(load_rates(home)) is False
    (home / "seeds" / "rates.csv").unlink()
    assert store.enter_rates(load_rates(home)) is True
    assert one(store) == (None, None, None, None)


def test_later_articles_are_converted_too(store: Store) -> None:
    """What is loaded after the rates is converted when it is published."""
    ingest(store, said("12 pumps", 12, TOLD, unit="count"))
    rated(store, *RATES)
    ingest(store, euros(name="later"))
    assert one(store, f"{QUERY} WHERE unit = 'EUR'")[0] == Decimal(88_400_000)


IN_SI: tuple[tuple[dict[str, object], tuple[str | None, ...]], ...] = (
    ({"unit": "MW"}, ("120000000", None, "W")),
    ({"unit": "km/h", "value": Decimal(90)}, ("25", None, "m/s")),
    (
        {"unit": "t", "value_high": Decimal(150), "bound": Bound.RANGE},
        ("120000", "150000", "kg"),
    ),
    ({"unit": "°C", "value": Decimal(17)}, ("290.15", None, "K")),
    ({"unit": "°C", "value": Decimal(2), "kind": Kind.CHANGE}, ("2", None, "K")),
    ({"unit": "nm", "value": Decimal("3.5")}, ("0.0000000035", None, "m")),
    ({"unit": "TWh", "value": Decimal("1E20")}, (None, None, None)),
    ({"unit": "EUR"}, (None, None, None)),
    ({"unit": "percent"}, (None, None, None)),
)


def in_si(number: int) -> Extraction:
    """Return the article of a row of IN_SI."""
    fields = dict(IN_SI[number][0])
    return said("some", str(fields.pop("value", 120)), TOLD, name=f"case {number}", **fields)


@pytest.fixture(scope="module")
def of_si(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with all articles of IN_SI; only to read."""
    made = Store(tmp_path_factory.mktemp("si"))
    ingest(made, *map(in_si, range(len(IN_SI))))
    return made


@pytest.mark.parametrize("number", range(len(IN_SI)))
def test_si(of_si: Store, number: int) -> None:
    """Physical amounts are there in SI units; a change of temperature has no zero point."""
    article_id = in_si(number).article.article_id
    expected = IN_SI[number][1]
    low, high, unit = one(
        of_si,
        f"SELECT value_si, value_high_si, unit_si FROM figures WHERE article_id = '{article_id}'",  # noqa: S608 - our own id
    )
    assert (low, high) == tuple(each and Decimal(each) for each in expected[:2])
    assert unit == expected[2]


def test_other_units_make_other_amounts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the lexicon's table has changed, all amounts are made anew by the next run."""
    query = "SELECT value_si, unit_si FROM figures WHERE unit = 'MW'"
    ingest(store, said("120 MW", 120, TOLD, unit="MW"))
    assert one(store, query) == (Decimal(120_000_000), "W")
    table = ({"unit": "MW", "si_unit": "kW", "factor": "1000", "offset": "0", "source": "own"},)
    monkeypatch.setattr("pipeline.si.read_table", lambda *_words, **_more: table)
    monkeypatch.setattr(conversions, "read_table", lambda *_words, **_more: table)
    ingest(store, said("12 pumps", 12, TOLD, unit="count"))
    assert one(store, query) == (Decimal(120_000), "kW")


def test_a_corrected_figure_is_converted(store: Store) -> None:
    """What a person corrects is converted as corrected; the writer's file keeps what was read."""
    made = euros()
    figure = made.facts.figures[0]
    text = made.article.raw_text
    prefix, suffix = context_of(text, figure.char_start, figure.char_end)
    said_of_it = Correction(
        correction_id="cor_0123456789abcdef",
        action=CorrectionAction.CORRECT,
        kind=RecordKind.FIGURE,
        article_id=made.article.article_id,
        source_uri=made.article.source_uri,
        record_id=figure.figure_id,
        char_start=figure.char_start,
        char_end=figure.char_end,
        quote=figure.quote,
        prefix=prefix,
        suffix=suffix,
        fields=(FieldChange(field="unit", before="EUR", after="MW"),),
        made_by="ann",
        made_at=datetime.fromisoformat("2024-03-01T12:00:00+00:00"),
        why=None,
    )
    ingest(store, made)
    rated(store, *RATES)
    store.enter_corrections([said_of_it])
    query = "SELECT value_usd, value_si, unit_si, reviewed FROM figures"
    assert one(store, query) == (None, Decimal(80_000_000_000_000), "W", "corrected")
    with duckdb.connect(str(store.working), read_only=True) as con:
        assert con.execute("SELECT value_usd FROM core.figures").fetchall() == [(88_400_000,)]


@pytest.mark.parametrize("view", ["forecasts", "forecast_values", "company_timeline"])
def test_every_view_of_amounts_has_them(store: Store, view: str) -> None:
    """A forecast and a timeline show the same amounts as the figure."""
    ingest(store, euros("2030", by="Fathom"))
    rated(store, *RATES)
    query = f"SELECT DISTINCT value_usd, rate_date FROM {view}"  # noqa: S608 - our own names
    assert one(store, query) == (Decimal(86_704_000), date(2024, 2, 28))
