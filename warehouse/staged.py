"""What a staged folder holds, told so that whoever loads it can tell that nothing is missing."""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from schemas import WarehouseError


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A Parquet file of a staged folder: its name, its rows, and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


def list_staged(staged: Path) -> tuple[StagedFile, ...]:
    """Return the files of a staged folder, by name.

    Raises:
        OSError: The folder cannot be read.
    """
    import pyarrow.parquet as pq  # 0.2 s that most commands have no use for

    return tuple(
        StagedFile(path.name, pq.read_metadata(path).num_rows, _hash(path))
        for path in sorted(staged.glob("*.parquet"))
    )


def check_staged(staged: Path, files: tuple[StagedFile, ...]) -> None:
    """Make sure that a folder holds exactly these files.

    Raises:
        WarehouseError: One is missing, cannot be read, or is another than when it was staged.
    """
    for file in files:
        try:
            found = _hash(staged / file.name)
        except OSError as error:
            raise WarehouseError(
                f"{staged / file.name} was staged and cannot be read here: {error.strerror}; "
                "let all machines see the workspace under one path, or set `staging`"
            ) from error
        if found != file.sha256:
            raise WarehouseError(
                f"{staged / file.name} is not what was staged (sha256 {found[:12]}…, staged "
                f"{file.sha256[:12]}…); look after the storage, and run it again"
            )


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
