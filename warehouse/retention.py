"""Old backups taken away, so that scheduled ones do not fill the disk."""

from pathlib import Path

from warehouse.receipts import receipt_of
from warehouse.store import Store

SCHEDULED = "foretell-????????T??????.duckdb"
"""Names that backups are given where nobody names them; all others are left alone."""


def forget_old(store: Store, keep: int) -> list[Path]:
    """Take away all but the newest `keep` backups, with their receipts; return the ones gone."""
    backups = sorted(store.backups.glob(SCHEDULED), reverse=True)
    gone = backups[keep:]
    for backup in gone:
        receipt_of(backup).unlink(missing_ok=True)
        backup.unlink()
    return gone
