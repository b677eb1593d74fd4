"""What a forecast states, of whom, and who makes it: the choices beside the forecast itself."""

import pytest

from schemas import ArticleFacts, Forecast
from tests.model_fixtures import facts_of

pytestmark = pytest.mark.model

OPENING = "Norvia Corp. makes pumps. Norvia Corp. has three plants. Norvia is old.\n"


def read(text: str) -> ArticleFacts:
    """Return what is found in an article about Norvia that goes on with `text`."""
    return facts_of(OPENING + text)


def quotes(facts: ArticleFacts, forecast: Forecast) -> list[str]:
    """Return the figures that the forecast states, as written."""
    written = {figure.figure_id: figure.quote for figure in facts.figures}
    return [written[each] for each in forecast.figure_ids]


# text, forecaster
FORECASTERS = [
    ("Norvia Corp. plans to open 20 stores in 2030.", "Norvia"),
    ("UBS expects sales of pumps to reach $4 billion by 2031.", "UBS"),
    ("Analysts at UBS said sales of pumps could reach $4 billion by 2031.", "UBS"),
    ("Gartner's forecast of $4 billion in pump sales for 2030 stands.", "Gartner"),
    ("Sales of pumps will reach $4 billion in 2030, according to Gartner.", "Gartner"),
    ("Sales are expected to reach $3 billion in 2030.", None),
    ("Economists expect inflation of 2.5% in 2030.", None),
]


@pytest.mark.parametrize(
    ("text", "forecaster"), FORECASTERS, ids=[text[:40] for text, _ in FORECASTERS]
)
def test_forecaster(text: str, forecaster: str | None) -> None:
    """Who says so by name, noun or pronoun; the writer alone is nobody."""
    (forecast,) = read(text).forecasts
    assert forecast.forecaster == forecaster


@pytest.mark.parametrize(
    ("text", "stated", "leading"),
    [
        ("Sales will grow 5% to $4 billion in 2031.", ["5%", "$4 billion"], "$4 billion"),
        (
            "The project will cost $5 million (£4 million) in 2031.",
            ["$5 million", "£4 million"],
            "$5 million",
        ),
    ],
)
def test_figures(text: str, stated: list[str], leading: str) -> None:
    """The forecast states what lies ahead; where it starts from and what was stay out."""
    facts = read(text)
    (forecast,) = facts.forecasts
    assert quotes(facts, forecast) == stated
    assert {f.figure_id: f.quote for f in facts.figures}[forecast.figure_id or ""] == leading


def test_pronoun_stands_for_the_forecaster() -> None:
    """In a passage that quotes a source, "it" goes on speaking."""
    text = (
        "Gartner expects pump sales of $4 billion in 2030. "
        "It also predicts that they will grow 5% in 2031."
    )
    assert [f.forecaster for f in read(text).forecasts] == ["Gartner", "Gartner"]


def test_target_leads_a_series() -> None:
    """Of a series, the point at the target leads."""
    facts = read("The market is projected to grow from $12 billion in 2028 to $26 billion by 2033.")
    (forecast,) = facts.forecasts
    leading = next(f for f in facts.figures if f.figure_id == forecast.figure_id)
    assert (leading.quote, leading.series_id is not None) == ("$26 billion", True)


def test_subject_is_that_of_the_leading_figure() -> None:
    """Metric, key and company come from the figure that leads."""
    (forecast,) = read("Norvia Corp. expects revenue of $4 billion in 2031.").forecasts
    assert (forecast.metric, forecast.metric_key) == ("revenue", "revenue")
    assert forecast.company == "Norvia"


def test_subject_without_a_figure() -> None:
    """Without a figure, the subject of what is to come is the metric."""
    (forecast,) = read("Gartner predicts that valves will outsell pumps by 2031.").forecasts
    assert (forecast.figure_id, forecast.metric, forecast.company) == (None, "valves", None)


def test_two_statements_of_one_sentence() -> None:
    """Clauses with subject, cue and figure of their own are forecasts of their own."""
    text = (
        "UBS expects sales of $3 billion in 2030, while Gartner projects sales of "
        "$4 billion in 2031."
    )
    facts = read(text)
    found = [(f.forecaster, f.target_period, quotes(facts, f)) for f in facts.forecasts]
    assert found == [("UBS", "2030", ["$3 billion"]), ("Gartner", "2031", ["$4 billion"])]
    assert [f.quote for f in facts.forecasts] == [text[:39], text[41:]]


def test_one_statement_stays_whole() -> None:
    """A second verb of the same subject is no statement of its own."""
    text = "Sales will rise to $3 billion in 2030 and reach $5 billion in 2032."
    (forecast,) = read(text).forecasts
    assert forecast.quote == text


@pytest.mark.parametrize(
    "text",
    [
        "The future could be bright.",
        "Sales may rise.",
        "The company hopes for the best.",
        "Sales rose 5% in 2028, better than expected.",
        "Norvia paid $5 million that was due in 2027.",
        "Norvia sold 4.5% Notes due 2032 last year.",
        "The delay was due to rain in 2028.",
        "What will 2030 bring?",
        "A set of pumps cost $500 in 2028.",
    ],
)
def test_no_forecast(text: str) -> None:
    """Vague hope, comparisons with what was expected, names and open questions state nothing."""
    assert read(text).forecasts == ()
