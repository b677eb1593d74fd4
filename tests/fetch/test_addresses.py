"""Which addresses are of the public internet, and which names may be asked."""

from ipaddress import ip_address

import pytest

from pipeline.fetch.addresses import AddressBook, is_public, system_resolve
from pipeline.fetch.failures import FetchError
from schemas import RejectionReason

PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808", "2002:808:808::1"]
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - refused
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001:0:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address: str) -> None:
    """Also one of IPv6 that stands for a public one of IPv4."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_other_address_may(address: str) -> None:
    """This machine, its networks, a cloud's own services, and all that only stands for them."""
    assert not is_public(ip_address(address))


def look_up(*addresses: str) -> list[str]:
    """Return what a book says of a name with these addresses."""
    return AddressBook(lambda *_: addresses, is_public).look_up("news.example", 443)


def test_a_name_has_four_addresses_at_most() -> None:
    """In the order of the answer."""
    many = [f"8.8.8.{number}" for number in range(9)]
    assert look_up(*many) == many[:4]


@pytest.mark.parametrize(
    ("addresses", "passing"),
    [
        pytest.param(["8.8.8.8", "10.0.0.1"], False, id="one of two is private"),
        pytest.param(["fe80::1%eth0"], False, id="an address of one network"),
        pytest.param([], True, id="none"),
    ],
)
def test_a_name_that_is_not_public_alone_is_refused(addresses: list[str], passing: bool) -> None:
    """No address is picked out of a doubtful answer; no answer at all may be one later."""
    with pytest.raises(FetchError) as caught:
        look_up(*addresses)
    assert caught.value.passing is passing


def test_a_name_that_is_unknown_may_be_known_later() -> None:
    """The look-up failed, which passes."""

    def fail(*_: object) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError, match="no such host") as caught:
        AddressBook(fail, is_public).look_up("nowhere.example", 443)
    assert (caught.value.passing, caught.value.reason) == (True, RejectionReason.UNREACHABLE)


def test_the_system_is_asked_for_a_name() -> None:
    """A number needs no network to be looked up, and is given once."""
    assert system_resolve("127.0.0.1", 80) == ["127.0.0.1"]
