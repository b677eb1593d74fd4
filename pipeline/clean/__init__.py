"""Cleaning: the raw text with its nuisances repaired, every repair recorded as an edit.

One tiny function for each nuisance proposes edits; nothing is changed that grammar can read
as it stands (quotes, dashes, no-break spaces).
"""

from pipeline.clean.cleaner import CleanText, clean

__all__ = ["CleanText", "clean"]
