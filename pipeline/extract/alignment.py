"""Lists that answer lists: "revenue, EBITDA and net income of $9m, $2m and $1m, respectively"."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.components.clauses import is_noun
from pipeline.components.marked import MarkedSentence
from pipeline.components.phrases import phrase_of
from pipeline.grammar.quantities import FoundQuantity

MIN_LIST = 2
MAX_LABEL = 8
BULLETS = " -–—•*·#"
SEPARATORS = frozenset(",;/&")


def aligned_metrics(sentence: MarkedSentence) -> dict[int, str]:
    """Return, for each quantity of a list that a list of nouns precedes, its noun's phrase.

    Keys are the quantities' starts. The nouns are the last run of coordinated phrases before
    the list of quantities; nothing is returned unless both lists have the same length.
    """
    run = _quantity_run(sentence)
    if len(run) < MIN_LIST:
        return {}
    nouns = _noun_run(sentence, run[0])
    if len(nouns) != len(run):
        return {}
    phrases = [phrase_of(noun, sentence, complements=()) for noun in nouns]
    if any(phrase is None for phrase in phrases):
        return {}
    return {q.start: phrase for q, phrase in zip(run, phrases, strict=True) if phrase}


def _quantity_run(sentence: MarkedSentence) -> Sequence[FoundQuantity]:
    """Return the longest run of quantities that only commas and "and" divide."""
    best: list[FoundQuantity] = []
    run: list[FoundQuantity] = []
    for quantity in sentence.quantities:
        if run and not _is_divided(sentence, run[-1].end, quantity.start):
            run = []
        run.append(quantity)
        if len(run) > len(best):
            best = list(run)
    return best


def _is_divided(sentence: MarkedSentence, start: int, end: int) -> bool:
    """Tell whether only list marks stand between two places."""
    gap = sentence.text[start - sentence.start : end - sentence.start]
    words = gap.replace(",", " , ").replace("/", " / ").split()
    return 0 < len(words) <= 3 and all(w in SEPARATORS or w in ("and", "or") for w in words)


def _noun_run(sentence: MarkedSentence, first: FoundQuantity) -> list[Token]:
    """Return the heads of the coordinated phrases that end right before the first quantity."""
    tokens = [t for t in sentence.parsed.doc if sentence.parsed.span_of(t)[1] <= first.start]
    end = len(tokens)
    while end and (
        tokens[end - 1].tag_ in ("IN", "VBD", "VBZ", "VBP", "VBN", "MD", "RB", "VB", ":")
    ):
        end -= 1
    heads: list[Token] = []
    expects_head = True
    for token in reversed(tokens[:end]):
        if expects_head and is_noun(token):
            heads.append(token)
            expects_head = False
        elif token.text in SEPARATORS or token.lower_ == "and":
            expects_head = True
        elif expects_head or not _is_premodifier(token):
            break
    return heads[::-1]


def _is_premodifier(token: Token) -> bool:
    return (
        is_noun(token)
        or token.tag_.startswith("JJ")
        or token.tag_ in ("VBG", "VBN", "DT", "PRP$", "HYPH", "POS")
    )


def label_before(sentence: MarkedSentence, quantity: FoundQuantity) -> str | None:
    """Return the label of a line such as "- Free cash flow: $92 million"; None without one.

    The label runs from the start of the line, or the last divider, to a colon or dash right
    before the number.
    """
    line = sentence.text[: quantity.start - sentence.start].rstrip(" ~(")
    if not line.endswith((":", " -", " –", " —", "|", "\t")):
        return None
    label = line.rstrip(" :-–—|\t")
    for divider in ("\n", ";", "|", ": ", " - ", " – ", ". "):
        label = label.rsplit(divider, 1)[-1]
    label = label.strip(" -–—•*·#()")
    return label if 0 < len(label.split()) <= MAX_LABEL else None


def is_label_line(sentence: MarkedSentence, quantity: FoundQuantity, label: str) -> bool:
    """Tell whether the sentence is a line of the form "- Label: number", without a verb."""
    if not sentence.text.lstrip(BULLETS).startswith(label + ":"):
        return False
    before = sentence.parsed.tokens_in(sentence.start, quantity.start)
    return not any(token.tag_.startswith("VB") or token.tag_ == "MD" for token in before)
