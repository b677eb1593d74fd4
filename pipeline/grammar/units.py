"""Units, currencies and scales as the lexicon knows them, looked up in a line of tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.grammar.numbers import HYPHENS
from pipeline.grammar.numbers_tokens import CURRENCY, WORD, Lexer, Line, Token, adjoined
from pipeline.lexicon import Row, read_table

UNIT_COLUMNS = ("form", "plural", "unit", "kind", "factor", "join", "source")
CURRENCY_COLUMNS = ("form", "unit", "place", "factor", "source")
SCALE_COLUMNS = ("form", "value", "use", "source")

DOLLAR = "$"
"""The unit of a dollar that the text does not name; the article's own dollar is put in."""

_NEVER_BELOW = frozenset({"percent", "points", "multiple"})
"""Kinds of unit that are no denominator."""

_SHORT = 4
"""A form of fewer letters is a symbol, whose capitals matter (MW and mW)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word or sign after a number makes of it.

    `kind` is money, percent, points, measure, duration, multiple, count, or per for what
    stands only below a stroke; `factor` turns the written unit into `symbol` (cents: 0.01).
    `tight` units count only where no space comes before them; a `singular` counting word fits
    one thing only, or a compound ("million-unit").
    """

    symbol: str
    kind: str
    factor: Decimal = Decimal(1)
    tight: bool = False
    singular: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A word or letter that multiplies: `use` is word, tight, money or metre.

    A tight letter must touch its number; a money letter needs a currency; "m" is a million
    except where the words around speak of metres.
    """

    value: Decimal
    use: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A written form as tokens; `exact` where its capitals matter."""

    words: tuple[str, ...]
    exact: bool
    unit: Unit


class Phrases:
    """Written forms of units, found at a token, longest first."""

    def __init__(self, forms: Iterable[_Form]) -> None:
        self._by_first: dict[str, list[_Form]] = {}
        for form in sorted(forms, key=lambda f: -len(f.words)):
            self._by_first.setdefault(form.words[0].lower(), []).append(form)

    def match(self, line: Line, i: int) -> tuple[Unit, int] | None:
        """Return the unit written at token `i` and the token after it; None where none is.

        Between the words of a form a hyphen is as good as a space ("square-foot").
        """
        if line[i].kind == CURRENCY and not (line[i].text.isalpha() and line[i].text.islower()):
            return None  # a sign or code belongs to the number behind it, a word does not
        for form in self._by_first.get(line[i].lower, ()):
            stop = _spells(form, line, i)
            if stop and _stands(form, line, i, stop):
                return form.unit, stop
        return None


def _stands(form: _Form, line: Line, i: int, stop: int) -> bool:
    """Return whether the form touches its number where it must, and no other word.

    A sign is none that begins a name ("5m $COIN"), nor a letter one that begins a word.
    """
    if form.unit.tight and not adjoined(line, i):
        return False
    letter = stop - i == 1 and len(line[i].text) == 1 and line[i].text.isalpha()
    joins = line[stop].text in HYPHENS and adjoined(line, stop) and adjoined(line, stop + 1)
    if letter and joins and line[stop + 1].kind == WORD:
        return False  # "5,000 t-shirts"
    sign = form.unit.kind == "money" and not line[stop - 1].text.isalnum()
    return not (sign and adjoined(line, stop) and line[stop].kind == WORD)


def _spells(form: _Form, line: Line, i: int) -> int:
    """Return the token after `form` if it is written at `i`, else 0."""
    j = i
    for word in form.words:
        if j > i and line[j].text in HYPHENS and word not in HYPHENS:
            j += 1
        if (line[j].text if form.exact else line[j].lower) != word:
            return 0
        j += 1
    return j


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units, currencies and scales: what the quantity grammar knows about words.

    `before` are the currencies that stand before a number, by their written form; `after`
    finds what stands behind one; `denominators` what follows "per", "a" or a stroke.
    """

    before: Mapping[str, Unit]
    after: Phrases
    denominators: Phrases
    scales: Mapping[str, Scale]

    def scale_at(self, token: Token) -> Scale | None:
        """Return the scale that a token is, by its exact letters or, for words, any case."""
        scale = self.scales.get(token.text) or self.scales.get(token.lower)
        if scale and scale.use != "word" and token.text not in self.scales:
            return None
        return scale


def load_unit_table(workspace: Path | None = None) -> UnitTable:
    """Return the tables units, currencies and scales of `seeds/lexicon`.

    Args:
        workspace: Folder whose own `seeds/lexicon` adds rows and wins.

    Raises:
        SettingsError: A table is missing or broken.
    """
    units = read_table("units", UNIT_COLUMNS, workspace=workspace)
    currencies = read_table("currencies", CURRENCY_COLUMNS, workspace=workspace)
    scales = read_table("scales", SCALE_COLUMNS, workspace=workspace)
    cut = Lexer(["$"], decimal_comma=False)
    money = [_currency_form(cut, row) for row in currencies if row["place"] != "before"]
    forms = [form for row in units for form in _unit_forms(cut, row)]
    return UnitTable(
        before={r["form"]: _money(r) for r in currencies if r["place"] != "after"},
        after=Phrases(money + [f for f in forms if f.unit.kind != "per"]),
        denominators=Phrases(money + [f for f in forms if f.unit.kind not in _NEVER_BELOW]),
        scales={row["form"]: Scale(Decimal(row["value"]), row["use"]) for row in scales},
    )


def _money(row: Row) -> Unit:
    return Unit(row["unit"], "money", Decimal(row["factor"]))


def _currency_form(cut: Lexer, row: Row) -> _Form:
    exact = _is_symbol(row["form"], "money")
    return _Form(_words(cut, row["form"], exact=exact), exact, _money(row))


def _unit_forms(cut: Lexer, row: Row) -> list[_Form]:
    """Return the forms of a row: its singular and its plural."""
    counts_one = row["kind"] == "count" and row["plural"] != ""
    exact = _is_symbol(row["form"], row["kind"])
    return [
        _Form(
            words=_words(cut, form, exact=exact),
            exact=exact,
            unit=Unit(
                symbol=row["unit"],
                kind=row["kind"],
                factor=Decimal(row["factor"]),
                tight=row["join"] == "tight",
                singular=counts_one and form == row["form"],
            ),
        )
        for form in (row["form"], row["plural"])
        if form
    ]


def _is_symbol(form: str, kind: str) -> bool:
    """Return whether the capitals of a form matter: in codes and symbols they do, in words not."""
    if " " in form or form in {form.lower(), form.capitalize()}:
        counted = kind in {"count", "duration"} and len(form) > 1
        return len(form) < _SHORT and not counted
    return True


def _words(cut: Lexer, form: str, *, exact: bool) -> tuple[str, ...]:
    tokens = [token for line in cut.lines(form) for token in line if token.text]
    return tuple(token.text if exact else token.lower for token in tokens)
