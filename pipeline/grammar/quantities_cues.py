"""The words that decide what a number is, by the role they play beside it."""

from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.lexicon import read_table
from schemas import SettingsError

CUE_COLUMNS = ("role", "words", "example", "source")


@dataclass(frozen=True, slots=True)
class NumberCues:
    """Words in lower case, one set a role; `seeds/lexicon/number_cues.csv` has an example each."""

    metre: frozenset[str]
    before_loss: frozenset[str]
    before_multiple: frozenset[str]
    after_multiple: frozenset[str]
    no_multiple: frozenset[str]
    after_times: frozenset[str]
    before_times: frozenset[str]
    no_times: frozenset[str]
    after_half: frozenset[str]
    before_half: frozenset[str]
    period_before: frozenset[str]
    after_part: frozenset[str]
    before_part: frozenset[str]
    by_part: frozenset[str]
    no_part: frozenset[str]
    changed: frozenset[str]
    change: frozenset[str]
    ranging: frozenset[str]
    score: frozenset[str]
    measured: frozenset[str]
    done: frozenset[str]
    lasting: frozenset[str]
    supply: frozenset[str]
    duration_link: frozenset[str]
    past_time: frozenset[str]
    prefix: frozenset[str]
    counting: frozenset[str]
    temporal: frozenset[str]
    weighed: frozenset[str]
    no_name: frozenset[str]
    counts_one: frozenset[str]
    after_half_time: frozenset[str]
    after_money: frozenset[str]


def load_number_cues(workspace: Path | None = None) -> NumberCues:
    """Return the words of `seeds/lexicon/number_cues.csv`.

    Args:
        workspace: Folder whose own table adds roles' words and wins.

    Raises:
        SettingsError: The table is missing or broken, or has other roles than it should.
    """
    rows = read_table("number_cues", CUE_COLUMNS, workspace=workspace)
    words = {row["role"]: frozenset(row["words"].split()) for row in rows}
    roles = {field.name for field in fields(NumberCues)}
    if words.keys() != roles:
        wrong = sorted(words.keys() ^ roles)
        raise SettingsError(f"seeds/lexicon/number_cues.csv: missing or unknown roles {wrong}")
    return NumberCues(**words)
