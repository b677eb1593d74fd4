"""Cleaning of characters and words: mojibake, divided words, and what nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        pytest.param("It isnâ€™t cheap.", "It isn’t cheap.", id="quote"),
        pytest.param("It costs Â£5 million.", "It costs £5 million.", id="pound"),
        pytest.param("NestlÃ© pays â‚¬5.", "Nestlé pays €5.", id="letter_and_euro"),
        pytest.param("It isnÃ¢â‚¬â„¢t.", "It isn’t.", id="twice_over"),
        pytest.param("It isn\u00e2\u0080\u0099t.", "It isn’t.", id="latin_1"),
        pytest.param("a \u00ef\u00ac\u0081scal year", "a fiscal year", id="ligature_under_it"),
    ],
)
def test_mojibake_is_repaired(raw_text: str, expected: str) -> None:
    """UTF-8 that was read as another encoding is read again."""
    assert clean(raw_text).text == expected


@pytest.mark.parametrize(
    "raw_text",
    ["a café” said", "São Paulo’s mill", "naïve…", "Ångström and Élan", "A Ñandú – “Âge”", "5 × 3"],
)
def test_letters_with_marks_stay(raw_text: str) -> None:
    """Letters of other languages beside quotes and dashes are no mojibake."""
    assert clean(raw_text).edits == ()


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        pytest.param("the com-\npany grew", "the company grew", id="word"),
        pytest.param("a long-\nterm plan", "a long-term plan", id="compound"),
        pytest.param("Zorbium mines. The Zor-\nbium mines.", "Zorbium mines", id="known_word"),
        pytest.param("a co-op and a co-\nop", "co-op and a co-op", id="known_compound"),
        pytest.param("the com\u2010\n  pany grew", "the company grew", id="other_hyphen"),
        pytest.param("the com\u00ad\npany grew", "the company grew", id="soft_hyphen"),
        pytest.param("the pro\u00adfit grew", "the profit grew", id="soft_hyphen_within"),
    ],
)
def test_divided_words_are_joined(raw_text: str, expected: str) -> None:
    """A word that a line end divides is one again, a compound keeps its hyphen."""
    cleaned = clean(raw_text).text
    assert expected in cleaned
    assert "\n" not in cleaned


@pytest.mark.parametrize(
    "raw_text", ["It grew -\nby much", "in 2024-\n2025", "Mills:\n- flour\n- bread", "A-\nB test"]
)
def test_other_hyphens_at_line_ends_stay(raw_text: str) -> None:
    """Dashes, ranges and bullets are no divided words."""
    assert clean(raw_text).text == raw_text


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        pytest.param("one\ftwo\u2028three", "one\ntwo\nthree", id="page_and_line_ends"),
        pytest.param("a\u202eb\u202cc \u2066d\u2069", "abc d", id="directions"),
        pytest.param("5\ufe0f \U000e0041mills\ufffc", "5 mills", id="selectors_and_tags"),
        pytest.param("a\x00b\x07c\x7f", "abc", id="controls"),
        pytest.param("&Eacute;lan &rightarrow; &hellip;", "Élan → …", id="named_entities"),
        pytest.param("R&D; M&AB; &unknown;", "R&D; M&AB; &unknown;", id="no_entities"),
    ],
)
def test_unseen_characters(raw_text: str, expected: str) -> None:
    """What no reader sees goes, every line end is one, every entity is its character."""
    assert clean(raw_text).text == expected


NOISE = ["\u00ad", "\u200b", "\u2060", "\u202a", "\u202c", "\ufeff", "\ufe0f", "\x07"]
LETTERS = st.text("abdeghkmnoprtuvwxyz", min_size=3, max_size=9).map(lambda word: f"{word}qa")


@st.composite
def noisy(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a raw text with unseen characters in its words, and the words as they are seen."""
    words = draw(st.lists(LETTERS, min_size=1, max_size=12))
    raw = []
    for word in words:
        places = draw(st.lists(st.tuples(st.integers(1, len(word) - 1), st.sampled_from(NOISE))))
        for place, mark in sorted(places, reverse=True):
            word = word[:place] + mark + word[place:]
        raw.append(word)
    gaps = draw(
        st.lists(
            st.sampled_from([" ", "\n", "\r\n", "\r", " &amp; "]),
            min_size=len(words),
            max_size=len(words),
        )
    )
    return "".join(word + gap for word, gap in zip(raw, gaps, strict=True)), words


@given(noisy())
def test_noise_leads_back_to_the_words(drawn: tuple[str, list[str]]) -> None:
    """Every word is found in the cleaned text, and its raw span holds it and the noise alone."""
    raw_text, words = drawn
    cleaned = clean(raw_text)
    position = 0
    for word in words:
        position = cleaned.text.index(word, position)
        start, end = cleaned.offsets.to_raw(position, position + len(word))
        assert "".join(c for c in raw_text[start:end] if c not in NOISE) == word
        position += len(word)
    assert not any(mark in cleaned.text for mark in NOISE)
