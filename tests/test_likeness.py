"""Signatures: equal for equal texts, alike for texts that are alike, and cheap to compare."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.likeness import BANDS, LEAST_WORDS, LENGTH, band_keys, find_minima, likeness, sign

WORDS = [f"word{n}" for n in range(400)]
SIGNED = (6083295, 13363762, 64459)
KEYS = [1475856034744488984, -3754698466992012044]


def test_signature_is_the_same_everywhere() -> None:
    """The signature of a text is what it was when warehouses were filled with it."""
    found = find_minima(" ".join(WORDS))
    assert (len(found), found[:3]) == (LENGTH, SIGNED)
    assert list(band_keys(found))[:2] == KEYS


def test_case_space_and_marks_do_not_matter() -> None:
    """The same words with other line ends, quotes and capitals have the same signature."""
    plain = " ".join(WORDS)
    other = "\r\n".join(word.upper() for word in WORDS).replace("WORD7\r\n", "“WORD7”, ")
    assert sign(plain) == sign(other)


def test_short_text_has_none() -> None:
    """A text of few words is like no other."""
    short = " ".join(WORDS[: LEAST_WORDS - 1])
    assert sign(short).minima == sign(short).bands == ()
    assert likeness((), ()) == 0.0


@given(st.integers(0, 200))
def test_likeness_is_what_texts_share(changed: int) -> None:
    """Two signatures agree in about the part of the runs of words that their texts share."""
    one = " ".join(WORDS)
    other = " ".join(WORDS[:-changed] + [f"other{n}" for n in range(changed)]) if changed else one
    shared = max(0, 397 - changed) / (397 + changed)
    assert abs(likeness(find_minima(one), find_minima(other)) - shared) < 0.15


def test_copies_share_a_band() -> None:
    """A text with one word in forty changed shares a band with the first, another shares none."""
    one = sign(" ".join(WORDS))
    copy = sign(" ".join("x" if n % 40 == 20 else word for n, word in enumerate(WORDS)))
    other = sign(" ".join(reversed(WORDS)))
    assert len(one.bands) == BANDS
    assert likeness(one.minima, copy.minima) > 0.7
    assert set(one.bands) & set(copy.bands)
    assert not set(one.bands) & set(other.bands)
