"""Which machines may be asked: public addresses alone, looked up once and checked before use."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from pipeline.fetch.failures import forbidden, unreachable

Address = IPv4Address | IPv6Address

MOST_ADDRESSES = 4
"""Of a host with more addresses only the first are tried."""

# Special purposes that `is_global` of older Pythons calls global.
# Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
NO_HOSTS_V4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
GLOBAL_UNICAST_V6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Looks hosts up, and lets through what may be asked.

    Attributes:
        resolve: Returns the addresses of a host as text, in the order to try them.
        allows: Tells whether an address may be connected to.
    """

    resolve: Callable[[str, int], Sequence[str]]
    allows: Callable[[Address], bool]

    def look_up(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host` that may be connected to, up to four.

        Raises:
            FetchError: The host is unknown, or one of its addresses is not public: a name that
                is both is not to be trusted in either.
        """
        try:
            found = self.resolve(host, port)
        except OSError as error:
            raise unreachable(f"{host}: no such host ({error.strerror or error})") from error
        addresses = [ip_address(each.partition("%")[0]) for each in found]
        for address in addresses:
            if not self.allows(address):
                raise forbidden(
                    f"{host} is at {address}, which is no public address; only those are asked"
                )
        if not addresses:
            raise unreachable(f"{host}: no such host (no address)")
        return [str(address) for address in addresses[:MOST_ADDRESSES]]


def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: Address) -> bool:
    """Tell whether an address is of the public internet, and of one machine.

    An IPv6 address that stands for an IPv4 one is as public as that one; those that an
    application writes itself (::ffff:8.8.8.8) are never taken.
    """
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and not any(address in network for network in NO_HOSTS_V4)
        )
    if address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.teredo is not None:
        return False
    if address.sixtofour is not None:
        return is_public(address.sixtofour)
    return address.is_global and address in GLOBAL_UNICAST_V6


PUBLIC = AddressBook(resolve=system_resolve, allows=is_public)
"""What every run goes by."""
