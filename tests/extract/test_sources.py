"""Who says a figure."""

from collections.abc import Sequence

import pytest

from pipeline.components.attributions import Attribution
from pipeline.extract.sources import Carried, source_candidates
from pipeline.ranking import Candidate
from schemas import Status
from tests.model_fixtures import attributions_of, facts_of, frame_of

pytestmark = pytest.mark.model


def proposed(
    text: str, quote: str, carried: str | None = None, main: str | None = None
) -> dict[str | None, Candidate[str]]:
    """Return the sources proposed for a quantity, by name."""
    attributions: Sequence[Attribution] = attributions_of(text)
    found = source_candidates(
        frame_of(text, quote),
        attributions,
        Carried(carried, "analyst_house", 1) if carried else None,
        Status.FORECAST,
        metric_class="market",
        main=main,
    )
    return {candidate.value: candidate for candidate in found}


def test_attribution_covers_its_content() -> None:
    """The number in what Gartner expects is Gartner's; one beside it is not covered."""
    text = "Sales fell 3% after Gartner predicted that costs would rise 5%."
    assert "said covers" in proposed(text, "5%")["Gartner"].features
    assert "said covers" not in proposed(text, "3%")["Gartner"].features


def test_according_to_covers_the_sentence() -> None:
    """All numbers of the sentence are said by whom it is according to."""
    text = "According to Gartner, sales rose 5% and costs fell 3%."
    for quote in ("5%", "3%"):
        features = proposed(text, quote)["Gartner"].features
        assert {"said covers", "said whole sentence"} <= set(features)


def test_writer_is_always_a_candidate() -> None:
    """Without attribution, and with nobody quoted before, only the writer speaks."""
    assert set(proposed("Sales rose 5%.", "5%")) == {None}


def test_source_of_the_passage_is_carried_over_once() -> None:
    """Whom the passage quoted may still speak; the sentence's own attribution counts first."""
    assert proposed("Sales rose 5%.", "5%", carried="Gartner")["Gartner"].features["carried"] == 1
    own = proposed("According to Gartner, sales rose 5%.", "5%", carried="Gartner")
    assert "carried" not in own["Gartner"].features


def test_how_the_carried_source_was_quoted() -> None:
    """An analyst house of the sentence before is told from somebody quoted long ago."""
    features = proposed("Sales rose 5%.", "5%", carried="Gartner")["Gartner"].features
    assert {"carried&quoted house", "carried&quoted 1 back"} <= set(features)


def test_main_company_is_marked() -> None:
    """A company that speaks of its own figures is told apart from a house that is quoted."""
    text = "Gartner expects that sales will rise 5%."
    assert "said main" in proposed(text, "5%", main="Gartner")["Gartner"].features
    assert "said main" not in proposed(text, "5%", main="Norvia")["Gartner"].features


PASSAGE = (
    "Norvia Corp. makes pumps. Norvia Corp. sold pumps worth $5 million in 2028. Norvia has "
    "three plants.\n"
    "According to Gartner, global sales of pumps will grow by 5% in 2031."
)


@pytest.mark.parametrize(("quote", "source"), [("$5 million", None), ("5%", "Gartner")])
def test_source_of_the_record(quote: str, source: str | None) -> None:
    """A research house is the source of its forecasts, the writer of what just happened."""
    found = {figure.quote: figure.attributed_to for figure in facts_of(PASSAGE).figures}
    assert found[quote] == source
