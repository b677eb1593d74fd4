"""Finding inputs and reading their bytes: what is found, its name, and what is refused."""

import io
import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.settings import Settings
from pipeline.sources import find, read
from schemas import Rejection, RejectionReason, Source, UsageError


def discover(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    as_given: bool = False,
) -> Iterator[Source | Rejection]:
    """Yield every input under `paths`, found and read, as a run does it."""
    for place in find(paths, settings, as_given=as_given):
        yield place if isinstance(place, Rejection) else read(place, settings, stdin=stdin)


def write(path: Path, content: str | bytes = "Sales rose 5%.\n") -> Path:
    """Write a file with its folders and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(paths: list[str | Path], settings: Settings) -> Source | Rejection:
    """Return the one input under `paths`."""
    (found,) = discover(paths, settings)
    return found


def test_a_source_is_its_bytes_with_their_hash(settings: Settings, articles: Path) -> None:
    """Bytes, hash, kind and name are the file's."""
    path = write(articles / "a.txt", b"\xff\x00")
    assert only([path], settings) == Source(
        source_uri="seeds/articles/a.txt",
        media_type="text/plain",
        content=b"\xff\x00",
        content_sha256=sha256(b"\xff\x00").hexdigest(),
    )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        pytest.param("a.txt", "text/plain", id="text"),
        pytest.param("a.TXT", "text/plain", id="capitals"),
        pytest.param("a.md", "text/markdown", id="markdown"),
        pytest.param("a.pdf", "application/pdf", id="PDF"),
        pytest.param("a.b.HTML", "text/html", id="page"),
        pytest.param("a.eml", "message/rfc822", id="e-mail"),
        pytest.param("a.xyz", "application/octet-stream", id="unknown"),
        pytest.param("a.", "application/octet-stream", id="a point alone"),
        pytest.param("article", "application/octet-stream", id="no ending"),
    ],
)
def test_the_ending_says_what_it_is(settings: Settings, name: str, media_type: str) -> None:
    """The kind of a file is told by its name alone."""
    found = only([write(settings.home / name)], settings)
    assert isinstance(found, Source)
    assert found.media_type == media_type


def test_no_path_stands_for_the_articles_of_the_workspace(
    settings: Settings, articles: Path
) -> None:
    """Without a path the workspace's own articles are read."""
    write(articles / "a.txt")
    assert [found.source_uri for found in discover([], settings)] == ["seeds/articles/a.txt"]


def test_a_folder_is_read_with_all_below_in_order_of_name(settings: Settings) -> None:
    """Order is that of the names, whatever the file system says."""
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "c.txt"):
        write(settings.home / "in" / name)
    names = [found.source_uri for found in find([settings.home / "in"], settings)]
    assert names == ["in/a/b/c.md", "in/a/z.txt", "in/b.txt", "in/c.txt"]


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/a.txt", "a.meta.toml", "README.md", "readme.txt"]
)
def test_what_is_no_article_is_passed_over_in_a_folder(settings: Settings, name: str) -> None:
    """Hidden files, sidecars and READMEs are no articles, and no rejections either."""
    write(settings.home / "in" / name)
    write(settings.home / "in" / "article.txt")
    names = [found.source_uri for found in find([settings.home / "in"], settings)]
    assert names == ["in/article.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(settings: Settings) -> None:
    """Only folders are sifted."""
    path = write(settings.home / "README.md")
    assert isinstance(only([path], settings), Source)


def test_an_input_named_twice_is_read_once(settings: Settings) -> None:
    """A file and its folder give one source, at the first place."""
    first = write(settings.home / "in" / "b.txt")
    write(settings.home / "in" / "a.txt")
    names = [found.source_uri for found in find([first, settings.home / "in"], settings)]
    assert names == ["in/b.txt", "in/a.txt"]


class TestNames:
    """How the warehouse names an input."""

    def test_inside_the_workspace_from_its_folder(
        self, settings: Settings, articles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It does not matter from where the path was written."""
        write(articles / "a.txt")
        monkeypatch.chdir(articles)
        assert only(["../articles/./a.txt"], settings).source_uri == "seeds/articles/a.txt"

    def test_outside_from_the_root(
        self, settings: Settings, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """Elsewhere the name is the whole path."""
        path = write(tmp_path_factory.mktemp("elsewhere") / "a.txt")
        assert only([path], settings).source_uri == path.resolve().as_posix()

    def test_as_given(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        """`extract` repeats the paths of its command."""
        write(settings.home / "in" / "a.txt")
        monkeypatch.chdir(settings.home)
        found = discover(["./in/a.txt", "in"], settings, as_given=True)
        assert [each.source_uri for each in found] == ["./in/a.txt", "in/a.txt"]

    def test_a_name_that_is_no_utf8_is_spelt_out(self, settings: Settings) -> None:
        """The warehouse can hold any name that a file system allows."""
        path = write(settings.home / os.fsdecode(b"caf\xe9.txt"))
        assert only([path], settings).source_uri == "caf\\xe9.txt"

    def test_piped_in_by_content(self, settings: Settings) -> None:
        """Two texts piped in are two articles."""
        names = {
            found.source_uri
            for text in (b"one", b"two", b"one")
            for found in discover(["-"], settings, stdin=io.BytesIO(text))
        }
        assert len(names) == 2
        assert all(name.startswith("stdin:") for name in names)

    def test_piped_in_as_given(self, settings: Settings) -> None:
        """`extract -` names its article "-"."""
        (found,) = discover(["-"], settings, stdin=io.BytesIO(b"one"), as_given=True)
        assert found.source_uri == "-"


class TestSidecar:
    """NAME.meta.toml beside NAME.txt."""

    def test_its_bytes_come_with_the_source(self, settings: Settings) -> None:
        """The reader judges them, not the finder."""
        write(settings.home / "a.meta.toml", "no TOML at all")
        found = only([write(settings.home / "a.txt")], settings)
        assert isinstance(found, Source)
        assert found.sidecar == b"no TOML at all"

    @pytest.mark.parametrize("kind", ["folder", "large", "dangling"])
    def test_one_that_cannot_be_read_rejects_its_article(
        self, settings: Settings, kind: str
    ) -> None:
        """What a person wrote down about an article is never silently left out."""
        sidecar = settings.home / "a.meta.toml"
        if kind == "folder":
            sidecar.mkdir()
        elif kind == "large":
            write(sidecar, b"#" * 70_000)
        else:
            sidecar.symlink_to("nowhere.toml")
        found = only([write(settings.home / "a.txt")], settings)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.BAD_SIDECAR
        assert found.detail.startswith("a.meta.toml: ")


class TestRefused:
    """What becomes a rejection with its reason, and never an exception."""

    def test_a_missing_file(self, settings: Settings) -> None:
        """A misspelt path is told."""
        found = only(["nothing.txt"], settings)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.MISSING
        assert found.content_key is None

    @pytest.mark.parametrize("path", ["a.txt/b.txt", "no/such/folder/a.txt"])
    def test_a_path_through_nothing(self, settings: Settings, path: str) -> None:
        """A way that leads nowhere is a missing file."""
        write(settings.home / "a.txt")
        found = only([settings.home / path], settings)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.MISSING

    def test_a_link_to_itself(self, settings: Settings) -> None:
        """A loop ends."""
        loop = settings.home / "loop.txt"
        loop.symlink_to(loop)
        found = only([loop], settings)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.UNREADABLE

    def test_a_folder_that_links_back(self, settings: Settings) -> None:
        """A link to a folder is not followed, and that is told."""
        write(settings.home / "in" / "a.txt")
        (settings.home / "in" / "back").symlink_to("..")
        found = {each.source_uri: each for each in discover([settings.home / "in"], settings)}
        assert set(found) == {"in/a.txt", "in/back"}
        rejected = found["in/back"]
        assert isinstance(rejected, Rejection)
        assert "link" in rejected.detail

    def test_a_pipe(self, settings: Settings) -> None:
        """What would make us wait for ever is not opened."""
        pipe = settings.home / "pipe.txt"
        os.mkfifo(pipe)
        found = only([pipe], settings)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.UNREADABLE

    def test_a_file_that_is_closed_to_us(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Permissions are told as such."""

        def closed(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = write(settings.home / "a.txt")
        monkeypatch.setattr(Path, "open", closed)
        found = only([path], settings)
        assert isinstance(found, Rejection)
        assert "permissions" in found.detail

    @pytest.mark.parametrize(("size", "refused"), [(10, False), (11, True)])
    def test_a_file_above_the_limit(self, workspace: Path, size: int, refused: bool) -> None:
        """The limit itself is still read."""
        settings = Settings(home=workspace, max_bytes=10)
        found = only([write(workspace / "a.txt", b"a" * size)], settings)
        assert isinstance(found, Rejection) is refused
        if isinstance(found, Rejection):
            assert found.reason is RejectionReason.TOO_LARGE

    def test_too_much_piped_in(self, workspace: Path) -> None:
        """The limit holds for what is piped in, and no more than it is read."""
        stream = io.BytesIO(b"a" * 1000)
        settings = Settings(home=workspace, max_bytes=10)
        (found,) = discover(["-"], settings, stdin=stream)
        assert isinstance(found, Rejection)
        assert found.reason is RejectionReason.TOO_LARGE
        assert stream.tell() == 11


@pytest.mark.parametrize("entry", [None, "README.md", ".hidden.txt"])
def test_a_folder_without_articles_is_refused(settings: Settings, entry: str | None) -> None:
    """Nothing to read is a mistake to tell, not a run that found nothing."""
    folder = settings.home / "empty"
    folder.mkdir()
    if entry:
        write(folder / entry)
    with pytest.raises(UsageError, match=r"no article in .*empty"):
        find([folder], settings)


def test_an_empty_path_is_refused(settings: Settings) -> None:
    """An unset variable of a shell does not stand for the folder we are in."""
    with pytest.raises(UsageError, match="empty"):
        find([""], settings)


def test_nothing_piped_in_is_refused(settings: Settings) -> None:
    """A dash where nothing can be piped in is a mistake."""
    with pytest.raises(UsageError, match="piped in"):
        list(discover(["-"], settings))
