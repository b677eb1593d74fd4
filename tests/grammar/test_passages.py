"""Passages that are no news: what opens them, where they end, and what is none."""

import pytest

from pipeline.grammar.passages import find_passages
from pipeline.grammar.sentences import split_sentences
from pipeline.lexicon import read_table

NEWS = "Northwind opened a mill on Monday."


def passages(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each passage of a text."""
    found = find_passages(text, split_sentences(text))
    return [(passage.kind.value, text[passage.start : passage.end]) for passage in found]


def test_about_a_company() -> None:
    """A heading with a company's name opens what tells who it is, up to the next heading."""
    about = "About Northwind\n\nNorthwind makes flour. It has 12 mills."
    text = f"{NEWS}\n\n{about}\n\nNext Steps\n\nA second mill follows in May."
    assert passages(text) == [("about", about)]


def test_about_in_one_line() -> None:
    """The heading of a glued text is a sentence, and the passage goes on to the end."""
    about = "About Northwind. Founded in 1990, Northwind makes flour. It has 12 mills."
    assert passages(f"{NEWS} {about}") == [("about", about)]


@pytest.mark.parametrize(
    "text",
    [
        "About Half of All Mills Close\n\nMills are closing, a study says.",
        f"{NEWS}\n\nAbout half of the mills close.\n\nThey grew old.",
        f"{NEWS}\n\nAbout Face\n\nMills change their mind on flour.",
        f"{NEWS} It has a contact in town. It sold a forward-looking radar.",
        f"{NEWS} Subscribers rose 5%. Its disclaimer was short.",
        f"{NEWS}\n\nRead more books, the mill says, and click less.",
    ],
    ids=["title", "sentence", "no company", "other words", "other starts", "advice"],
)
def test_news_is_no_passage(text: str) -> None:
    """Sentences that only sound like boilerplate stay news."""
    assert passages(text) == []


def test_legal_section() -> None:
    """A legal heading governs the paragraphs below it, whatever they say."""
    legal = "Forward-Looking Statements\n\nMills may close. Flour may cost $5.\n\nNobody knows."
    text = f"{NEWS}\n\n{legal}\n\nContact\n\nJo Lee\n+1 555 0100"
    assert passages(text) == [("legal", legal), ("contact", "Contact\n\nJo Lee\n+1 555 0100")]


def test_legal_sentences_among_news() -> None:
    """A legal sentence is a passage by itself, the sentences around it are news."""
    legal = "Actual results may differ materially from those expected."
    assert passages(f"{NEWS} {legal} Flour costs $5 now.") == [("legal", legal)]


def test_long_run_of_words_is_no_sentence_of_promotion() -> None:
    """Where no border was found, a cue somewhere within does not make all of it boilerplate."""
    text = f"{NEWS} Menu Mills Flour " + "Bread " * 100 + "we may earn affiliate links $5"
    assert passages(text) == []


@pytest.mark.parametrize(
    ("example", "kind", "place"),
    [
        (row["example"], row["kind"], row["place"])
        for row in read_table("passage_cues", ("pattern", "kind", "place", "example", "source"))
    ],
)
def test_every_cue_finds_its_example(example: str, kind: str, place: str) -> None:
    """Each row of the table finds the line that it is meant for, as the kind that it names."""
    line = f"\n\n{example}\n\nMore of it." if place == "heading" else f" {example}"
    found = passages(f"{NEWS}{line}")
    assert [(k, words.split("\n")[0]) for k, words in found] == [(kind, example)]
