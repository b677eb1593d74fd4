"""Characters that were read in the wrong encoding somewhere on their way: "isnâ€™t", "Â£5"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from schemas import Edit

# what the second and later bytes of a character in UTF-8 become in Windows-1252 or Latin-1
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"

# "â€™" for a quote, "Ã©" for é, "Â£" for £, "ðŸ˜€" for a smiley, and twice over "Ã¢â‚¬â„¢"
_MISREAD = re.compile(rf"(?:[ÂÃÄÅ]{_TAIL}|[âãï]{_TAIL}{{2}}|ð{_TAIL}{{3}}){{1,24}}")


def repair_mojibake(text: str) -> Iterator[Edit]:
    """Yield an edit for each run of characters that are UTF-8 read as Windows-1252.

    Pages that were decoded wrongly once stay so; "Â£5 million" is no amount to any grammar.
    """
    for match in _MISREAD.finditer(text):
        repaired = _repair(match.group())
        if repaired != match.group():
            yield Edit(
                char_start=match.start(),
                char_end=match.end(),
                replacement=repaired,
                rule="mojibake",
            )


@lru_cache(maxsize=4096)
def _repair(run: str) -> str:
    """Return what a run of characters was meant to be; itself where that cannot be told."""
    # Imported when it is used: few texts need it, and it takes 0.2 s to load.
    import ftfy

    return ftfy.fix_encoding(run)
