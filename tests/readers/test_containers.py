"""Files that hold several articles: exports, archives, e-mails, feeds."""

import json
import stat
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from pipeline import media
from pipeline.readers import Guard, read_source
from schemas import Rejection, RejectionReason, Source
from tests.readers.reading_sources import opened, reason_against, source, texts

RECORD = {
    "id": "a17",
    "text": "Sales rose 5%.\n\nCosts fell.",
    "published_on": "2024-06-15",
    "title": "Pumps",
    "source_uri": "https://example.org/p",
}


def zipped(members: dict[str, bytes | str], *, compressed: bool = True) -> bytes:
    """Return an archive of these members."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED if compressed else 0) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_record_is_an_article(guard: Guard) -> None:
    """The raw text is the value of its text; the other keys tell about it."""
    (found,) = opened(source(json.dumps([RECORD]), media.JSON), guard)
    assert isinstance(found, Source)
    read = read_source(found, guard)
    assert found.source_uri == "inbox/a!a17"
    assert read.raw_text == RECORD["text"]
    assert read.metadata.published_on == date(2024, 6, 15)
    assert (read.metadata.title, read.metadata.source_uri) == ("Pumps", "https://example.org/p")
    assert {origin.told_by for origin in read.origins} >= {"record title", "record source_uri"}


@pytest.mark.parametrize(
    ("content", "form", "expected"),
    [
        pytest.param('{"text": "One."}', media.JSON, {"!1": "One."}, id="one object"),
        pytest.param(
            '[{"text": "One."}, 5]',
            media.JSON,
            {"!1": "One.", "!record 2": "damaged"},
            id="a number among records",
        ),
        pytest.param(
            '{"articles": [{"body": "One."}]}', media.JSON, {"!1": "One."}, id="a list within"
        ),
        pytest.param(
            '{"text": "One.", "id": 3}\n\n{"text": "Two."}\n',
            media.JSONL,
            {"!3": "One.", "!3#2": "Two."},
            id="lines, of one name",
        ),
        pytest.param(
            '{"text": "One."}\n{"text":\n',
            media.JSONL,
            {"!1": "One.", "!line 2": "damaged"},
            id="a cut line",
        ),
        pytest.param('{"text":\n "One."}', media.JSONL, {"!1": "One."}, id="an object over lines"),
        pytest.param('[{"title": "Pumps"}]', media.JSON, {"!1": "empty"}, id="no text"),
        pytest.param(
            '[{"html": "<p>One &amp;</p><p>Two</p>"}]',
            media.JSON,
            {"!1": "One &\n\nTwo"},
            id="markup",
        ),
        pytest.param('{"name": "x"}', media.JSON, {"": "unknown_format"}, id="another object"),
        pytest.param("[NaN]", media.JSON, {"": "damaged"}, id="no JSON"),
        pytest.param("[" * 100_000, media.JSON, {"": "damaged"}, id="nested for ever"),
        pytest.param("[]", media.JSON, {"": "empty"}, id="an empty list"),
        pytest.param("", media.JSONL, {"": "empty"}, id="nothing"),
    ],
)
def test_exports(guard: Guard, content: str, form: str, expected: dict[str, str]) -> None:
    """Each record ends as an article or with a reason of its own."""
    found = texts(source(content, form), guard)
    assert found == {f"inbox/a{name}": told for name, told in expected.items()}


def test_an_archive_is_its_members(guard: Guard) -> None:
    """By name, each read by its ending; links, READMEs and hidden files are no articles."""
    inner = zipped({"c.txt": "Three."})
    content = zipped(
        {
            "b.txt": "Two.",
            "a/a.html": "<p>Orders for pumps rose by 12% to $3.4bn in the year.</p>",
            "../../etc/evil.txt": "Outside.",
            "pic.png": b"\x89PNG",
            "README.txt": "no",
            ".hidden.txt": "no",
            "__MACOSX/b.txt": "no",
            "z.zip": inner,
            "empty/": "",
        }
    )
    assert texts(source(content, media.ZIP), guard) == {
        "inbox/a!../../etc/evil.txt": "Outside.",
        "inbox/a!a/a.html": "Orders for pumps rose by 12% to $3.4bn in the year.",
        "inbox/a!b.txt": "Two.",
        "inbox/a!pic.png": "unknown_format",
        "inbox/a!z.zip!c.txt": "Three.",
    }


def test_sidecars_within_an_archive_and_beside_it(guard: Guard) -> None:
    """A member's own sidecar counts before that of the whole file."""
    content = zipped({"a.txt": "One.", "a.meta.toml": 'title = "Own"', "b.txt": "Two."})
    found = opened(source(content, media.ZIP, sidecar=b'title = "All"'), guard)
    titles = [read_source(one, guard).metadata.title for one in found if isinstance(one, Source)]
    assert titles == ["Own", "All"]


def bomb() -> bytes:
    """Return an archive that unpacks to more than all memory of a reader."""
    return zipped({f"{n}.txt": b"0" * 30_000_000 for n in range(4)})


def nested(depth: int) -> bytes:
    """Return an archive in an archive, and so on."""
    content: bytes | str = "Deep."
    for n in range(depth):
        content = zipped({"a.zip" if n else "a.txt": content})
    assert isinstance(content, bytes)
    return content


def linked() -> bytes:
    """Return an archive with a symbolic link."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        link = ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return stream.getvalue()


def damaged() -> bytes:
    """Return an archive of which one member's bytes were changed."""
    content = zipped({"a.txt": "One one one one.", "b.txt": "Two."}, compressed=False)
    return content.replace(b"One one", b"Oxe one", 1)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(bomb(), {"": "too_costly"}, id="a bomb"),
        pytest.param(nested(3), {"!a.zip!a.zip!a.txt": "Deep."}, id="three deep"),
        pytest.param(nested(4), {"!a.zip!a.zip!a.zip": "too_costly"}, id="four deep"),
        pytest.param(linked(), {"!a.txt": "unreadable"}, id="a link"),
        pytest.param(damaged(), {"!a.txt": "damaged", "!b.txt": "Two."}, id="changed bytes"),
        pytest.param(zipped({}), {"": "empty"}, id="nothing in it"),
        pytest.param(b"PK\x03\x04", {"": "damaged"}, id="cut off"),
        pytest.param(zipped({"a.txt": b"0" * 21_000_000}), {"!a.txt": "too_large"}, id="too large"),
    ],
)
def test_hostile_archives(guard: Guard, content: bytes, expected: dict[str, str]) -> None:
    """Each ends with a reason; what can be read beside is read."""
    found = texts(source(content, media.ZIP), guard)
    assert found == {f"inbox/a{name}": told for name, told in expected.items()}


def mail(**parts: str) -> EmailMessage:
    """Return an e-mail with these parts: plain, html."""
    message = EmailMessage()
    message["From"] = "A. Writer <a@example.org>"
    message["Subject"] = "Pumps sell well"
    message["Date"] = "Sat, 15 Jun 2024 08:00:00 +0000"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    return message


def test_an_email_is_an_article_and_so_is_what_is_attached(guard: Guard) -> None:
    """Forms that are read become sources of their own; pictures are passed over."""
    message = mail(plain="Sales rose 5%.\n")
    message.add_attachment("Costs fell.", filename="notes.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="p.png")
    message.add_attachment(mail(plain="Forwarded.\n"))
    found = source(message.as_bytes(), media.EMAIL)
    assert texts(found, guard) == {
        "inbox/a": "Sales rose 5%.\n",
        "inbox/a!notes.txt": "Costs fell.\n",
        "inbox/a!Pumps sell well.eml": "Forwarded.\n",
    }
    told = read_source(found, guard).metadata
    assert (told.title, told.author) == ("Pumps sell well", "A. Writer")
    assert told.published_on == date(2024, 6, 15)


def test_an_email_of_markup_alone_is_read_from_it(guard: Guard) -> None:
    """Its tables of values are tables."""
    rows = "<tr><td>2023</td><td>5</td></tr><tr><td>2024</td><td>6</td></tr>"
    message = mail(html=f"<div>Sales<br>rose <b>5%</b>.</div><table>{rows}</table>")
    read = read_source(source(message.as_bytes(), media.EMAIL), guard)
    assert read.raw_text == "Sales\n\nrose 5%.\n\n2023 | 5\n2024 | 6"
    assert len(read.tables) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", RejectionReason.DAMAGED, id="nothing"),
        pytest.param(b"Sales rose 5%.", RejectionReason.DAMAGED, id="no headers"),
        pytest.param(b"From: a@example.org\n\n \n", RejectionReason.EMPTY, id="no words"),
    ],
)
def test_what_is_no_email_is_refused(guard: Guard, content: bytes, reason: RejectionReason) -> None:
    """Every bad e-mail ends in a reason of the closed set."""
    (found, *_) = opened(source(content, media.EMAIL), guard)
    if isinstance(found, Rejection):
        assert found.reason is reason
    else:
        assert reason_against(found, guard) is reason


RSS = """<rss version="2.0"><channel><title>Pump News</title><language>en-gb</language>
<item><title>One</title><link>https://example.org/1</link><guid>g1</guid><author>A</author>
<pubDate>Sat, 15 Jun 2024 08:00:00 GMT</pubDate><description>&lt;p&gt;Sales rose
5%.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Two</title><link>https://example.org/2</link></item></channel></rss>"""


def test_a_feed_is_its_entries(guard: Guard) -> None:
    """Each entry with its own title, day and address; one without text says so."""
    found = source(RSS, media.FEED)
    assert texts(found, guard) == {
        "inbox/a!g1": "Sales rose 5%.",
        "inbox/a!https://example.org/2": "empty",
    }
    first = opened(found, guard)[0]
    assert isinstance(first, Source)
    told = read_source(first, guard).metadata
    assert (told.title, told.publisher, told.author) == ("One", "Pump News", "A")
    assert (told.published_on, told.source_uri) == (date(2024, 6, 15), "https://example.org/1")
    assert told.language == "en"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<svg></svg>", {"": "unknown_format"}, id="another XML"),
        pytest.param("no markup", {"": "unknown_format"}, id="no XML"),
        pytest.param("", {"": "empty"}, id="nothing"),
        pytest.param("/etc/passwd", {"": "unknown_format"}, id="a path"),
        pytest.param(RSS[: RSS.index("<item><title>Two")], {"!g1": "Sales rose 5%."}, id="cut off"),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            + RSS.replace("Sales rose", "Sales &e; rose"),
            None,
            id="an entity that names a file",
        ),
    ],
)
def test_bad_feeds(guard: Guard, content: str, expected: dict[str, str] | None) -> None:
    """Nothing that a feed names is opened."""
    found = texts(source(content, media.FEED), guard)
    assert not any("root:" in told for told in found.values())
    if expected is not None:
        assert found == {f"inbox/a{name}": told for name, told in expected.items()}


def test_a_container_that_cannot_be_opened_is_known_again(guard: Guard) -> None:
    """Its rejection has its key, so that a later run does not try it anew."""
    (found,) = opened(source(b"PK\x03\x04", media.ZIP), guard)
    assert isinstance(found, Rejection)
    assert found.content_key == found.content_sha256 is not None
