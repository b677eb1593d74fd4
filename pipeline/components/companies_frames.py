"""Frames that hardly anything but a company stands in: "CEO of …", "… has raised $5 million"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords

PERSONAL = frozenset({"investor", "player", "leader", "partner", "rival", "designer", "developer"})
"""What a person may be called as well as a company."""

LOOSE = frozenset(
    "brand brands platform platforms unit arm division house houses customers clients partners "
    "agency publication newspaper exchange exchanges group groups parent fund funds rivals leaders "
    "players investors designers businesses business ratings token".split()
)
"""What other things are called, too: right before a name they say little."""

HEADS = frozenset({"ceo", "cfo", "coo", "cto", "founder", "cofounder", "chairman", "chairwoman"})
"""Offices that a company has: "CEO of Belden", "Belden CEO Ann Lee"."""

EMPLOYED = HEADS | frozenset(
    "analyst analysts economist economists strategist strategists executive officer president "
    "director manager partner spokesman spokeswoman spokesperson consultant researcher".split()
)
"""What a person is at a company: "an analyst at Belden"."""

HELD = frozenset("shares stake acquisition takeover subsidiary shareholders".split())
"""What there is of a company, and in one."""

TRADED = frozenset("shares shareholders stockholders".split())
"""What follows a company's name: "Belden shares"."""

MONEYED = frozenset(
    "raised raises secured secures reported reports posted posts earned generated".split()
)
"""Verbs whose object is money where a company is the subject."""

MONEY = frozenset(
    "million billion revenue revenues profit profits sales earnings loss losses income".split()
)

SCALED = frozenset("employs operates serves manufactures".split())
"""Verbs of companies at work."""

BEING = frozenset({"is", "was"})
SELLING = frozenset(
    "makes sells provides operates owns develops manufactures supplies runs".split()
)
OPENING = frozenset(
    "announces raises reports launches acquires appoints unveils completes secures closes names "
    "signs expands introduces wins receives opens buys sells files posts partners declares "
    "releases enters debuts empowers delivers celebrates joins expects selects offers".split()
)
"""Verbs of a headline whose subject is a company."""

PLANNED = frozenset(
    "acquire buy sell launch raise open cut invest build report release merge host present "
    "participate announce join expand close".split()
)
"""Verbs after "to" in such a headline: "Belden to Buy Mill"."""

NEAR = 7
"""How many words after a verb may be looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `first` up to `stop` of a line, and the words that tell names apart."""

    line: Line
    first: int
    stop: int
    words: NameWords

    def before(self, back: int) -> str:
        """Return the key of the word `back` places before; "" where a mark stands between."""
        at = self.first - back
        return self.line.words[at].key if at >= 0 and self.line.gap(at) == " " else ""

    def after(self, on: int = 0) -> str:
        """Return the key of the word `on` places after; "" where a mark stands between."""
        at, line = self.stop + on, self.line
        if at >= len(line.words) or any(line.gap(i) != " " for i in range(self.stop - 1, at)):
            return ""
        return line.words[at].key

    def following(self, on: int = 0) -> set[str]:
        """Return the keys of the next words, `on` of them left out."""
        return {word.key for word in self.line.words[self.stop + on : self.stop + on + NEAR]}

    @property
    def makers(self) -> frozenset[str]:
        """What companies are called, and people are not."""
        return self.words.makers - PERSONAL

    @property
    def is_actor(self) -> bool:
        """Whether the model sees a person, a country or its people there."""
        words = self.line.words
        found = self.line.entity_over(words[self.first].start, words[self.stop - 1].end)
        return found is not None and found.label in ("PERSON", "GPE", "NORP", "LOC")

    @property
    def is_person(self) -> bool:
        """Whether the model sees a person's full name there."""
        return self.line.is_full_person(self.first, self.stop)


def frames_of(line: Line, first: int, stop: int, words: NameWords) -> frozenset[str]:
    """Return the names of the frames that words `first` up to `stop` stand in."""
    found = line.frames.get((first, stop))
    if found is None:
        spot = Spot(line, first, stop, words)
        found = frozenset(name for name, holds in FRAMES.items() if holds(spot))
        line.frames[first, stop] = found
    return found


def is_subject(line: Line, stop: int) -> bool:
    """Return whether a company's deed follows: "Announces", "to Buy"."""
    if stop >= len(line.words) or line.gap(stop - 1) != " ":
        return False
    key = line.words[stop].key
    planned = stop + 1 < len(line.words) and line.words[stop + 1].key in PLANNED
    return key in OPENING or (key == "to" and planned)


def _maker(spot: Spot) -> bool:
    """Return whether "startup", "chipmaker" or the like stands right before."""
    if spot.before(1) not in spot.makers - LOOSE:
        return False
    return spot.line.words[spot.first - 1].text.islower() and not spot.is_person


def _seat(spot: Spot) -> bool:
    """Return whether "Leeds-based" stands right before."""
    gap = spot.line.gap(spot.first - 1) if spot.first else ""
    return gap in ("-based ", "-headquartered ", "-listed ") and not spot.is_person


def _office(spot: Spot) -> bool:
    """Return whether "CEO of" or "an analyst at" stands right before."""
    link, office = spot.before(1), spot.before(2)
    return (link in ("at", "with") and office in EMPLOYED) or (link == "of" and office in HEADS)


def _head(spot: Spot) -> bool:
    """Return whether an office and a name follow: "CEO Ann Lee"."""
    named = spot.stop + 1 < len(spot.line.words) and spot.line.words[spot.stop + 1].has_capital
    return named and spot.after() in HEADS


def _held(spot: Spot) -> bool:
    """Return whether "shares of" or "a stake in" stands right before."""
    return spot.before(1) in ("of", "in") and spot.before(2) in HELD


def _traded(spot: Spot) -> bool:
    """Return whether "shares" follows."""
    return spot.after() in TRADED and spot.line.words[spot.stop].text.islower()


def _moneyed(spot: Spot) -> bool:
    """Return whether "has raised", "reported" or the like and money follow."""
    on = int(spot.after() in ("has", "had", "have", "also"))
    earned = spot.after(on) in MONEYED and bool(MONEY & spot.following(on + 1))
    return earned and not spot.is_actor


def _working(spot: Spot) -> bool:
    """Return whether "employs 300" or "has 300 employees" follows."""
    staffed = spot.after() == "has" and bool({"employees", "stores", "staff"} & spot.following())
    return spot.after(1)[:1].isdigit() and (staffed or spot.after() in SCALED)


def _being(spot: Spot) -> bool:
    """Return whether "is a leading provider" or the like follows."""
    if spot.after() not in BEING or spot.after(1) not in ("a", "an", "the", "one"):
        return False
    return bool(spot.makers & spot.following(2))


def _apposition(spot: Spot) -> bool:
    """Return whether ", a maker of" or ", which sells" follows."""
    words, stop = spot.line.words, spot.stop
    if stop + 1 >= len(words) or spot.line.gap(stop - 1) != ", ":
        return False
    if words[stop].key == "which":
        return words[stop + 1].key in SELLING
    told = words[stop].key in ("a", "an", "one", "the")
    if words[stop].key == "the" and words[stop + 1].key in spot.makers:
        return False  # "Now, the company said"
    return told and bool(spot.makers & {word.key for word in words[stop + 1 : stop + 5]})


def _headline(spot: Spot) -> bool:
    """Return whether it is what a headline is about: "Belden Announces", "Belden to Buy"."""
    titled = spot.line.is_title or spot.line.parsed.is_heading
    opens = spot.first == 0 and titled and is_subject(spot.line, spot.stop)
    return opens and not spot.is_actor


FRAMES: Mapping[str, Callable[[Spot], bool]] = {
    "maker": _maker,
    "seat": _seat,
    "office": _office,
    "head": _head,
    "held": _held,
    "traded": _traded,
    "moneyed": _moneyed,
    "working": _working,
    "being": _being,
    "apposition": _apposition,
    "headline": _headline,
}
"""Each frame by its name."""

STRONG = frozenset(FRAMES) - {"headline", "office"}
"""Frames that one place is enough of."""
