"""Cleaning: what is repaired, what is left alone, and that every repair is on record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.lexicon import read_table
from pipeline.offsets import apply_edits

GLUED = [
    ("growth came in leapsThis surprised many.", "leaps. This"),
    ("a turning pointThe mills closed.", "point. The"),
    ("the mill runs on AIIt never stops.", "AI. It"),
    ("it is the leader in ChinaFurthermore, it grows.", "China. Furthermore"),
    ("a large market shareAn era ends.", "share. An"),
    ("demand for serversAcmeon’s chart shows it. Acmeon said so.", "servers. Acmeon"),
    ("a rise in computing powerNorthwind Research expects more.", "power. Northwind"),
    ("Many were served.The rest left.", "served. The"),
    ("It opened in 2024.In May it closed.", "2024. In"),
    ("What is on the horizon?Artificial rain, perhaps.", "horizon? Artificial"),
    ("“It works,” he said.“We are glad.”", "said. “We"),
    ('"It works," he said."We are glad."', 'said. "We'),
    ('"We are glad."The mill said so.', '"We are glad." The'),
    ("in the mill (over two years)The plan failed.", "years). The"),
    ("Sales rose 5%The rest fell.", "5%. The"),
    ("Sales rose 5%.The rest fell.", "5%. The"),
    ("The firm is Northwind Inc.The mill is its own.", "Inc. The"),
    ("Plans for the next yearWith a new mill, output may double.", "year. With"),
    ("A Look At New MillsNorthwind is one. Northwind grew.", "Mills. Northwind"),
    ("Sales fell last year.(See the note here.)", "year. (See"),
    ("ConclusionMills grow.", "Conclusion. Mills"),
    ("WHAT TO EXPECT NEXT QUARTERNorthwind grows.", "QUARTER. Northwind"),
    ("(see the note here)McNorthwind grew. McNorthwind paid.", "here). McNorthwind"),
    ("It wrote to example.comSubscribe now to read on.", "com. Subscribe"),
    ("The mill said forThe first time it grew.", "for The"),
    ("About NorthwindNorthwind is a mill.", "Northwind. Northwind"),
    ("in the third quarter.UMH Mills fell.", "quarter. UMH"),
    ("About Acmeon MillsAcmeon Mills makes flour.", "Mills. Acmeon"),
    ("About AcmeonFounded in 1990, it makes flour.", "Acmeon. Founded"),
    ("Mill EfficiencyMill owners save energy.", "Efficiency. Mill"),
    ("It is easy. Flour for a Whole CityCompanies buy more of it.", "City. Companies"),
    ("A New Way Into Green BuildingA mill may be green.", "Building. A mill"),
    ("How Much Flour Is LeftNorthwind Mills has an answer.", "Left. Northwind"),
    ("said Jo Lee, CEONeither the mill nor its owner pays.", "CEO. Neither"),
    ("Prices rose in May“The market is bad,” said Lee.", "May. “The"),
    ("He left Northwind.“Be careful with flour,” said Lee.", "Northwind. “Be"),
    ("It fell.“I’m happy,” said Lee.", "fell. “I’m"),
    ("Is flour a good buy?Yes. It is.", "buy? Yes"),
    ("It grew in the spring.Co-authors of the note agree.", "spring. Co-authors"),
    ("The mill sells at Northwind.ioFounded in 1990, it grew.", "io. Founded"),
]

GLUED_AFTER_QUOTES = [
    ('He said: “it grew."The mill fell. She said: "It fell."', 'grew." The'),
    ('He wrote of 5" pipes. "It grew."The mill fell.', 'grew." The'),
]

LEFT_ALONE = [
    "OpenAI, DeepSeek and TrendForce",
    "an iPhone, a MacBook and YouTube on macOS",
    "McDonald and LaClair met DeJoy of VanEck",
    "PayPal, eBay, GitHub, WhatsApp and LinkedIn",
    "JPMorgan and J.P.Morgan and J.P. Morgan",
    "QuarlEQUITY, KilnDrone, EnVelora, NVIDIA and AIGC",
    "PyTorch in model.Zip, README.Md and Main.Py",
    "Amazon.com, Booking.Com and Node.js",
    "the U.S. and the U.K.",
    "i.e. this, e.g. that, No.1 and No. 2",
    "see https://example.org/TheMill.Html or www.TheMill.com",
    "#TheMill and @TheMill wrote to Info@TheMill.org",
    "more GPUs, NDAs and APIs for the CEOs",
    "a 5G modem, a 4K screen and the 3M group",
    "Yahoo!Finance",
    "the function f(X) and the getElementById call",
    "keyCode is read, then keyCode is checked",
    'He said: "The mill grew." She said: "It fell."',
    "the O’Shea report",
    "under Section 27A of the act",
    "shares of Northwind Co. ( NW.KS ) and ( 066570.KS )",
    "the .DJI index, watchOS 7 and iFixIt found",
    "Asset Manager DriveWealth said so.",
    "features such as VoiceOver, a reader, and Northwind Inc.(NYSE: NW)",
    "Learn more of Bo.Stylez by reading. Stylez is a name.",
    "Platforms like Mills.Tech allow much. They grow.",
    "said the founder of DeepMill. It grew.",
    "Northwind, Acmeon and YouMill say so.",
    "Save with myPlan. The Plan is new.",
    "a new zkpStorage layer",
]


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    GLUED + GLUED_AFTER_QUOTES,
    ids=[row[1] for row in GLUED + GLUED_AFTER_QUOTES],
)
def test_glued_sentences_are_opened(raw_text: str, expected: str) -> None:
    """A sentence border without its space, or without stop and space, is opened."""
    cleaned = clean(raw_text)
    assert expected in cleaned.text
    assert len(cleaned.edits) == 1


@pytest.mark.parametrize("raw_text", LEFT_ALONE)
def test_names_with_inner_capitals_are_left_alone(raw_text: str) -> None:
    """Names, addresses, code and abbreviations are no glued sentences."""
    assert clean(raw_text).text == raw_text


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line_ends"),
        pytest.param(
            "de\u00admand for chips\u200b and ore\ufeff", "demand for chips and ore", id="unseen"
        ),
        pytest.param(
            "caf&#233; AT&amp;T, &amp;amp; Co&nbsp;AG", "café AT&T, & Co\u00a0AG", id="entities"
        ),
        pytest.param("a \ufb01scal o\ufb04ine year", "a fiscal offline year", id="ligatures"),
        pytest.param("R&D; AT&T; x&y;", "R&D; AT&T; x&y;", id="no_entities"),
        pytest.param("“Rise” – 5\u00a0% …", "“Rise” – 5\u00a0% …", id="marks_that_stay"),
        pytest.param("lea\u00adpsThis ends.", "leaps. This ends.", id="one_under_the_other"),
    ],
)
def test_characters_are_repaired(raw_text: str, expected: str) -> None:
    """Line ends, unseen characters, entities and ligatures are repaired, and nothing else."""
    assert clean(raw_text).text == expected


@pytest.mark.parametrize(
    "line",
    [
        "Advertisements",
        "ADVERTISEMENT",
        "Read more",
        "Share this",
        "Related articles",
        "Sign up for our newsletter",
        "Continue reading",
        "Click here to see the chart.",
        "We use cookies to serve you.",
        "Image source: Jane Doe",
    ],
)
def test_page_furniture_is_set_aside(line: str) -> None:
    """A line that is only page furniture is removed from the text and kept as a raw span."""
    raw_text = f"The mill grew.\n\n  {line}\n\nIt fell later."
    cleaned = clean(raw_text)
    assert [raw_text[start:end] for start, end in cleaned.boilerplate] == [line]
    assert cleaned.text.split() == ["The", "mill", "grew.", "It", "fell", "later."]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisements rose 5% in May.",
        "Read more books, the mill says.",
        "Share prices fell.",
        "Related articles of clothing sold well.",
        "About Northwind",
        "Getty Images said sales rose 5%.",
        "Cookies sold well.",
        "Photograph: Jane Doe The mill paid $999 for it. It fell.",
    ],
)
def test_sentences_are_no_page_furniture(line: str) -> None:
    """A line that only starts like page furniture stays."""
    assert clean(f"The mill grew.\n\n{line}").boilerplate == ()


@pytest.mark.parametrize(
    "example",
    [row["example"] for row in read_table("boilerplate", ("pattern", "example", "source"))],
)
def test_boilerplate_rows_match_their_examples(example: str) -> None:
    """The line that a row of the table is meant for is set aside."""
    assert clean(f"The mill grew.\n{example}\nIt fell.").text == "The mill grew.\n\nIt fell."


def test_glued_page_furniture_is_set_aside() -> None:
    """An advertisement slot glued between two sentences becomes a line of its own and goes."""
    cleaned = clean("It rose sharplyAdvertisementsThe mill fell.")
    assert cleaned.text.split() == ["It", "rose", "sharply", "The", "mill", "fell."]


PAGE = "The mill grew by a little more than it had in the years before. " * 10


def test_headers_of_pages_are_set_aside() -> None:
    """A title that every page repeats goes, but for the first, whatever the page's number."""
    text = "".join(f"Mill Report | {n}\n{PAGE}\nnot for sale\n" for n in (8, 9, 10))
    cleaned = clean(text)
    aside = [text[start:end] for start, end in cleaned.boilerplate]
    assert aside == ["Mill Report | 9", "not for sale", "Mill Report | 10", "not for sale"]


@pytest.mark.parametrize(
    "line",
    ["- more flour", "It grew.", "Flour: $5", "Servings: {n}", "Note:"],
    ids=["bullet", "sentence", "amount", "other numbers", "label"],
)
def test_repeated_lines_that_say_something_stay(line: str) -> None:
    """A point of a list, a sentence or an amount that comes thrice is no header."""
    text = "".join(f"{line.format(n=n)}\n{PAGE}\n" for n in (4, 6, 8))
    assert clean(text).boilerplate == ()


def test_lines_close_together_are_no_headers() -> None:
    """What comes oftener than pages do is a list or a table."""
    assert clean("flour\nshort\nflour\nshort\nflour\n").boilerplate == ()


WORDS = ["leaps", "servers", "The", "AI", "It", "the", "In", "Inc", "U.S", "5%", "2024", "DeepSeek"]
MARKS = [
    ".",
    "!",
    ",",
    "”",
    '"',
    "(",
    ")",
    "’s",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\u00ad",
    "\u200b",
    "\ufb01",
]
SCRAPS = ["&", "&amp;", "&#39;", "&#38;", "&#35;", "#39;", "amp;", "Advertisements", "Read more"]
nuisances = st.lists(st.sampled_from(WORDS + MARKS + SCRAPS), max_size=14).map("".join)


@given(nuisances | st.text(max_size=60))
def test_every_repair_is_on_record(raw_text: str) -> None:
    """The cleaned text is the raw text with the recorded edits made, and no more."""
    cleaned = clean(raw_text)
    assert apply_edits(raw_text, cleaned.edits)[0] == cleaned.text
    assert all(edit.rule for edit in cleaned.edits)


@given(nuisances | st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(raw_text: str) -> None:
    """A cleaned text has nothing left to repair."""
    assert clean(clean(raw_text).text).edits == ()


@given(nuisances)
def test_kept_characters_are_found_in_the_raw_text(raw_text: str) -> None:
    """Every character of the cleaned text stands in the raw text where the map says, or is new."""
    cleaned = clean(raw_text)
    for position, character in enumerate(cleaned.text):
        low, high = cleaned.offsets.to_raw(position, position + 1)
        replaced = any(e.char_start < high and low < e.char_end for e in cleaned.edits)
        assert low == high or replaced or raw_text[low:high] == character
