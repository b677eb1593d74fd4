"""Numbers with a power of ten: 1.2e9, 4.5 × 10^6, 2.48×10−5, 10⁶."""

import re
from decimal import Decimal

# For the lexer's verbose pattern; {D} is the decimal sign. "1e3" alone is as often a name, so
# a bare "e" needs a decimal, a sign or two digits beside it; "10¹" is ten with a footnote.
SCIENTIFIC = r"""
    [0-9]{{1,9}}(?:{D}[0-9]{{1,12}})?\ ?[×x*·]\ ?10(?:\^|\*\*)[−+-]?[0-9]{{1,2}}(?!\w)  # 4.5 x 10^6
  | [0-9]{{1,9}}(?:{D}[0-9]{{1,12}})?\ ?×\ ?10[−-][0-9]{{1,2}}(?!\w)                    # 2.48×10−5
  | [0-9]{{1,9}}(?:{D}[0-9]{{1,12}})?\ ?[×x·]\ ?10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}               # 3 × 10⁶
  | 10(?:(?:\^|\*\*)[−-]?[0-9]{{1,2}}(?!\w)|⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[⁴⁵⁶⁷⁸⁹])             # 10^6, 10⁶
  | (?<![\w.])(?<!\w-)[0-9](?:{D}[0-9]{{1,12}}e[−+-]?[0-9]{{1,2}}
      |e(?:[−+-][0-9]{{1,2}}|[0-9]{{2}}))(?![\w-])                                     # 1.2e9
"""

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")

# "4.5×10^6", "10⁶" and "1.2e9", superscripts made plain and spaces taken out
_POWER = re.compile(
    r"(?:(?P<mantissa>[0-9.,]{1,24})(?:e|[×x*·]10(?:\^|\*\*)?)|10(?:\^|\*\*)?)(?P<power>[+-]?[0-9]{1,2})"
)

_SIGNS = frozenset("e×x*·^⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
"""One of these stands in every number with a power of ten, and in no other numeral."""


def split_power(text: str) -> tuple[str, Decimal] | None:
    """Return the mantissa of a number as the lexer cuts it, and its power of ten as a factor.

    None where the number is written without one.
    """
    if _SIGNS.isdisjoint(text):
        return None
    match = _POWER.fullmatch(text.replace(" ", "").translate(_PLAIN))
    if match is None:
        return None
    return match["mantissa"] or "1", Decimal(1).scaleb(int(match["power"]))
