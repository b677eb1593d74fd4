"""Finds every number of a text: the quantities, and the others with the reason they are none.

One pass, linear in the text. The grammar reads an amount where a number or a currency begins,
tries to join the next one to a range, asks the words around what bound they set, and lets
`rejects` object.
"""

from collections.abc import Sequence
from pathlib import Path

from pipeline.grammar.numbers import NumberWords, NumeralReader, load_number_words
from pipeline.grammar.numbers_tokens import Lexer
from pipeline.grammar.quantities_amounts import AmountReader
from pipeline.grammar.quantities_bounds import BoundReader, load_bounds
from pipeline.grammar.quantities_cues import NumberCues, load_number_cues
from pipeline.grammar.quantities_found import (
    Form,
    FoundQuantity,
    NumberScan,
    RejectedSpan,
    Taken,
)
from pipeline.grammar.quantities_fractions import FractionReader
from pipeline.grammar.quantities_lines import LineScanner, Readers
from pipeline.grammar.quantities_multiples import MultipleReader
from pipeline.grammar.quantities_vague import VagueReader
from pipeline.grammar.rejects import NumberJudge
from pipeline.grammar.rejects_blocks import Blocks
from pipeline.grammar.rejects_contexts import NumberContexts, load_number_contexts
from pipeline.grammar.rejects_patterns import PatternRejects
from pipeline.grammar.units import UnitTable, load_unit_table

__all__ = [
    "Form",
    "FoundQuantity",
    "NumberScan",
    "QuantityGrammar",
    "RejectedSpan",
    "Taken",
    "load_quantity_grammar",
]


class QuantityGrammar:
    """The grammar over one set of tables; holds no state between texts.

    Args:
        units: Units, currencies and scales.
        words: Number words; the repository's where None.
        bounds: Bound phrases; the repository's where None.
        contexts: Phrases that reject; the repository's where None.
        cues: Words that decide by standing beside a number; the repository's where None.
    """

    def __init__(
        self,
        units: UnitTable,
        words: NumberWords | None = None,
        bounds: BoundReader | None = None,
        contexts: NumberContexts | None = None,
        cues: NumberCues | None = None,
    ) -> None:
        self._units = units
        self._words = words or load_number_words()
        self._bounds = bounds or load_bounds()
        self._contexts = contexts or load_number_contexts()
        self._cues = cues or load_number_cues()
        self._judge = NumberJudge(self._contexts, self._cues)
        self._patterns = PatternRejects()
        self._lexers = {comma: Lexer(units.before, decimal_comma=comma) for comma in (False, True)}

    def scan(
        self,
        text: str,
        taken: Sequence[Taken] = (),
        *,
        dollar: str = "USD",
        decimal_comma: bool = False,
    ) -> NumberScan:
        """Return every number of `text`: as a quantity, or rejected with its reason.

        Args:
            text: The text; all spans are half-open offsets into it.
            taken: Stretches already known as periods, names and so on; they may overlap.
            dollar: ISO 4217 code of what a bare "$" means in this article.
            decimal_comma: True where the text writes "1.234,5" for one thousand and so on.
        """
        found = self._patterns.find(text)
        blocks = Blocks(taken, found)
        scanner = LineScanner(text, self._readers(dollar, decimal_comma=decimal_comma), blocks)
        for line in self._lexers[decimal_comma].lines(text):
            scanner.scan(line)
        return scanner.result()

    def _readers(self, dollar: str, *, decimal_comma: bool) -> Readers:
        """Return what reads numbers by one article's conventions."""
        numerals = NumeralReader(self._words, decimal_comma=decimal_comma)
        amounts = AmountReader(self._units, numerals, self._cues, dollar)
        return Readers(
            amounts=amounts,
            fractions=FractionReader(self._units, numerals, self._cues),
            multiples=MultipleReader(self._words, self._cues),
            vague=VagueReader(amounts, numerals),
            bounds=self._bounds,
            judge=self._judge,
            contexts=self._contexts,
            words=self._words,
            cues=self._cues,
            units=self._units,
        )


def load_quantity_grammar(workspace: Path | None = None) -> QuantityGrammar:
    """Return the grammar over the tables in `seeds/lexicon`.

    Args:
        workspace: Folder whose own `seeds/lexicon` adds rows and wins.

    Raises:
        SettingsError: A table is missing or broken.
    """
    return QuantityGrammar(
        load_unit_table(workspace),
        load_number_words(workspace),
        load_bounds(workspace),
        load_number_contexts(workspace),
        load_number_cues(workspace),
    )
