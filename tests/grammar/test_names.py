"""Names as strings: words, legal forms, keys, acronyms, tickers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.names import LegalForms, is_acronym_of, split_words, word_key
from pipeline.grammar.names_tickers import find_tickers

FORMS = LegalForms(
    [
        ("Inc", True),
        ("Corp", True),
        ("Co", True),
        ("& Co", True),
        ("and Co", True),
        ("Ltd", True),
        ("Co Ltd", True),
        ("Pte Ltd", True),
        ("plc", False),
        ("AG", False),
        ("S.p.A", True),
        ("GmbH & Co KG", False),
        ("Company", False),
    ]
)

WORDS = [
    ("Quarl's AT&T", ["Quarl", "AT&T"]),
    ("Coca-Cola and T-Mobile", ["Coca-Cola", "and", "T-Mobile"]),
    ("a Reno-based mill", ["a", "Reno", "mill"]),
    ("Mill.com, S.p.A.", ["Mill.com", "S.p.A"]),
    ("3M’s “mill”", ["3M", "mill"]),
    ("— … $ %", []),
]

STRIPPED = [
    ("Time Mills Inc.", "Time Mills"),
    ("Time Mills, Inc", "Time Mills"),
    ("Harbour Steel Co., Ltd.", "Harbour Steel"),
    ("Vento S.p.A.", "Vento"),
    ("Roth & Co.", "Roth"),
    ("Kiln GmbH & Co. KG", "Kiln"),
    ("Harbour Co. Inc.", "Harbour"),
    ("Inc.", "Inc."),
    ("Incline Energy", "Incline Energy"),
    ("Agora", "Agora"),
    ("Company Store", "Company Store"),
]

SAME_KEY = [
    ("Time Mills Inc.", "TIME MILLS"),
    ("The Time Mills Company", "Time Mills"),
    ("Nestlé", "NESTLE"),
    ("Rowe & Lane", "Rowe and Lane"),
    ("Dr. Reed's", "Dr Reed’s"),
]

DIFFERENT_KEY = [
    ("Time Mills", "Time Mill"),
    ("Harbour Steel", "Harbour Steel Finance"),
    ("The", ""),
]

ACRONYMS = [
    ("HSM", "Harbour Steel Mills", True),
    ("TSMC", "Tall Steel Manufacturing Company", True),
    ("SBC", "South Bell Communications", True),
    ("HS", "Harbour Steel Mills", True),
    ("HMS", "Harbour Steel Mills", False),
    ("Hsm", "Harbour Steel Mills", False),
    ("H", "Harbour Steel", False),
    ("HSM", "Harbour", False),
]

TICKERS = [
    ("Mills Inc. (NASDAQ: MILL) rose", [("MILL", "NASDAQ")]),
    ("Mills (NYSE American: MUX)", [("MUX", "NYSE American")]),
    ("Mills (NYSE: MUX) (TSX: MUX.A)", [("MUX", "NYSE"), ("MUX.A", "TSX")]),
    ("Mills (TSXV: ABC; OTCQX: ABCDF)", [("ABC", "TSXV"), ("ABCDF", "OTCQX")]),
    ("Mills Co (BA.N) and Kiln ( EAD.PA )", [("BA", "N"), ("EAD", "PA")]),
    ("Mills WYE.N rode", [("WYE", "N")]),
    ("Harbour (0700.HK)", [("0700", "HK")]),
    ("Mills (MILL) fell", [("MILL", None)]),
    ("the euro (EUR=) and index (.SSEC)", []),
    ("the U.S. and J.P. Mills", []),
    ("Time: 5 p.m. (see 3.2)", []),
    ("version v1.N", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS, ids=[row[0] for row in WORDS])
def test_words_of_names(text: str, expected: list[str]) -> None:
    """Marks inside a name stay, possessives and lower-case compounds go."""
    assert [word.text for word in split_words(text)] == expected


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    """Every word is the characters at its position, in order, and has its key."""
    end = 0
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert word.start >= end
        assert word.key == word_key(word.text)
        end = word.end


@pytest.mark.parametrize(("name", "expected"), STRIPPED, ids=[row[0] for row in STRIPPED])
def test_legal_forms_are_taken_off(name: str, expected: str) -> None:
    """Legal forms at the end go, words that only look like one stay."""
    assert FORMS.strip(name) == expected


@given(st.text(max_size=40))
def test_taking_off_twice_changes_nothing(name: str) -> None:
    """What is left has no legal form at its end, or is nothing but one."""
    once = FORMS.strip(name)
    assert FORMS.strip(once) == once


@pytest.mark.parametrize(("one", "other"), SAME_KEY, ids=[row[0] for row in SAME_KEY])
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Case, accents, "the", "&" and the legal form make no difference."""
    assert FORMS.key(one) == FORMS.key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_KEY, ids=[row[0] for row in DIFFERENT_KEY])
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """A missing word or letter is another name."""
    assert FORMS.key(one) != FORMS.key(other)


@pytest.mark.parametrize(
    ("text", "end"),
    [("Mills Inc. fell", 10), ("Mills plc. It", 9), ("Mills Co., Ltd. fell", 15), ("Mills AG.", 8)],
)
def test_full_stop_belongs_to_abbreviations_only(text: str, end: int) -> None:
    """The stop of "Inc." is kept, that after "plc" is left to the sentence."""
    words = split_words(text)
    size = FORMS.match(words, 1)
    assert FORMS.dot_end(text, words[1 : 1 + size]) == end


@pytest.mark.parametrize(("short", "name", "expected"), ACRONYMS)
def test_acronyms(short: str, name: str, expected: bool) -> None:
    """Capitals in the order of the name's words are its acronym."""
    assert is_acronym_of(short, name) is expected


@pytest.mark.parametrize(("text", "expected"), TICKERS, ids=[row[0] for row in TICKERS])
def test_tickers(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A ticker is told by its exchange, or by brackets around capitals alone."""
    found = find_tickers(text)
    assert [(ticker.symbol, ticker.exchange) for ticker in found] == expected
    assert all(text[t.start :].startswith(t.symbol) for t in found)
