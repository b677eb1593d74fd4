"""Money whose currency stands at another amount: "€1.2 billion, up from 1.1 billion"."""

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.grammar.numbers_tokens import Line
from pipeline.grammar.quantities_amount import Amount
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_found import Form

_LARGE = Decimal(1_000_000)
"""Numbers below stand for things as often as for money."""

_FAR = 40
"""Tokens between the amount that names the currency and the one that inherits it at most."""

_STOPS = frozenset({".", "!", "?", ";"})


@dataclass(slots=True)
class LastMoney:
    """The last large amount of money in a line, until another large number comes."""

    cues: NumberCues
    known: Amount | None = None

    def forget(self) -> None:
        """Begin a new line."""
        self.known = None

    def lend(self, line: Line, low: Amount, high: Amount | None) -> tuple[Amount, Amount | None]:
        """Return an amount or range with the currency that it inherits, or as it was."""
        last = high or low
        if last.value < _LARGE or last.vague:
            return low, high
        if last.form is Form.BARE and self.known and self._lends(line, low, last):
            symbol = self.known.symbol
            low = _as_money(low, symbol)
            high = _as_money(high, symbol) if high else None
        elif last.form is not Form.MONEY:
            self.known = None
        elif "/" not in last.symbol:
            self.known = last
        return low, high

    def _lends(self, line: Line, low: Amount, last: Amount) -> bool:
        """Return whether `low` is of the known currency: same sentence, and it counts nothing."""
        if self.known is None or low.form is not Form.BARE or last.scale < _LARGE:
            return False
        between = line[self.known.stop : low.first]
        if len(between) > _FAR or any(token.text in _STOPS for token in between):
            return False
        after = line[last.stop]
        return not after.text[:1].isalnum() or after.lower in self.cues.after_money


def _as_money(amount: Amount, symbol: str) -> Amount:
    return replace(amount, symbol=symbol, form=Form.MONEY, rule="inherited currency")
