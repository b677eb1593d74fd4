"""Storage that workers and driver share: a folder that all of them see, or an object store.

A worker's rows are hashed before they leave it, and compared before they are loaded.
"""

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from pipeline.engines.orders import Outcome, Receipt
from schemas import EngineError, WarehouseError
from warehouse.stage import stage
from warehouse.staged import StagedFile, check_staged, list_staged

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

LOG = logging.getLogger(__name__)

FLAT = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"})
"""Stores without folders: to make one would make the bucket that somebody misspelt."""


class Staging(Protocol):
    """Where workers put rows, and the driver finds them."""

    def put(self, outcomes: Sequence[Outcome], run_id: str) -> tuple[str, tuple[StagedFile, ...]]:
        """Return where the rows lie now, and the files there.

        Raises:
            WarehouseError: They cannot be written; nothing of them is left.
        """

    def bring(self, receipt: Receipt) -> Path | None:
        """Return a folder of this machine with the rows of a receipt; None where it has none.

        Raises:
            WarehouseError: They are not there, or not what was staged.
        """

    def clear(self, run_id: str) -> None:
        """Remove what a run staged and nobody loaded."""


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder that every machine sees under the same path."""

    folder: Path

    def put(self, outcomes: Sequence[Outcome], run_id: str) -> tuple[str, tuple[StagedFile, ...]]:
        """Return the new folder that holds the rows, and its files."""
        staged = stage(self.folder / run_id, outcomes, run_id)
        return str(staged), _listed(staged)

    def bring(self, receipt: Receipt) -> Path | None:
        """Return the folder as it stands, compared with its receipt."""
        if receipt.staged is None:
            return None
        staged = Path(receipt.staged)
        check_staged(staged, receipt.files)
        return staged

    def clear(self, run_id: str) -> None:
        """Remove the run's folder."""
        shutil.rmtree(self.folder / run_id, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A place that fsspec reaches by its address, such as "s3://bucket/foretell".

    Attributes:
        address: Where the rows go, each run in a folder of its own.
        folder: Where the driver keeps them while it loads them.
    """

    address: str
    folder: Path

    def put(self, outcomes: Sequence[Outcome], run_id: str) -> tuple[str, tuple[StagedFile, ...]]:
        """Return the address of the rows, and the files there."""
        with TemporaryDirectory(prefix="foretell-") as beside:
            staged = stage(Path(beside), outcomes, run_id)
            files = _listed(staged)
            target = f"{self.address.rstrip('/')}/{run_id}/{staged.name}"
            try:
                store, path = self._open(target)
                if not FLAT.intersection(_names(store)):
                    store.makedirs(path, exist_ok=True)
                for file in files:
                    store.put_file(str(staged / file.name), f"{path}/{file.name}")
            except Exception as error:  # every kind of store has errors of its own
                raise WarehouseError(f"nothing was staged in {target}: {error}") from error
        return target, files

    def bring(self, receipt: Receipt) -> Path | None:
        """Return a copy of the rows on this machine, compared with their receipt."""
        if receipt.staged is None:
            return None
        brought = self.folder / receipt.staged.rpartition("/")[2]
        try:
            brought.mkdir(parents=True, exist_ok=True)
            store, path = self._open(receipt.staged)
            for file in receipt.files:
                store.get_file(f"{path}/{file.name}", str(brought / file.name))
            check_staged(brought, receipt.files)
            store.rm(path, recursive=True)
        except WarehouseError:
            raise
        except Exception as error:
            raise WarehouseError(f"{receipt.staged} cannot be read: {error}") from error
        return brought

    def clear(self, run_id: str) -> None:
        """Remove the run's folder from the store."""
        try:
            store, path = self._open(f"{self.address.rstrip('/')}/{run_id}")
            if store.exists(path):
                store.rm(path, recursive=True)
        except Exception as error:  # noqa: BLE001 - every kind of store has errors of its own
            # Nobody reads what lies there, and how the run ended matters more.
            LOG.warning("%s keeps what run %s staged: %s", self.address, run_id, error)

    def _open(self, address: str) -> "tuple[AbstractFileSystem, str]":
        """Return the store and the path in it that an address names."""
        from fsspec.core import url_to_fs

        store, path = url_to_fs(address)
        return store, str(path)


def choose_staging(address: str | None, folder: Path, home: Path) -> Staging:
    """Return where rows are staged: at an address of fsspec's, or in a folder.

    Args:
        address: The setting `staging`; None for `folder`.
        folder: The workspace's own, which all machines see where there is no address.
        home: The workspace, from which an address without a root is told.

    Raises:
        EngineError: What reaches such an address is not installed.
    """
    if address is None:
        return SharedFolder(folder)
    if "://" not in address:
        return SharedFolder(home / address)
    from fsspec import get_filesystem_class

    try:
        get_filesystem_class(address.partition("://")[0])
    except (ImportError, ValueError) as error:
        raise EngineError(f"staging {address!r}: {error}; see docs/scale.md") from error
    return ObjectStore(address, folder)


def _names(store: "AbstractFileSystem") -> tuple[str, ...]:
    """Return the protocols that a store goes by."""
    names: str | tuple[str, ...] = store.protocol
    return (names,) if isinstance(names, str) else names


def _listed(staged: Path) -> tuple[StagedFile, ...]:
    """Return the files of a folder that was just staged."""
    try:
        return list_staged(staged)
    except OSError as error:
        raise WarehouseError(f"{staged} was staged and cannot be read: {error}") from error
