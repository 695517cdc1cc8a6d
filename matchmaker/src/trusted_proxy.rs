//! Parses the networks of trusted reverse proxies. Their headers are believed, so nobody else may have an address in such a
//! network.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net};

/// The shortest prefixes of public networks for the server for visitors: content delivery networks have no wider ones.
const MIN_PUBLIC_PREFIX: (u8, u8) = (12, 28);

const EXAMPLES: &str = "name the proxy's address, such as 127.0.0.1, or a private network, such as 10.0.0.0/8";

/// A proxy of the server for visitors: one address, a private network, or a public network of a content delivery network.
pub fn parse_for_visitors(text: &str) -> Result<IpNet, String> {
    let network = parse_network(text)?;
    let (ipv4, ipv6) = MIN_PUBLIC_PREFIX;
    let widest = if network.addr().is_ipv4() { ipv4 } else { ipv6 };
    if network.prefix_len() >= widest || is_private(&network) {
        return Ok(network);
    }
    Err(format!(
        "{network} holds so many public addresses that anybody could pass for a proxy; {EXAMPLES}; public networks may be \
         as wide as /{ipv4}, with IPv6 /{ipv6}"
    ))
}

/// A proxy of the desk: one address or a private network.
pub fn parse_for_desk(text: &str) -> Result<IpNet, String> {
    let network = parse_network(text)?;
    if network.prefix_len() == network.max_prefix_len() || is_private(&network) {
        return Ok(network);
    }
    Err(format!("{network} is a public network, in which others have addresses too; {EXAMPLES}"))
}

/// Parses an address or a network. IPv4 addresses in IPv6 notation become IPv4, as peers are compared.
fn parse_network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse::<IpAddr>().ok().map(IpNet::from);
    let network: IpNet =
        text.parse().ok().or_else(address).ok_or_else(|| format!("this is no address and no network; {EXAMPLES}"))?;
    let network = match network {
        IpNet::V6(mapped) if mapped.prefix_len() >= 96 => mapped
            .addr()
            .to_ipv4_mapped()
            .and_then(|address| Ipv4Net::new(address, mapped.prefix_len() - 96).ok())
            .map_or(network, IpNet::V4),
        _ => network,
    };
    if network.addr().is_unspecified() && network.prefix_len() == network.max_prefix_len() {
        return Err(format!("{} is the address of no proxy; {EXAMPLES}", network.addr()));
    }
    Ok(network.trunc())
}

/// Whether all its addresses are private. Private ranges lie so far apart that a network with both ends in them lies in one.
fn is_private(network: &IpNet) -> bool {
    [network.network(), network.broadcast()].iter().all(|address| match address {
        IpAddr::V4(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        IpAddr::V6(address) => address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local(),
    })
}

#[cfg(test)]
mod tests {
    use super::{parse_for_desk, parse_for_visitors};

    #[test]
    fn one_address_and_private_networks_may_be_trusted() {
        for (written, meant) in [
            ("127.0.0.1", "127.0.0.1/32"),
            ("::1", "::1/128"),
            ("203.0.113.7", "203.0.113.7/32"),
            ("2001:db8::7/128", "2001:db8::7/128"),
            ("::ffff:10.0.0.1", "10.0.0.1/32"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("127.0.0.0/8", "127.0.0.0/8"),
            ("10.88.0.1/8", "10.0.0.0/8"),
            ("172.16.0.0/12", "172.16.0.0/12"),
            ("192.168.4.0/24", "192.168.4.0/24"),
            ("fd00::/8", "fd00::/8"),
        ] {
            for read in [parse_for_visitors(written), parse_for_desk(written)] {
                assert_eq!(read.map(|network| network.to_string()), Ok(meant.to_owned()), "{written}");
            }
        }
    }

    #[test]
    fn networks_in_which_anybody_has_an_address_are_refused_with_what_to_write() {
        for wide in [
            "0.0.0.0/0",
            "::/0",
            "::ffff:0.0.0.0/96",
            "0.0.0.0/1",
            "10.0.0.0/7",
            "172.16.0.0/11",
            "128.0.0.0/1",
            "203.0.0.0/8",
            "2000::/3",
            "2001:db8::/27",
            "fc00::/6",
            "0.0.0.0",
            "::",
            "10.0.0.0/33",
            "10.0.0",
            "proxy.example.org",
            "",
        ] {
            for refused in [parse_for_visitors(wide), parse_for_desk(wide)] {
                let told = refused.expect_err(wide);
                assert!(told.contains("name the proxy's address, such as 127.0.0.1"), "{wide}: {told}");
            }
        }
    }

    #[test]
    fn networks_of_delivery_are_for_visitors_only() {
        for network in ["104.16.0.0/13", "203.0.113.0/24", "2400:cb00::/32"] {
            assert!(parse_for_visitors(network).is_ok(), "{network}");
            assert!(parse_for_desk(network).expect_err(network).contains("public network"), "{network}");
        }
    }
}
