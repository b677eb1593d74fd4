"""A lake whose files are in an object store: the keys to it, and the readers' copy from there.

DuckDB is given the keys that s3fs finds, which stages rows: in the environment, in ~/.aws, in
fsspec's configuration, or from the host. So there is one place to set them.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import duckdb
from filelock import FileLock

from schemas import WarehouseError
from warehouse.names import LAKE_SUFFIX
from warehouse.sql import literal

if TYPE_CHECKING:
    from warehouse.lake.address import LakeAddress

SCHEME = "s3://"
"""What the address of a bucket begins with."""

HANDED = "FORETELL_LAKE_KEYS"
"""The variable that hands keys to the child that runs analysts' SQL; it knows no other of ours."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What DuckDB needs to reach a bucket.

    Attributes:
        key: Names the account; empty for a bucket that anybody may read.
        secret: Its password.
        token: Of keys that hold for some hours; else empty.
        endpoint: Where the store answers, such as "https://s3.eu-west-1.amazonaws.com".
        region: The store's region; empty where it has none.
    """

    key: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    endpoint: str
    region: str

    def statement(self, bucket: str) -> str:
        """Return the statement that lets DuckDB use them for this bucket and no other."""
        place = urlsplit(self.endpoint)
        # Stores of one's own rarely have a host name for each bucket.
        style = "vhost" if (place.hostname or "").endswith("amazonaws.com") else "path"
        told = {
            "KEY_ID": self.key,
            "SECRET": self.secret,
            "SESSION_TOKEN": self.token,
            "REGION": self.region,
            "ENDPOINT": place.netloc,
            "URL_STYLE": style,
            "SCOPE": bucket,
        }
        given = ", ".join(f"{name} {literal(value)}" for name, value in told.items() if value)
        return (
            f"CREATE OR REPLACE SECRET lake (TYPE s3, PROVIDER config, {given}, "
            f"USE_SSL {place.scheme != 'http'})"
        )


def reach(con: duckdb.DuckDBPyConnection, bucket: str) -> None:
    """Let a connection read and write a bucket, as far as the keys allow.

    Raises:
        WarehouseError: What reaches it is not installed, or there are no such keys.
    """
    from warehouse.lake.connection import load_extension

    load_extension(con, "httpfs", extra="s3")
    handed = os.environ.get(HANDED)
    keys = Keys(**json.loads(handed)) if handed else _keys(bucket)
    con.execute(keys.statement(bucket))


def handed_keys(published: Path) -> Mapping[str, str]:
    """Return the environment that lets a child read what `published` is the copy of.

    Nothing where that is no lake in a bucket.
    """
    bucket = bucket_of(published) if published.suffix == LAKE_SUFFIX else ""
    return {HANDED: json.dumps(asdict(_keys(bucket)))} if bucket else {}


def bucket_of(copy: Path) -> str:
    """Return the bucket that a copy of a catalog was fetched from; empty for none."""
    return _noted(copy)[0]


def fetch_copy(address: "LakeAddress") -> None:
    """Make the readers' copy on this host the one that was published last, if any was.

    Raises:
        WarehouseError: The store does not answer, or does not let us in.
    """
    copy, fresh = address.published, _fresh(address.published)
    with _reaching(address.bucket), _alone(copy):
        store, path = _opened(f"{address.bucket}/{copy.name}")
        try:
            tag = str(store.info(path, refresh=True)["ETag"])
        except FileNotFoundError:
            _check_bucket(store, path.partition("/")[0])
            return
        noted, known = _noted(copy)
        if copy.is_file() and known == tag and noted == address.bucket:
            return
        if not noted:  # a reader that finds the copy knows where its rows are
            _note(copy, address.bucket, "")
        try:
            store.get_file(path, str(fresh))
            fresh.replace(copy)
        finally:
            fresh.unlink(missing_ok=True)
        _note(copy, address.bucket, tag)


def push_copy(address: "LakeAddress", fresh: Path) -> None:
    """Make a file the copy that readers on all hosts get; the store replaces it as a whole.

    Raises:
        WarehouseError: The store does not take it; readers keep the old one.
    """
    copy = address.published
    with _reaching(address.bucket), _alone(copy):
        store, path = _opened(f"{address.bucket}/{copy.name}")
        store.put_file(str(fresh), path)
        _note(copy, address.bucket, "")
        fresh.replace(copy)
        _note(copy, address.bucket, str(store.info(path, refresh=True)["ETag"]))


@contextmanager
def _reaching(bucket: str) -> Iterator[None]:
    """Explain every error in the block: s3fs, botocore and aiohttp have no kind in common.

    Raises:
        WarehouseError: Whatever it was.
    """
    try:
        yield
    except WarehouseError:
        raise
    except Exception as error:
        raise WarehouseError(_unreachable(bucket, error)) from error


def _unreachable(bucket: str, error: Exception) -> str:
    """Return what to tell of a store that does not do what it is asked."""
    said = " ".join(str(error).split()) or type(error).__name__
    return (
        f"{bucket} cannot be used: {said}; see to warehouse.storage, to the store, and to its "
        "keys (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …), then run the command again"
    )


def _check_bucket(store: Any, name: str) -> None:
    """Make sure that there is such a bucket, though nothing is in it.

    Raises:
        FileNotFoundError: There is none.
    """
    if not store.exists(name):
        raise FileNotFoundError(f"there is no bucket {name}; make it, or correct its name")


def _alone(copy: Path) -> FileLock:
    """Return a lock: of several processes of a host that want the same copy, one fetches it."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(copy.with_suffix(".lock"))


def _keys(bucket: str) -> Keys:
    """Return the keys that s3fs uses.

    Raises:
        WarehouseError: s3fs is not installed, or finds none that it could use.
    """
    with _reaching(bucket):
        from fsspec.asyn import sync

        store, _ = _opened(bucket)
        store.connect()
        # Keys of fsspec's configuration are given to each request and are not the session's.
        given = (store.key, store.secret, store.token) if store.key else _frozen(sync, store)
        client = store.s3.meta
        key, secret, token = given
        return Keys(key, secret, token or "", client.endpoint_url, client.region_name or "")


def _frozen(sync: Any, store: Any) -> tuple[str, str, str]:
    """Return the parts of a session's keys as they are now; all empty where it has none."""
    found = None if store.anon else sync(store.loop, store.session.get_credentials)
    if found is None:
        return "", "", ""
    now = sync(store.loop, found.get_frozen_credentials)
    return now.access_key, now.secret_key, now.token or ""


def _opened(address: str) -> tuple[Any, str]:
    """Return the store and the path in it.

    Raises:
        WarehouseError: s3fs is not installed.
    """
    try:
        from fsspec.core import url_to_fs

        store, path = url_to_fs(address)
    except ImportError as error:
        raise WarehouseError(
            f"{address} needs s3fs ({error}): pip install 'foretell[scale,s3]'"
        ) from error
    return store, str(path)


def _fresh(copy: Path) -> Path:
    """Return where this process writes a copy before it takes its place."""
    return copy.with_suffix(f".{os.getpid()}.next")


def _note(copy: Path, bucket: str, tag: str) -> None:
    """Write beside a copy where it is from, and which one it is."""
    fresh = copy.with_suffix(f".{os.getpid()}.note")
    fresh.write_text(f"{bucket}\n{tag}\n", encoding="utf-8")
    fresh.replace(copy.with_suffix(".origin"))


def _noted(copy: Path) -> tuple[str, str]:
    """Return where a copy is from and which one it is; empty where it was made here."""
    try:
        bucket, tag = copy.with_suffix(".origin").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return "", ""
    return bucket, tag
