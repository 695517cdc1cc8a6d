//! What can be asked on the command line, in words for people who are no programmers.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::case::Reference;
use domain::text::Slug;
use domain::validate::base_url::BaseUrl;
use function::Clock;
use ipnet::IpNet;
use jiff::civil::Date;

use crate::failure::Failure;
use crate::root;
use crate::store::StoreAddress;
use crate::trusted_proxy;

/// Builds and runs a matchmaking site for learning mobility: hosting offers and case studies as files, a fast
/// website, a form for requests, and a desk for the secretariat.
#[derive(Debug, Parser)]
#[command(name = "matchmaker", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What all commands understand.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The folder with site.toml and content/ [default: here, or the nearest folder above that has a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Where the finished site goes [default: public below the site's folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// The full address under which the site will be read [default: base_url of site.toml]
    #[arg(long, global = true, value_name = "URL", value_parser = web_address)]
    pub base_url: Option<String>,

    /// Build as if today were this day; offers past their date have ended. With `serve` and `desk` everything goes by it: the
    /// site, the forms, the desk, what is due and what expires [default: today]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = clock)]
    pub today: Option<Clock>,
}

impl Common {
    /// The one clock of the command: every part of it is given this one.
    pub fn clock(&self) -> Clock {
        self.today.clone().unwrap_or_else(Clock::system)
    }
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check all content, and write the finished site
    ///
    /// If anything is wrong, every problem is listed with its file, line and remedy, and nothing is written.
    Build(Reported),

    /// Check all content, and write nothing
    ///
    /// Lists every problem with its file, line and remedy. Run it before you commit.
    Check(Reported),

    /// Build the site and serve it here, with the form and the secretariat's desk
    ///
    /// Follows your edits: pages are rebuilt and reloaded as you save. If a save has a mistake, the last good site
    /// stays, and the problem is shown here and in the page. End it with Ctrl+C.
    ///
    /// With --production it is a server for visitors, without watching and without the desk: open that by
    /// `matchmaker desk`. SIGHUP builds and takes up a newer site, SIGTERM lets requests under way finish.
    Serve(Serve),

    /// Open only the secretariat's desk, on this machine
    ///
    /// It prints an address with a token, which signs a browser in. The token is new with every start, unless the environment
    /// variable MATCHMAKER_DESK_TOKEN sets it (at least 32 characters; it is not printed then).
    Desk(Desk),

    /// Copy the store of requests to a file, while it is in use
    ///
    /// The copy is of one moment, whole and checked; nothing is overwritten. It has personal data: keep it as carefully
    /// as the store, and no longer than you need it. In a folder it gets a dated name.
    Backup(Backup),

    /// Put a copy in the place of the store of requests
    ///
    /// Stop the server and the desk first. The store that is there is kept under a dated name. What was lost comes back,
    /// what was erased stays erased, and what came in or changed since the copy stays as it is. To have nothing but the
    /// copy, move the store away first.
    Restore(Restore),

    /// Erase one request, and all that was done about it, for good
    ///
    /// For a person who asks for it before the request leaves by itself. The server may go on meanwhile. Copies that
    /// were made before still have it.
    Erase(Erase),

    /// Move all requests from one store to another
    ///
    /// Stores are named as sqlite:PATH or dynamodb:TABLE. Nothing is lost or overwritten; one that broke off can be begun
    /// again; at the end both are compared. Stop the server and the desk meanwhile.
    Migrate(Migrate),

    /// Begin a new offer, case study, page, event, promoter or partner, or the figures of a year
    ///
    /// Writes a file with every field explained. Fill it in; `matchmaker check` tells what is left to do.
    New(New),

    /// Find hosts for a request, or plan who meets whom at an event
    ///
    /// Looks through the published offers: first rules that a host must keep, then how well each suits, with the reasons;
    /// and offers that nearly fit, with the one thing to negotiate. It advises; people decide.
    Match(Match),

    /// Write the JSON Schemas of all content to content/schemas/
    ///
    /// Each content file names its schema in its first line, so that an editor's program completes and checks while
    /// one types. Run it again after an edit to content/vocabulary/.
    Schemas,
}

/// How problems are told.
#[derive(Debug, Args)]
pub struct Reported {
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

/// Where to serve, and where requests are kept.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port to serve on
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    #[command(flatten)]
    pub kept: Kept,
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
    #[arg(long, value_name = "NETWORK", value_parser = trusted_proxy::for_visitors, requires = "production")]
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

/// Where the desk is opened.
#[derive(Debug, Args)]
pub struct Desk {
    /// The port to serve on
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    #[command(flatten)]
    pub kept: Kept,
    /// Take the words from the site as it is built already
    #[arg(long)]
    pub no_build: bool,
    /// Take what `serve --production --drop` puts into this folder into the store
    #[cfg(unix)]
    #[arg(long, value_name = "DIR")]
    pub drop: Option<PathBuf>,
    /// A reverse proxy on this machine that may forward requests to the desk: its address, such as 127.0.0.1, or a private
    /// network; may be repeated. Requests that any other proxy forwarded are refused
    #[arg(long, value_name = "NETWORK", value_parser = trusted_proxy::for_the_desk)]
    pub trusted_proxy: Vec<IpNet>,
}

/// Where requests are kept.
#[derive(Debug, Args)]
pub struct Kept {
    /// Where requests are kept: sqlite:PATH, a bare PATH or dynamodb:TABLE [default: .matchmaker/requests.sqlite below
    /// the site's folder]
    #[arg(long, value_name = "STORE")]
    pub store: Option<StoreAddress>,
}

impl Kept {
    /// The store that was named, or the default one below the site's folder.
    pub fn address(&self, root: &Path) -> StoreAddress {
        self.store.clone().unwrap_or_else(|| StoreAddress::below(root))
    }

    /// The same for a command that needs no site where a store is named.
    ///
    /// # Errors
    /// If no store is named, and there is no site.
    pub fn address_or_of_site(&self, common: &Common) -> Result<StoreAddress, Failure> {
        match &self.store {
            Some(named) => Ok(named.clone()),
            None => root::of_site(common).map(|root| StoreAddress::below(&root)),
        }
    }
}

/// Where to copy.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write, or a folder that is there
    pub file: PathBuf,
    /// In a folder: how many copies to keep there; older ones of the same naming are removed
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub keep: Option<usize>,
    #[command(flatten)]
    pub kept: Kept,
}

/// What to move where.
#[derive(Debug, Args)]
pub struct Migrate {
    /// Where requests are kept now
    pub from: StoreAddress,
    /// Where they are to be kept; a file is made, a table must be there
    pub to: StoreAddress,
}

/// What to erase.
#[derive(Debug, Args)]
pub struct Erase {
    /// The request's reference, such as MM-7K3M-9QPD-2XWV
    #[arg(value_parser = reference)]
    pub reference: Reference,
    #[command(flatten)]
    pub kept: Kept,
}

/// What to put back.
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
    pub kept: Kept,
}

/// What to find hosts for.
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

/// What to begin.
#[derive(Debug, Args)]
pub struct New {
    /// What to begin
    #[arg(value_enum)]
    pub kind: Kind,
    /// Its name in addresses: lower-case letters, digits and hyphens, such as harbour-logistics
    #[arg(value_parser = slug)]
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

fn day(text: &str) -> Result<Date, String> {
    domain::dates::parse_date(text).ok_or_else(|| "write an existing day as YYYY-MM-DD, such as 2027-03-18".to_owned())
}

fn clock(text: &str) -> Result<Clock, String> {
    let day = day(text)?;
    // As far as days of content may lie. Sums of days stay within what the calendar knows.
    if !(1950..=2100).contains(&day.year()) {
        return Err("write a day between 1950 and 2100".to_owned());
    }
    Ok(Clock::starting_on(day))
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "write a number from 1".to_owned())
}

fn reference(text: &str) -> Result<Reference, String> {
    Reference::parse(text).ok_or_else(|| "write it as it was acknowledged, such as MM-7K3M-9QPD-2XWV".to_owned())
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| "use lower-case letters a-z, digits and single hyphens".to_owned())
}

fn web_address(text: &str) -> Result<String, String> {
    let example = "write it in full, such as https://www.example.org or https://www.example.org/mobility";
    BaseUrl::parse(text).map(|url| url.as_str().to_owned()).map_err(|error| format!("{error}; {example}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
