//! The arguments of each command. Doc comments of fields are their help.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::case::Reference;
use domain::text::Slug;
use ipnet::IpNet;

use super::parse;
use crate::store_address::StoreAddress;
use crate::trusted_proxy;

#[derive(Debug, Args)]
pub struct ProblemFormat {
    /// How to print problems: for people, or as one JSON array for programs
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// For programs; problems as one array of {path, line, column, severity, code, message, help}
    Json,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The port to serve on
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    #[command(flatten)]
    pub store: StoreArgument,
    /// Look for edits every so many seconds, on a file system that does not tell of them, such as a network folder
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600), conflicts_with = "production")]
    pub poll: Option<u64>,
    /// Serve visitors: nothing is watched, no desk, every answer protected and noted as a line of JSON
    #[arg(long)]
    pub production: bool,
    /// The address to serve on; [::] and 0.0.0.0 are all of this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", requires = "production")]
    pub bind: IpAddr,
    /// A reverse proxy whose X-Forwarded-For is believed: its address, a private network such as 10.0.0.0/8, or one of the public
    /// networks of a content delivery network; may be repeated
    #[arg(long, value_name = "NETWORK", value_parser = trusted_proxy::parse_for_visitors, requires = "production")]
    pub trusted_proxy: Vec<IpNet>,
    /// Connections at once; one sender has an eighth of them
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = clap::value_parser!(u32).range(16..=100_000), requires = "production")]
    pub connections: u32,
    /// Serve the site as it is built already
    #[arg(long, requires = "production")]
    pub no_build: bool,
    /// Put what visitors send into this folder, where another user's `matchmaker desk --drop` takes it in; no store is opened
    #[cfg(unix)]
    #[arg(long, value_name = "DIR", requires = "production", conflicts_with = "store")]
    pub drop: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Desk {
    /// The port to serve on
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    #[command(flatten)]
    pub store: StoreArgument,
    /// Take the words from the site as it is built already
    #[arg(long)]
    pub no_build: bool,
    /// Take what `serve --production --drop` puts into this folder into the store
    #[cfg(unix)]
    #[arg(long, value_name = "DIR")]
    pub drop: Option<PathBuf>,
    /// A reverse proxy on this machine that may forward requests to the desk: its address, such as 127.0.0.1, or a private
    /// network; may be repeated. Requests that any other proxy forwarded are refused
    #[arg(long, value_name = "NETWORK", value_parser = trusted_proxy::parse_for_desk)]
    pub trusted_proxy: Vec<IpNet>,
}

#[derive(Debug, Args)]
pub struct StoreArgument {
    /// Where requests are kept: sqlite:PATH, a bare PATH or dynamodb:TABLE [default: .matchmaker/requests.sqlite below
    /// the site's folder]
    #[arg(long, value_name = "STORE")]
    pub store: Option<StoreAddress>,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write, or a folder that is there
    pub file: PathBuf,
    /// In a folder: how many copies to keep there; older ones of the same naming are removed
    #[arg(long, value_name = "N", value_parser = parse::at_least_one)]
    pub keep: Option<usize>,
    #[command(flatten)]
    pub store: StoreArgument,
}

#[derive(Debug, Args)]
pub struct Migrate {
    /// Where requests are kept now
    pub from: StoreAddress,
    /// Where they are to be kept; a file is made, a table must be there
    pub to: StoreAddress,
}

#[derive(Debug, Args)]
pub struct Erase {
    /// The request's reference, such as MM-7K3M-9QPD-2XWV
    #[arg(value_parser = parse::reference)]
    pub reference: Reference,
    #[command(flatten)]
    pub store: StoreArgument,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The copy
    pub file: PathBuf,
    /// Bring back what was erased after the copy was made, too
    #[arg(long)]
    pub with_erased: bool,
    /// Go on although most of the copy was erased since, or the store that is there is another one than the copy's
    #[arg(long)]
    pub confirm: bool,
    #[command(flatten)]
    pub store: StoreArgument,
}

#[derive(Debug, Args)]
pub struct Match {
    /// A request as the form posts it, a JSON file
    #[arg(long, value_name = "FILE", required_unless_present = "event", conflicts_with = "event")]
    pub request: Option<PathBuf>,
    /// An event with its requests, hosts, rooms and times, a YAML file
    #[arg(long, value_name = "FILE")]
    pub event: Option<PathBuf>,
    /// The published offers [default: data/offers.json below the finished site]
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// How many matches to show, and how many near misses
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub limit: usize,
    /// How to print: for people, or as JSON for programs
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct New {
    /// What to begin
    #[arg(value_enum)]
    pub kind: Kind,
    /// Its name in addresses: lower-case letters, digits and hyphens, such as harbour-logistics
    #[arg(value_parser = parse::slug)]
    pub slug: Slug,
}

/// Kinds of content that can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A hosting offer
    Offer,
    /// The story of an exchange
    CaseStudy,
    /// A text page
    Page,
    /// An event
    Event,
    /// A promoter of learning mobility
    Promoter,
    /// A partner of the partnership
    Partner,
    /// The figures of a year; its name is the year, such as 2026
    Monitoring,
}
