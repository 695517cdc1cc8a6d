//! The network of one client, by which requests and connections are counted.

use std::net::{IpAddr, Ipv6Addr};

/// The network of one client: an IPv4 address, or the 64 bits of IPv6 that one household or office gets.
pub fn client_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}
