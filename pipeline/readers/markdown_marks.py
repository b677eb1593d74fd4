"""Markdown's marks: taken out of the running text by edits, while the raw text stays as it is."""

import re
from collections.abc import Iterator, Sequence

from schemas import Edit

RULE = "Markdown mark"

# Each pattern's groups are what is taken away.
PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # "```python", "~~~"
        r"^(?:[ ]{0,3}(?:```|~~~)[^\n]{0,200})$",
        # "---", "* * *", "===" below a heading
        r"^(?:[ ]{0,3}(?:[-*_=][ \t]?){3,100})$",
        # "<!-- a note -->"
        r"<!--[^>]{0,2000}-->",
        # "## Results ##"
        r"^(?P<a>[ ]{0,3}#{1,6}[ \t]{1,20})[^\n]{0,500}?(?P<b>[ \t]{1,20}#{1,20})?$",
        # "> quoted"
        r"^(?P<a>(?:[ ]{0,3}>[ \t]?){1,5})",
        # "![chart](chart.png)"
        r"!\[[^\[\]\n]{0,300}\]\([^()\n]{1,2000}\)",
        # "[the report](https://example.org/report)"
        r"(?P<a>\[)[^\[\]\n]{1,500}(?P<b>\]\([^()\n]{1,2000}\))",
        # "**$5 million**", "__up__"
        r"(?P<a>\*\*|__)(?=\S)[^\n*_]{1,500}(?<=\S)(?P<b>(?P=a))",
        # "*up*"
        r"(?<![\w*])(?P<a>\*)(?=\S)[^*\n]{1,500}(?<=\S)(?P<b>\*)(?![\w*])",
        # "_up_"
        r"(?<!\w)(?P<a>_)(?=\S)[^_\n]{1,500}(?<=\S)(?P<b>_)(?!\w)",
        # "`code`"
        r"(?P<a>`)[^`\n]{1,500}(?P<b>`)",
    )
)


def find_marks(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Edit, ...]:
    """Return the edits that take the marks away, in order; none within the stretches `taken`."""
    spans = sorted({span for pattern in PATTERNS for span in _spans(pattern, text)})
    edits: list[Edit] = []
    position = 0
    for start, end in spans:
        inside = any(start < stop and first < end for first, stop in taken)
        if start >= position and not inside:
            edits.append(Edit(char_start=start, char_end=end, replacement="", rule=RULE))
            position = end
    return tuple(edits)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield what a pattern takes away: its named groups, or all of it where it has none."""
    for found in pattern.finditer(text):
        names = [name for name in pattern.groupindex if found[name]]
        if not pattern.groupindex:
            yield found.span()
        for name in names:
            yield found.span(name)
