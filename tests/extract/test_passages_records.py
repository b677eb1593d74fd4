"""What stands in boilerplate is rejected as such; passages become records."""

from pipeline.clean import clean
from pipeline.extract.passages import is_aside, make_passages, news, set_aside
from pipeline.grammar.passages import find_passages
from pipeline.grammar.quantities import load_quantity_grammar
from pipeline.grammar.sentences import split_sentences
from schemas import NumberReason

TEXT = (
    "The mill sold 5 tons of flour.\r\n\r\nAdvertisements\r\n\r\nAbout Northwind\r\n\r\n"
    "Northwind has 12 mills.\r\n\r\nDisclaimer\r\n\r\nThe mill may lose $7 million."
)


def test_numbers_of_boilerplate_are_rejected() -> None:
    """Numbers of the law are rejected with that reason, those about a company are kept."""
    text = clean(TEXT).text
    found = find_passages(text, split_sentences(text))
    scan = set_aside(load_quantity_grammar().scan(text), found)
    assert [text[q.start : q.end] for q in scan.quantities] == ["5 tons", "12"]
    rejected = [r for r in scan.rejected if r.reason is NumberReason.BOILERPLATE]
    assert [text[r.start : r.end] for r in rejected] == ["$7 million"]
    assert news(text, found).split() == "The mill sold 5 tons of flour.".split()
    assert is_aside(len(text) - 1, found)
    assert not is_aside(0, found)


def test_passages_are_records_of_the_raw_text() -> None:
    """Each passage stands in the raw text where its record says, removed lines as well."""
    cleaned = clean(TEXT)
    found = find_passages(cleaned.text, split_sentences(cleaned.text))
    records = make_passages(found, cleaned)
    assert [(r.kind.value, TEXT[r.char_start : r.char_end].split()[0]) for r in records] == [
        ("furniture", "Advertisements"),
        ("about", "About"),
        ("legal", "Disclaimer"),
    ]
