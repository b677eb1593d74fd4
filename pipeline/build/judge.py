"""When a value counts as what an annotator wrote: the reading of labels, field by field."""

import re
from collections.abc import Callable, Mapping, Sequence

LEGAL = re.compile(
    r"[\s,]+(inc|corp|corporation|ltd|limited|plc|llc|co|company|group|ag|sa|se|nv|gmbh|kk|holdings?)\.?$",
    re.IGNORECASE,
)
IDLE = frozenset("the a an of in for to and its their by on at total overall s".split())
NAMES = ("company", "source", "forecaster")
PHRASES = ("metric", "item")
WORLD = ("global", "worldwide", "world")

Label = Mapping[str, object]


def firmest(judge: Callable[[Label], list[bool]], label: Label) -> list[bool]:
    """Return what is right by the label as it was written; if nothing is, by what it accepts.

    Annotators differ in how much they accept, and less in what they write.
    """
    written = judge({**label, "accept": {}})
    return written if any(written) else judge(label)


def is_right(field: str, value: object, label: Label) -> bool:
    """Tell whether `value` is the label's value of the field, or one that it accepts.

    Names are compared without legal form, phrases by half of their words, a list of companies
    as a set; everything else as it is.
    """
    accepted = label.get("accept")
    others = accepted.get(field, []) if isinstance(accepted, Mapping) else []
    return any(_same(field, value, one) for one in [label.get(field), *others])


def _same(field: str, value: object, wanted: object) -> bool:
    if field in NAMES:
        return _name_set(value) == _name_set(wanted)
    if field in PHRASES:
        return _alike(value, wanted)
    if field == "region":
        return _place(value) == _place(wanted)
    return (value or None) == (wanted or None)


def _place(name: object) -> str | None:
    """Return a place's bare name, with one word for the whole world."""
    bare = _bare(name)
    return "global" if bare in WORLD else bare


def _name_set(value: object) -> frozenset[str | None]:
    """Return the bare names of a name, a list of names, or nobody."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return frozenset(_bare(name) for name in value)
    return frozenset([_bare(value)])


def _bare(name: object) -> str | None:
    """Return a name in lower case without possessive, stops and legal form."""
    if name is None:
        return None
    bare = re.sub(r"[’']s?$", "", str(name)).strip().casefold().replace(".", "")
    while (shorter := LEGAL.sub("", bare)) != bare:
        bare = shorter
    return bare.removeprefix("the ")


def _alike(value: object, wanted: object) -> bool:
    """Tell whether two phrases share half of their words (F1)."""
    if not value or not wanted:
        return not value and not wanted
    ours, theirs = _words(str(value)), _words(str(wanted))
    if not ours or not theirs:
        return ours == theirs
    return 2 * len(ours & theirs) >= 0.5 * (len(ours) + len(theirs))


def _words(phrase: str) -> frozenset[str]:
    """Return the telling words of a phrase in the singular."""
    found = set()
    for word in re.findall(r"[a-z0-9&]+", phrase.casefold()):
        if word in IDLE:
            continue
        if len(word) > 3 and word.endswith("ies"):
            found.add(word[:-3] + "y")
        elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            found.add(word[:-1])
        else:
            found.add(word)
    return frozenset(found)
