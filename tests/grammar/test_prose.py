"""What is no English prose is told apart; what may be English passes."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.prose import load_prose_check
from schemas import RejectionReason, SourceError

CHECK = load_prose_check()
ENGLISH = "The firm said that its sales rose by 5% in the year to March, and it will hire more. "
FRENCH = "Le groupe a annoncé que les ventes ont augmenté de 5 % dans le pays, avec une hausse. "
GERMAN = "Der Umsatz ist im zweiten Quartal um 5 % gestiegen, und das Unternehmen wird wachsen. "
SPANISH = "Las ventas de la empresa crecieron un 5 % en el año, pero los costes fueron altos. "
RUSSIAN = "Продажи компании выросли на пять процентов за год, прибыль также увеличилась вдвое. "
ITALIAN = "Le vendite del gruppo sono cresciute del 5 % nel corso dell’anno, ma anche i costi. "
PORTUGUESE = "As vendas da empresa cresceram 5 % no ano, mas os custos também foram mais altos. "
DUTCH = "De omzet van het bedrijf is in het tweede kwartaal met 5 % gestegen, en dat is goed. "
DANISH = "Virksomhedens omsætning steg med 5 procent i årets første kvartal, og det er godt. "
FINNISH = "Yhtiön liikevaihto kasvoi viisi prosenttia vuoden ensimmäisellä neljänneksellä. "
TURKISH = "Şirketin satışları yılın ilk çeyreğinde yüzde beş arttı ve fabrika kâr ediyor. "
WELSH = "Cynyddodd gwerthiant cwmni melin bump canran yn chwarter cyntaf eleni, medd cyfarwyddwr. "
CHINESE = "公司今年第一季度的销售额增长了百分之五，工厂多年来首次实现盈利。"
TICKERS = "Northwind NWD buys Acmeon ACM sells Fathom FTM holds Zorbium ZRB "
TABLE = "Revenue 5,100 4,900 Costs 2,100 2,000 Profit 3,000 2,900 Tax 400 350 Margin 12 11 "
CODES = base64.b64encode(bytes(range(256)) * 8).decode()

PASSING = [
    ("prose", ENGLISH * 20),
    ("short and foreign", FRENCH),
    ("a table", TABLE * 20),
    ("a French name in English", (ENGLISH + "Société des Bains de Mer is listed. ") * 10),
    ("a long address", ENGLISH * 5 + "https://example.org/" + "a" * 200),
    ("numbers", "1 2 3 4 " * 500),
    ("names and tickers", TICKERS * 20),
    ("a long foreign quote", ENGLISH * 12 + f"“{SPANISH * 4}”, it said. " + ENGLISH * 4),
    ("two languages, English first", ENGLISH * 10 + GERMAN * 10),
    ("two languages, English last", FRENCH * 10 + ENGLISH * 10),
]
REFUSED = [
    ("French", FRENCH * 10, RejectionReason.NOT_ENGLISH, "'fr'"),
    ("German", GERMAN * 10, RejectionReason.NOT_ENGLISH, "'de'"),
    ("Spanish", SPANISH * 10, RejectionReason.NOT_ENGLISH, "'es'"),
    ("Italian", ITALIAN * 10, RejectionReason.NOT_ENGLISH, "'it'"),
    ("Portuguese", PORTUGUESE * 10, RejectionReason.NOT_ENGLISH, "'pt'"),
    ("Dutch", DUTCH * 10, RejectionReason.NOT_ENGLISH, "'nl'"),
    ("Danish", DANISH * 10, RejectionReason.NOT_ENGLISH, "'da'"),
    ("Finnish", FINNISH * 10, RejectionReason.NOT_ENGLISH, "'fi'"),
    ("Turkish", TURKISH * 10, RejectionReason.NOT_ENGLISH, "'tr'"),
    ("Welsh", WELSH * 10, RejectionReason.NOT_ENGLISH, "not English"),
    ("Chinese", CHINESE * 20, RejectionReason.NOT_ENGLISH, "not English"),
    (
        "a foreign text with an English line",
        GERMAN * 12 + ENGLISH,
        RejectionReason.NOT_ENGLISH,
        "'de'",
    ),
    ("another script", RUSSIAN * 10, RejectionReason.NOT_ENGLISH, "not English"),
    ("encoded bytes", CODES, RejectionReason.NOT_TEXT, "encoded"),
]


@pytest.mark.parametrize("text", [row[1] for row in PASSING], ids=[row[0] for row in PASSING])
def test_what_may_be_english_passes(text: str) -> None:
    """A gate that is in doubt lets through."""
    CHECK.check(text)


@pytest.mark.parametrize(
    ("text", "reason", "word"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_not_is_refused(text: str, reason: RejectionReason, word: str) -> None:
    """The rejection says which language it looks like, or what it is."""
    with pytest.raises(SourceError, match=word) as refused:
        CHECK.check(text)
    assert refused.value.reason is reason


@given(st.text(max_size=300))
def test_any_short_text_passes_or_is_refused(text: str) -> None:
    """No text makes the gate fail in another way."""
    with suppress(SourceError):
        CHECK.check(text)
