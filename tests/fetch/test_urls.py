"""Addresses taken apart: what is asked for, and what is shown of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.failures import FetchError
from pipeline.fetch.urls import joined, parse, public, without

READ = [
    ("https://Example.org", "https://example.org/"),
    ("HTTP://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
    ("https://example.org:443/a b".replace(" ", "%20"), "https://example.org/a%20b"),
    ("https://example.org./a", "https://example.org/a"),
    (
        "https://bücher.example/straße?ä=ö",
        "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%A4=%C3%B6",
    ),
    ("http://8.8.8.8/a", "http://8.8.8.8/a"),
    ("http://[2606:2800:0220::1]/a", "http://[2606:2800:220::1]/a"),
    ("https://example.org/a?x=1&x=2&y", "https://example.org/a?x=1&x=2&y"),
    ("https://example.org?q=1", "https://example.org/?q=1"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_an_address_is_read(text: str, expected: str) -> None:
    """Scheme and host in small letters, what is no ASCII escaped, the fragment dropped."""
    assert parse(text).full == expected


REFUSED = [
    "",
    "example.org/a",
    "ftp://example.org/a",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://",
    "http:///a",
    "http://user@example.org/",
    "http://user:password@example.org/",
    "http://example.org@evil.example/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "http://example.org:99999/",
    "http://2130706433/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://1.2.3.4.5/",
    "http://example.0x1/",
    "http://[::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1/",
    "http://exa mple.org/",
    "http://example.org/a\tb",
    "http://example.org\\@evil.example/",
    "http://exam\x00ple.org/",
    "http://ex..ample.org/",
    "http://-example.org/",
    "http://%6c%6f%63alhost/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 200 + "example/",
    "http://example.org/" + "a" * 2048,
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_be_read_in_two_ways_is_not_read(text: str) -> None:
    """Nothing is guessed; the message repeats no password."""
    with pytest.raises(FetchError) as caught:
        parse(text)
    assert not caught.value.passing
    assert "password@" not in str(caught.value)


def test_a_port_is_allowed_by_its_source_alone() -> None:
    """And then stands in the address."""
    assert parse("http://example.org:8080/", {8080}).netloc == "example.org:8080"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/b", "https://example.org/b"),
        ("c?d", "https://example.org/a/c?d"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example/b", "http://other.example/b"),
        ("?e=1", "https://example.org/a/b?e=1"),
    ],
)
def test_a_reference_is_read_from_its_page(reference: str, expected: str) -> None:
    """As a browser does."""
    assert joined(parse("https://example.org/a/b"), reference).full == expected


PUBLIC = [
    ("https://example.org/a?id=7", "https://example.org/a?id=7"),
    ("https://user:pw@example.org/a#b", "https://example.org/a"),
    ("https://example.org/a?id=7&token=hunter2", "https://example.org/a?id=7"),
    ("https://example.org/a?API_KEY=hunter2", "https://example.org/a"),
    ("https://example.org/a?X-Amz-Signature=hunter2&v=1", "https://example.org/a?v=1"),
    ("https://example.org/a?b=%C3%A4+c", "https://example.org/a?b=%C3%A4+c"),
    ("https://example.org/a?tokens=3", "https://example.org/a?tokens=3"),
]


@pytest.mark.parametrize(("text", "expected"), PUBLIC)
def test_what_is_shown_holds_no_credentials(text: str, expected: str) -> None:
    """User, password and keys are gone; what names the page stays as it is written."""
    assert public(text) == expected


def test_what_may_be_a_credential_is_shown_as_its_hash() -> None:
    """So neither is told, nor are two pages one."""
    first, second = (public(f"https://example.org/a?key=hunter{number}") for number in "12")
    assert first != second
    assert "hunter" not in first + second
    assert first == public("https://example.org/a?key=hunter1")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://e.org/a?key=1&b=2#c", "https://e.org/a?b=2#c"),
        ("https://e.org/a?b=%C3%A4&key=1", "https://e.org/a?b=%C3%A4"),
        ("/a?key=1", "/a"),
        ("https://e.org/a?keys=1", "https://e.org/a?keys=1"),
        ("https://e.org/key=1", "https://e.org/key=1"),
        ("7", "7"),
    ],
)
def test_one_parameter_is_taken_out(address: str, expected: str) -> None:
    """All else stays as it is written."""
    assert without(address, "key") == expected


def test_no_word_of_an_address_shows_what_it_is_sent_with() -> None:
    """Printing an address in a traceback tells no key."""
    url = parse("https://example.org/a").with_query("apikey", "hunter2")
    assert url.full == "https://example.org/a?apikey=hunter2"
    assert "hunter2" not in f"{url!r} {url} {url.public}"
    assert url.with_query("apikey", "other") == url


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """What is read can be sent as it is, and reading it again changes nothing."""
    try:
        url = parse(f"http://{text}")
    except FetchError:
        return
    assert url.full.isascii()
    assert not any(each.isspace() for each in url.full)
    assert parse(url.full, {url.port}) == url
