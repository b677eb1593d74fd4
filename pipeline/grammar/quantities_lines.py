"""Walks over a line of tokens and turns every number into a quantity or a rejected span."""

from dataclasses import dataclass, field

from pipeline.grammar.numbers import DASHES, NumberWords
from pipeline.grammar.numbers_tokens import (
    BLOCKED,
    CURRENCY,
    MIXED,
    NUMERAL,
    PADDING,
    VERSION,
    Line,
    adjoined,
)
from pipeline.grammar.quantities_amount import Amount, is_storable
from pipeline.grammar.quantities_amounts import AmountReader
from pipeline.grammar.quantities_bounds import BoundReader
from pipeline.grammar.quantities_cues import NumberCues
from pipeline.grammar.quantities_durations import is_measured
from pipeline.grammar.quantities_found import Form, FoundQuantity, NumberScan, RejectedSpan
from pipeline.grammar.quantities_fractions import FractionReader
from pipeline.grammar.quantities_inherited import LastMoney
from pipeline.grammar.quantities_limits import join_limits
from pipeline.grammar.quantities_multiples import MultipleReader
from pipeline.grammar.quantities_ranges import coordinated_unit, join_range, shared_unit
from pipeline.grammar.quantities_signs import bracketed_loss
from pipeline.grammar.quantities_vague import VagueReader
from pipeline.grammar.rejects import NumberJudge, ordinal_end
from pipeline.grammar.rejects_blocks import Blocks, Cover, has_digit
from pipeline.grammar.rejects_contexts import NumberContexts
from pipeline.grammar.rejects_names import compound_end, compound_start, runs_on
from pipeline.grammar.units import UnitTable
from schemas import Bound, NumberReason

_GOES_ON = frozenset(
    {NumberReason.PERIOD, NumberReason.DATE, NumberReason.IDENTIFIER, NumberReason.NAME}
)
"""Reasons that a number joined behind by a dash or stroke shares: "25" in "2024-25"."""


_LED_TO = frozenset({NumberReason.PERIOD, NumberReason.TIME, NumberReason.AGE})
"""Reasons that a number before "to" shares with the one behind."""

_YEAR_DIGITS = 4
"""Digits of a year: "fell from 10 to 2024's 5" begins no time."""

_SCORE_HIGHEST = 200
"""No side of a score has more; "1,200-900" is none."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads, bounds and judges the numbers of a line."""

    amounts: AmountReader
    fractions: FractionReader
    multiples: MultipleReader
    vague: VagueReader
    bounds: BoundReader
    judge: NumberJudge
    contexts: NumberContexts
    words: NumberWords
    cues: NumberCues
    units: UnitTable


@dataclass(slots=True)
class LineScanner:
    """Collects the numbers of one text, line by line."""

    text: str
    readers: Readers
    blocks: Blocks
    quantities: list[FoundQuantity] = field(default_factory=list)
    rejected: list[RejectedSpan] = field(default_factory=list)
    covers: dict[int, Cover] = field(default_factory=dict)
    done: int = 0
    money: LastMoney = field(init=False)

    def __post_init__(self) -> None:
        """Begin without any money known."""
        self.money = LastMoney(self.readers.cues)

    def result(self) -> NumberScan:
        """Return what was collected."""
        return NumberScan(tuple(self.quantities), tuple(self.rejected))

    def scan(self, line: Line) -> None:
        """Collect the numbers of `line`, whose tokens must follow those of the line before."""
        self.covers = self.blocks.mark(line)
        self.money.forget()
        i, stop = PADDING, len(line) - PADDING
        while i < stop:
            i = self._step(line, i)

    def _step(self, line: Line, i: int) -> int:
        """Deal with the token at `i`; return the token to go on with."""
        token = line[i]
        if token.kind == BLOCKED:
            return self._blocked(i)
        whole = self.readers.contexts.whole(line, i)
        if whole:
            self._reject(token.start, line[whole[0] - 1].end, whole[1])
            return whole[0]
        if token.kind in {MIXED, VERSION}:
            return self._name(line, i)
        if token.kind in {NUMERAL, CURRENCY} or token.lower in self.readers.words:
            return self._number(line, i)
        if has_digit(token.text):
            self._reject(token.start, token.end, NumberReason.IDENTIFIER)
        return i + 1

    def _blocked(self, i: int) -> int:
        """Reject a blocked token that is a number, or the whole stretch that a pattern found."""
        cover = self.covers[i]
        token, stretch = cover.token, cover.stretch
        start, end = token.start, token.end
        if cover.whole:  # a stretch may cut through its first and last token
            start, end = min(start, stretch.start), max(end, stretch.end)
        number = has_digit(token.text) or token.lower in self.readers.words.cardinals
        if number and token.end > self.done:
            self._reject(max(start, self.done), end, stretch.reason)
        return i + 1

    def _name(self, line: Line, i: int) -> int:
        """Reject a word with digits and what hangs on it: "H100", "A320-200", "1.2.3"."""
        reason = NumberReason.NAME if line[i].kind == MIXED else NumberReason.IDENTIFIER
        stop = compound_end(line, i + 1)
        self._reject(line[i].start, line[stop - 1].end, reason)
        return stop

    def _number(self, line: Line, i: int) -> int:
        ordinal = ordinal_end(line, i)
        if ordinal or line[i].lower in self.readers.words.ordinals:
            stop = ordinal or i + 1
            self._reject(line[i].start, line[stop - 1].end, NumberReason.ORDINAL)
            return stop
        amount = self._read(line, i)
        if amount is None:
            if has_digit(line[i].text):
                self._reject(line[i].start, line[i].end, NumberReason.BARE)
            return i + 1
        return self._settle(line, amount)

    def _read(self, line: Line, i: int) -> Amount | None:
        """Return whatever amount begins at token `i`, fractions and multiples before numbers."""
        special = (
            self.readers.fractions.read(line, i)
            or self.readers.multiples.read(line, i)
            or self.readers.vague.read(line, i)
        )
        return special or self._plain(line, i)

    def _plain(self, line: Line, i: int) -> Amount | None:
        """Return the amount at token `i`, with its "times" where it is a multiple."""
        amount = self.readers.amounts.read(line, i)
        if amount is None:
            return None
        if amount.form is Form.BARE:
            return self.readers.multiples.extend(line, amount) or amount
        return bracketed_loss(line, amount, self.readers.units, self.readers.cues)

    def _settle(self, line: Line, amount: Amount) -> int:
        """Record `amount`, or the range that it begins, as a quantity or rejected."""
        ends = join_range(line, amount, self._plain, self.readers.cues)
        ends = ends or join_limits(line, amount, self._plain, self.readers.bounds)
        if ends is None:
            amount = self._shared_unit(line, amount)
        low, high = ends or (amount, amount)
        reason = self._continues(line, low) or self._objection(line, low, high)
        score = ends is None and reason is None and self._score_end(line, amount)
        if score:
            self._reject(amount.start, line[score - 1].end, NumberReason.SCORE)
            return score
        if reason:
            return self._refuse(line, low, high, reason)
        self._accept(line, low, high if ends else None)
        return high.stop

    def _shared_unit(self, line: Line, amount: Amount) -> Amount:
        """Return `amount` with the unit that only the number behind it has, where it shares one."""
        shared = shared_unit(line, amount, self._plain)
        if shared.form is not Form.BARE or self._objection(line, shared, shared):
            return shared
        return coordinated_unit(line, shared, self._plain)

    def _objection(self, line: Line, low: Amount, high: Amount) -> NumberReason | None:
        if not (is_storable(low.value) and is_storable(high.value)):
            return NumberReason.IDENTIFIER
        if high.form is Form.DURATION:
            return None if is_measured(line, high, self.readers.cues) else NumberReason.DURATION
        reason = self.readers.judge.judge(line, low, self.text)
        if high is low and low.form is Form.BARE and runs_on(line, low.stop):
            return NumberReason.NAME
        if reason is NumberReason.PRONOUN and high is not low:  # "one or two plants"
            reason = None
        if reason or high is low or line[high.first - 1].text in DASHES:
            return reason
        return self.readers.judge.judge(line, high, self.text)

    def _continues(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return the reason of the rejected number that this one is joined to."""
        if amount.form is not Form.BARE:
            return None
        return self._goes_on(line, amount) or self._leads(line, amount)

    def _goes_on(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return the reason of the number that a dash or stroke joins before: "2024-25"."""
        i = amount.first
        if line[i - 1].text not in DASHES | {"/"} or not adjoined(line, i) or not self.rejected:
            return None
        last = self.rejected[-1]
        goes_on = last.end == line[i - 1].start and last.reason in _GOES_ON
        return last.reason if goes_on else None

    def _leads(self, line: Line, amount: Amount) -> NumberReason | None:
        """Return the reason of the known time that this number begins: "10 to 15 years ago"."""
        i = amount.stop
        links = line[i].text in DASHES or line[i].lower in {"to", "or"}
        cover = self.covers.get(i + 1) if links and amount.scale == 1 else None
        if cover is None or cover.stretch.reason not in _LED_TO:
            return None
        word = cover.token.text
        spelled = cover.token.lower in self.readers.words.cardinals
        short = word.isdigit() and len(word) < _YEAR_DIGITS
        return cover.stretch.reason if spelled or short else None

    def _score_end(self, line: Line, amount: Amount) -> int:
        """Return the token after a score or mark that `amount` begins ("3-1", "7/10"), else 0."""
        i = amount.stop
        if amount.form is not Form.BARE or amount.mantissa > _SCORE_HIGHEST:
            return 0
        if line[i].text not in DASHES | {"/"}:
            return 0
        if not (adjoined(line, i) and adjoined(line, i + 1) and line[i + 1].text.isdigit()):
            return 0
        return i + 2 if amount.scale == 1 and not amount.spelled else 0

    def _refuse(self, line: Line, low: Amount, high: Amount, reason: NumberReason) -> int:
        """Reject an amount with the letters that hang on it; return the token after it.

        A counting word is no part of what is rejected: "by 2000 people had".
        """
        first, stop, end = low.first, high.stop, high.end
        if reason in {NumberReason.NAME, NumberReason.REFERENCE}:
            first, stop = compound_start(line, first, self.readers.cues), compound_end(line, stop)
            end = max(end, line[stop - 1].end)
        elif high.form is Form.COUNT:
            end = high.number_end
            stop = next(k for k in range(first, stop + 1) if line[k].start >= end or k == stop)
        self._reject(max(self.done, min(low.start, line[first].start)), end, reason)
        return stop

    def _reject(self, start: int, end: int, reason: NumberReason) -> None:
        self.rejected.append(RejectedSpan(start, end, reason))
        self.done = end

    def _accept(self, line: Line, low: Amount, high: Amount | None) -> None:
        low, high = self.money.lend(line, low, high)
        last = high or low
        bound, words = self.readers.bounds.read(line, low)
        if high is not None:
            bound, words = Bound.RANGE, self.text[low.end : high.start].strip()
        self.done = last.end
        self.quantities.append(
            FoundQuantity(
                start=low.start,
                end=last.end,
                number_end=last.number_end,
                value=low.value,
                value_high=high.value if high else None,
                unit=last.symbol,
                item=last.item,
                form=last.form,
                bound=bound,
                bound_words=words,
                vague=last.vague,
                rule=f"range of {last.rule}" if high else last.rule,
            )
        )
