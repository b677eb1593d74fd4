"""A lake whose files are in an object store, and rows staged there: S3, imitated by moto."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines.orders import Receipt
from pipeline.engines.staging import choose_staging
from pipeline.settings import Settings, WarehouseSettings
from schemas import WarehouseError, WarehouseMissing
from tests.warehouse.factories import TEXT, extraction, other_article
from tests.warehouse.ingesting import ingest
from warehouse.confined import Confined
from warehouse.difference import difference, kept_files
from warehouse.lake.address import address_of
from warehouse.lake.buckets import HANDED, Keys, bucket_of, handed_keys
from warehouse.lake.maintenance import maintain
from warehouse.reader import open_reader
from warehouse.ready import ready_queries
from warehouse.store import Store
from warehouse.stores import published_of, store_of

COUNT = "SELECT count(*) FROM articles"
VARIABLES = {
    "AWS_ACCESS_KEY_ID": "tester",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return the address of an object store that is empty; it takes two seconds to start."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Return s3fs with an empty bucket `lake`, which whoever follows the environment reaches."""
    from s3fs import S3FileSystem

    for name, value in {**VARIABLES, "AWS_ENDPOINT_URL": endpoint}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    S3FileSystem.clear_instance_cache()
    store = S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    store.mkdir("lake")
    yield store
    store.rm("lake", recursive=True)
    S3FileSystem.clear_instance_cache()


def on(home: Path, catalog: Path, storage: str = "s3://lake/rows of all") -> Settings:
    """Return the settings of a host with a workspace of its own, and the catalog of all."""
    home.mkdir(exist_ok=True)
    wanted = WarehouseSettings(kind="ducklake", catalog=str(catalog), storage=storage)
    return Settings(home=home, warehouse=wanted)


def test_a_lake_in_a_bucket(bucket: Any, tmp_path: Path) -> None:
    """One host writes, another reads what was published last, at any time; nothing is local."""
    catalog = tmp_path / "catalog.ducklake"
    writer, reader = on(tmp_path / "one", catalog), on(tmp_path / "other", catalog)
    with pytest.raises(WarehouseMissing), store_of(reader).reader():
        pass
    ingest(store_of(writer), extraction("a/pumps.txt"), extraction("b/copy.txt"), other_article())
    assert not list(tmp_path.rglob("*.parquet"))
    assert all(name.endswith(".parquet") for name in bucket.find("lake/rows of all/rows"))

    with store_of(reader).reader() as opened:
        assert opened.sql(COUNT).rows == [(2,)]
        ingest(store_of(writer), extraction("late.txt", f"Late: {TEXT}"))
        assert opened.sql(COUNT).rows == [(2,)]  # what it has open stays as it is
    with store_of(reader).reader() as opened:
        assert opened.sql(COUNT).rows == [(3,)]
        for query in ready_queries()[:3]:
            opened.sql(query.sql, [example for _, example in query.parameters])

    before, after = kept_files(published_of(reader)).values()
    assert {each.change for each in difference(before, after)} == {"added"}
    assert maintain(address_of(writer), reading_days=0).files_removed > 0
    with open_reader(published_of(reader), seconds=60) as opened:
        assert opened.sql(COUNT).rows == [(3,)]


def test_analysts_read_the_lake_and_nothing_else(bucket: Any, tmp_path: Path) -> None:
    """Their process has the keys of this bucket alone, and no statement shows them."""
    settings = on(tmp_path / "home", tmp_path / "catalog.ducklake")
    ingest(store_of(settings), other_article())
    bucket.pipe_file("lake/beside.csv", b"a\n1\n")
    published = published_of(settings)
    told = handed_keys(published)
    assert set(told) == {HANDED}
    assert handed_keys(Store(tmp_path).published) == {}
    with Confined(published, seconds=60) as confined:
        assert confined.sql(COUNT).rows == [(1,)]
        for refused in ("FROM 's3://lake/beside.csv'", "FROM duckdb_secrets()"):
            with pytest.raises(WarehouseError, match=r"disabled by configuration|is refused"):
                confined.sql(refused)


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("storage", "elsewhere", "told"),
    [("s3://no-such/lake", None, "no-such"), ("s3://lake/x", "http://127.0.0.1:9", "connect")],
    ids=["no such bucket", "nobody answers"],
)
def test_what_cannot_be_reached_is_told(
    storage: str, elsewhere: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What, where, and what to do; nothing was published."""
    if elsewhere:
        monkeypatch.setenv("AWS_ENDPOINT_URL", elsewhere)
    settings = on(tmp_path / "home", tmp_path / "catalog.ducklake", storage)
    with pytest.raises(WarehouseError, match=rf"(?is){told}.*run the command again"):
        ingest(store_of(settings), other_article())
    assert not bucket_of(address_of(settings).published)


def test_rows_go_by_a_bucket(bucket: Any, tmp_path: Path) -> None:
    """Staged, brought whole, and gone; what was changed on its way is told, and what is left."""
    staging = choose_staging("s3://lake/staging", tmp_path, tmp_path)
    where, files = staging.put([other_article()], "run 1")
    receipt = Receipt(staged=where, files=files, seen=1, unchanged=0, told=())
    brought = staging.bring(receipt)
    assert brought is not None
    assert {file.name for file in brought.iterdir()} == {file.name for file in files}
    assert bucket.find("lake/staging") == []

    where, files = staging.put([other_article()], "run 1")
    bucket.pipe_file(f"{where}/{files[0].name}", b"changed")
    with pytest.raises(WarehouseError, match=re.escape(files[0].name)):
        staging.bring(Receipt(staged=where, files=files, seen=1, unchanged=0, told=()))
    staging.clear("run 1")
    assert bucket.find("lake/staging") == []


def test_keys_in_words() -> None:
    """Nothing shows a secret; amazon's stores have a host name for each bucket, others not."""
    keys = Keys("me", "hush", "", "http://127.0.0.1:9000", "")
    assert "hush" not in repr(keys)
    assert keys.statement("s3://lake/x") == (
        "CREATE OR REPLACE SECRET lake (TYPE s3, PROVIDER config, KEY_ID 'me', SECRET 'hush', "
        "ENDPOINT '127.0.0.1:9000', URL_STYLE 'path', SCOPE 's3://lake/x', USE_SSL False)"
    )
    amazon = Keys("me", "hush", "t", "https://s3.eu-west-1.amazonaws.com", "eu-west-1")
    assert "URL_STYLE 'vhost'" in amazon.statement("s3://lake/x")
