"""Places where something ends and a capital follows without a space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_REACH = 60
"""Characters looked at on either side; longer tokens are addresses or hashes."""

_LONGEST_HEADING = 120
"""Characters of a heading at most."""

_NEXT_WORDS = 4
"""Words after `right` that are looked at."""

_LOWER = "a-zß-öø-ÿ"
_UPPER = "A-ZÀ-ÖØ-Þ"

# "leaps|This", "2024|In", "(AI)|The", "served.|The", "said.|“We", "fell.|(See", "half|“We",
# "AI|It"
_CANDIDATE = re.compile(
    rf"(?<=[{_LOWER}0-9%)\].!?…])(?=[{_UPPER}])"
    rf"|(?<=[^\s(\[—–-][\"”’])(?=[{_UPPER}])"
    rf"|(?<=[.!?…])(?=[“‘(][{_UPPER}])"
    rf"|(?<=[{_LOWER}])(?=“[{_UPPER}])"
    rf"|(?<=[A-Z]{{2}})(?=[A-Z][a-z])"
)

# what stands left of a junction: "leaps", "don’t", "AI", "$1.33" and then ")", "%", ".”"
_LEFT = re.compile(
    rf"(?P<word>[{_UPPER}]*[{_LOWER}]+(?:[’'][a-z]{{1,2}})?|[A-Z][A-Z&]*|\d[\d.,]{{0,20}}(?<![.,]))?"
    r"(?P<end>[.!?…%)\]”’\"]{0,8})$"
)

# what stands right of it: "This", "Gartner", "NVIDIA", "A"
_RIGHT = re.compile(
    rf"(?P<opening>[“‘\"(]?)(?P<word>[{_UPPER}](?:[{_LOWER}]+|[A-Z]+(?![{_LOWER}]))?)"
)

# "https://", "www.", "name@host", "#OpenAI", "key=Value", "a_B", "investorwire.com"
_PROTECTED = re.compile(
    r"://|www\.|[@#=_\\{}<>|~^]|\.(?:com|org|net|io|gov|edu|ai|co|html?|php|pdf)\b|/.{0,40}[./]"
)

# where what leads up to a junction begins: "It fell. |A New", "fell.”|A New", "TEXAS – |A New"
_LEAD = re.compile(r"[.!?…][\"”’')\]]{0,3}(?:\s|(?=[A-Z“]))|\s[-–—]{1,2}\s")


@dataclass(frozen=True, slots=True)
class Junction:
    """One place in the text where a space may be missing.

    `left` is the word or number before it (empty where none), `end` the stops, quotes and
    brackets between that and the junction, `opening` the quote or bracket right after it (empty
    where none), `right` the capitalised word that begins there, `rest` what
    follows that word up to the next space, `tail` the next words of the line. `before` is the
    character ahead of `left`, `name` the letters from the junction on ("DeepSeek" of
    "servers|DeepSeek"), `run` those on both sides, `lead` what its line has between the last
    stop and the junction (empty where that is long).
    """

    at: int
    before: str
    left: str
    end: str
    opening: str
    right: str
    rest: str
    tail: tuple[str, ...]
    name: str
    run: str
    lead: str

    @property
    def next_word(self) -> str:
        """The word after `right`; empty where the line ends."""
        return self.tail[0] if self.tail else ""

    @property
    def opens_quote(self) -> bool:
        """Whether the right side begins with an opening quote: "fell.|“We"."""
        return self.opening == "“"

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
    following = ahead[len(tail) :].split("\n", 1)[0].split(maxsplit=_NEXT_WORDS)
    name = _letters_after(tail[right.start("word") :])
    return Junction(
        at=at,
        before=window[: left.start()][-1:],
        left=left["word"] or "",
        end=left["end"],
        opening=right["opening"],
        right=right["word"],
        rest=tail[right.end() :],
        tail=tuple(following[:_NEXT_WORDS]),
        name=name,
        run=_letters_before(head) + name,
        lead=_lead(text, at),
    )


def _lead(text: str, at: int) -> str:
    """Return what stands between the last stop or line end and `at`; empty where that is long."""
    begin = max(0, at - _LONGEST_HEADING)
    window = text[begin:at]
    starts = [0] if begin == 0 else []
    starts += [window.rfind("\n") + 1] if "\n" in window else []
    starts += [match.end() for match in _LEAD.finditer(window) if match.end() < len(window)]
    return window[max(starts) :].strip() if starts else ""


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
    """Tells opening from closing straight quotes: by the space beside them, else by turns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._quotes = re.finditer('["“”\n]', text)
        self._next = next(self._quotes, None)
        self._is_open = False

    def opens(self, position: int) -> bool:
        """Return whether the quote at `position` opens; ask in order of the text."""
        while self._next is not None and self._next.start() < position:
            self._turn(self._next.start())
            self._next = next(self._quotes, None)
        return not self._is_open

    def _turn(self, position: int) -> None:
        """Take note of a quote or a line end, as readers do."""
        mark, after = self._text[position], self._text[position + 1 : position + 2]
        if mark in "“”\n":
            self._is_open = mark == "“"
        elif self._text[position - 1 : position].isspace() or position == 0:
            self._is_open = not after.isspace()
        else:
            self._is_open = not after.isspace() and not self._is_open
