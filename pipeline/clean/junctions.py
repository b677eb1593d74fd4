"""Places where something ends and a capital follows without a space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_REACH = 60
"""Characters looked at on either side; longer tokens are addresses or hashes."""

_LONGEST_HEADING = 120
"""Characters of a heading at most."""

_LOWER = "a-zß-öø-ÿ"
_UPPER = "A-ZÀ-ÖØ-Þ"

# "leaps|This", "2024|In", "(AI)|The", "served.|The", "said.|“We", "fell.|(See", "AI|It"
_CANDIDATE = re.compile(
    rf"(?<=[{_LOWER}0-9%)\].!?…])(?=[{_UPPER}])"
    rf"|(?<=[^\s(\[—–-][\"”’])(?=[{_UPPER}])"
    rf"|(?<=[.!?…])(?=[“‘(][{_UPPER}])"
    rf"|(?<=[A-Z]{{2}})(?=[A-Z][a-z])"
)

# what stands left of a junction: "leaps", "don’t", "AI", "$1.33" and then ")", "%", ".”"
_LEFT = re.compile(
    rf"(?P<word>[{_UPPER}]*[{_LOWER}]+(?:[’'][a-z]{{1,2}})?|[A-Z][A-Z&]*|\d[\d.,]{{0,20}}(?<![.,]))?"
    r"(?P<end>[.!?…%)\]”’\"]{0,8})$"
)

# what stands right of it: "This", "Gartner", "NVIDIA", "A"
_RIGHT = re.compile(rf"[“‘\"(]?(?P<word>[{_UPPER}](?:[{_LOWER}]+|[A-Z]+(?![{_LOWER}]))?)")

# "https://", "www.", "name@host", "#OpenAI", "key=Value", "a_B", "investorwire.com"
_PROTECTED = re.compile(
    r"://|www\.|[@#=_\\{}<>|~^]|\.(?:com|org|net|io|gov|edu|ai|co|html?|php|pdf)\b|/.{0,40}[./]"
)


@dataclass(frozen=True, slots=True)
class Junction:
    """One place in the text where a space may be missing.

    `left` is the word or number before it (empty where none), `end` the stops, quotes and
    brackets between that and the junction, `right` the capitalised word after it, `rest` what
    follows that word up to the next space, `next_word` the word after that space. `before` is
    the character ahead of `left`, `name` the letters from the junction on ("DeepSeek" of
    "servers|DeepSeek"), `run` those on both sides, `line` what its line has before the junction
    (empty where that is long).
    """

    at: int
    before: str
    left: str
    end: str
    right: str
    rest: str
    next_word: str
    name: str
    run: str
    line: str

    @property
    def runs_on(self) -> bool:
        """Whether more letters or digits follow `right`, as in "serversDeep|Seek"."""
        return self.rest[:1].isalnum()

    @property
    def is_spaced(self) -> bool:
        """Whether a space and another word follow `right`, also after a comma or "’s"."""
        return self.rest in ("", ",", "’s", "'s", "s’") and self.next_word != ""


def find_junctions(text: str) -> Iterator[Junction]:
    """Yield every junction that is not inside an address, a hashtag or code, in order."""
    quotes = _QuoteCounter(text)
    for match in _CANDIDATE.finditer(text):
        at = match.start()
        if text[at - 1] == '"' and quotes.opens(at - 1):
            at -= 1
        junction = _look_around(text, at)
        if junction is not None:
            yield junction


def _look_around(text: str, at: int) -> Junction | None:
    """Return the junction at `at`; None where a token there must stay as it is."""
    window = text[max(0, at - _REACH) : at]
    ahead = text[at : at + _REACH]
    head = window.split()[-1] if window and not window[-1].isspace() else ""
    tail = ahead.split(maxsplit=1)[0] if ahead and not ahead[0].isspace() else ""
    left, right = _LEFT.search(window), _RIGHT.match(ahead)
    if left is None or right is None or not head or _PROTECTED.search(head + tail):
        return None
    following = ahead[len(tail) :].lstrip(" ").split(maxsplit=1)
    name = _letters_after(tail[right.start("word") :])
    return Junction(
        at=at,
        before=window[: left.start()][-1:],
        left=left["word"] or "",
        end=left["end"],
        right=right["word"],
        rest=tail[right.end() :],
        next_word=following[0] if following and ahead[len(tail)] == " " else "",
        name=name,
        run=_letters_before(head) + name,
        line=_line_before(text, at),
    )


def _line_before(text: str, at: int) -> str:
    """Return what the line has before `at`; empty where that is no short heading."""
    start = text.rfind("\n", max(0, at - _LONGEST_HEADING), at)
    if start < 0 and at > _LONGEST_HEADING:
        return ""
    return text[start + 1 : at].strip()


def _letters_before(head: str) -> str:
    """Return the letters at the end of `head`."""
    size = len(head)
    while size and head[size - 1].isalpha():
        size -= 1
    return head[size:]


def _letters_after(tail: str) -> str:
    """Return the letters at the start of `tail`."""
    size = 0
    while size < len(tail) and tail[size].isalpha():
        size += 1
    return tail[:size]


class _QuoteCounter:
    """Tells opening from closing straight quotes by counting them from the start of the line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._count = 0

    def opens(self, position: int) -> bool:
        """Return whether the quote at `position` opens; ask in order of the text."""
        line = self._text.rfind("\n", self._position, position) + 1
        if line:
            self._position, self._count = line, 0
        self._count += self._text.count('"', self._position, position)
        self._position = position
        return self._count % 2 == 0
