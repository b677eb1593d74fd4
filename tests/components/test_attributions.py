"""Who says so: sources, their cues, and what the pronouns stand for."""

import pytest

from tests.model_fixtures import attributions_of

pytestmark = pytest.mark.model

# sentence, (source, cue, the whole sentence is said)
NAMED = [
    ("According to Gartner, sales of phones rose 5%.", ("Gartner", "According", True)),
    ("Sales are estimated by Gartner at $5 million.", ("Gartner", "estimated", True)),
    ("The forecast by Gartner puts sales at $5 million.", ("Gartner", "forecast", True)),
    ("Gartner expects that sales will rise 5%.", ("Gartner", "expects", False)),
    ("Analysts at Gartner said sales rose 5%.", ("Gartner", "said", False)),
    ("Gartner's report shows that sales rose 5%.", ("Gartner", "shows", False)),
    ("Sales of phones rose 5%, Gartner said.", ("Gartner", "said", False)),
    ("Bank of America said sales rose 5%.", ("Bank of America", "said", False)),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[row[0] for row in NAMED])
def test_named_sources(text: str, expected: tuple[str, str, bool]) -> None:
    """A company that speaks is the source of what it says, and no pronoun stands for it."""
    (found,) = attributions_of(text, "Other", "Another")
    assert (found.source, found.cue.text, found.whole) == expected
    assert not found.resolved


@pytest.mark.parametrize(
    "text",
    [
        "Gartner bought a plant for $5 million.",
        "Sales at Gartner rose 5%.",
        "Sales rose 5%.",
        "A firm said sales rose 5%.",
        "Rivals of Gartner said sales rose 5%.",
    ],
)
def test_who_is_only_spoken_of_is_no_source(text: str) -> None:
    """A company that does or owns something says nothing by that; "a firm" is nobody."""
    assert list(attributions_of(text, "Other", "Another")) == []


def test_person_speaks_for_the_organisation() -> None:
    """What an analyst says is said by the house."""
    found = attributions_of("Ann Poe, an analyst at Gartner, said sales would rise 5%.")
    assert {a.source for a in found} == {"Gartner"}
    assert any(a.is_person for a in found)


# sentence, source when one was quoted before, when only a company was named, when nothing was
PRONOUNS = [
    ("It also predicts that sales will rise 5%.", "Quoted", "Subject"),
    ("He said that sales would rise 5%.", "Quoted", None),
    ("The firm said sales rose 5%.", "Quoted", "Subject"),
    ("The report shows that sales rose 5%.", "Quoted", "Subject"),
    ("The company expects sales of $5 million.", "Subject", "Subject"),
]


@pytest.mark.parametrize(
    ("text", "both", "subject_only"), PRONOUNS, ids=[row[0] for row in PRONOUNS]
)
def test_pronouns_stand_for_the_nearest_fitting(
    text: str, both: str, subject_only: str | None
) -> None:
    """A pronoun and "the firm" are who was quoted, "the company" whom the passage is about."""
    assert [a.source for a in attributions_of(text, "Quoted", "Subject")] == [both]
    alone = [a.source for a in attributions_of(text, None, "Subject")]
    assert alone == ([subject_only] if subject_only else [])
    assert list(attributions_of(text, None, None)) == []
    assert all(a.resolved for a in attributions_of(text, "Quoted", "Subject"))


def test_content_lies_below_the_cue() -> None:
    """What is said hangs below the verb of saying; what the sentence says itself does not."""
    (found,) = attributions_of("Sales fell 3% after Gartner predicted that costs would rise 5%.")
    covered = {t.text for t in found.cue.doc if found.covers(t)}
    assert {"costs", "rise", "%"} <= covered
    assert covered.isdisjoint({"Sales", "fell", "predicted"})


def test_according_to_covers_the_sentence() -> None:
    """All of a sentence is what "according to" attributes."""
    (found,) = attributions_of("According to Gartner, sales of phones rose 5%.")
    assert all(found.covers(token) for token in found.cue.doc)
