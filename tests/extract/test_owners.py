"""Whose figure it is."""

from collections import Counter

import pytest

from pipeline.extract.company_ties import company_at, subject_company
from pipeline.extract.owners import (
    Stage,
    owner_candidates,
    set_stage,
)
from pipeline.ranking import Candidate
from schemas import Status
from tests.model_fixtures import cue_table, figure_of, frame_of, load_extractor, mark, mark_one

pytestmark = pytest.mark.model


def stage_of(text: str) -> Stage:
    """Return the stage before the first sentence of `text`."""
    return set_stage(mark(text), Counter(), load_extractor().finder.kind_of)


def proposed(text: str, quote: str, stage: Stage | None = None) -> dict[object, Candidate[object]]:
    """Return the owners proposed for a quantity, by name."""
    found = owner_candidates(
        frame_of(text, quote),
        stage or stage_of(text),
        cue_table(),
        metric="revenue",
        source=None,
        status=Status.ACTUAL,
        before=[],
    )
    return {candidate.value: candidate for candidate in found}


# sentence, quantity, company, the tie that the parse gives
TIES = [
    ("Microsoft sold goods worth $5 million.", "$5 million", "Microsoft", "clause subject"),
    ("Microsoft's revenue was $5 million.", "$5 million", "Microsoft", "in subject phrase"),
    ("Sales at Microsoft rose 5%.", "5%", "Microsoft", "subject at"),
    (
        "Microsoft said that it sold goods worth $5 million.",
        "$5 million",
        "Microsoft",
        "subject above",
    ),
]


@pytest.mark.parametrize(("text", "quote", "name", "tie"), TIES, ids=[row[0] for row in TIES])
def test_ties_between_company_and_number(text: str, quote: str, name: str, tie: str) -> None:
    """The parse ties the number to the company that has it, sells it or tells it."""
    assert f"rule:{tie}" in proposed(text, quote)[name].features


def test_nobody_is_always_a_candidate() -> None:
    """A figure may be no company's."""
    assert set(proposed("Inflation was 5%.", "5%")) == {None}
    assert None in proposed("Microsoft's revenue was $5 million.", "$5 million")


def test_listed_companies_own_together() -> None:
    """A list of companies as the subject gives one candidate of all."""
    text = "Companies such as Microsoft, Meta and Google will invest $72 billion."
    assert ("Microsoft", "Meta", "Google") in proposed(text, "$72 billion")
    alone = "Microsoft will invest $72 billion with Google."
    assert not any(isinstance(name, tuple) for name in proposed(alone, "$72 billion"))


def test_stage_knows_the_main_company() -> None:
    """Who is named most is what the article is about, unless it is mostly quoted."""
    text = "Microsoft grew. Microsoft sold more. Google shrank.\nMicrosoft is large."
    stage = stage_of(text)
    assert (stage.main, stage.counts["Microsoft"], stage.main_share) == ("Microsoft", 3, 3)
    quoted = Counter({"Microsoft": 3})
    other = set_stage(mark(text), quoted, load_extractor().finder.kind_of)
    assert other.main == "Google"
    assert stage_of("Sales rose.").main is None


def test_stage_remembers_who_was_named_last() -> None:
    """The newest stands last, and a new subject replaces the old."""
    marked = mark("Microsoft sold trucks.\nGoogle sold cars.\nSales at Microsoft rose 5%.")
    stage = set_stage(marked, Counter(), load_extractor().finder.kind_of)
    for sentence in marked.sentences:
        stage.enter(sentence)
    assert stage.recent == ["Google", "Microsoft"]
    assert stage.subject == "Google"


def test_company_of_the_sentence() -> None:
    """The subject company is that of a main verb; a token outside every name has none."""
    sentence = mark_one("Microsoft sold goods to Google.")
    assert subject_company(sentence) == "Microsoft"
    found = company_at(sentence.parsed.doc[0], sentence)
    assert found is not None
    assert found.name == "Microsoft"
    assert company_at(sentence.parsed.doc[1], sentence) is None
    assert company_at(None, sentence) is None
    assert subject_company(mark_one("Sales at Microsoft rose.")) is None


PASSAGE = (
    "Norvia Corp. makes pumps in Ohio. Norvia Corp. reported revenue of $5 million for 2028. "
    "Norvia's net profit was $2 million."
)


@pytest.mark.parametrize("quote", ["$5 million", "$2 million"])
def test_company_of_the_record(quote: str) -> None:
    """The article's company owns the revenue and profit that it reports."""
    assert figure_of(PASSAGE, quote).company == "Norvia"


def test_figure_of_no_company() -> None:
    """An article that names no company has figures of none."""
    assert figure_of("Inflation was 5% in Germany.", "5%").company is None


def test_listed_companies_are_certain() -> None:
    """In the records, too, companies listed as the subject share the figure."""
    text = "Companies such as Microsoft, Meta and Google will invest $72 billion."
    assert figure_of(text, "$72 billion").company == ("Microsoft", "Meta", "Google")
