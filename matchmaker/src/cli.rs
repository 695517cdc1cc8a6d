//! The command line. Doc comments are its help texts, for people who are no programmers.

mod arguments;
mod parse;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use web::Clock;

pub use arguments::{Backup, Desk, Erase, Format, Kind, Match, Migrate, New, ProblemFormat, Restore, Serve};

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

#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The folder with site.toml and content/ [default: here, or the nearest folder above that has a site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Where the finished site goes [default: public below the site's folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// The full address under which the site will be read [default: base_url of site.toml]
    #[arg(long, global = true, value_name = "URL", value_parser = parse::web_address)]
    pub base_url: Option<String>,

    /// Build as if today were this day; offers past their date have ended. With `serve` and `desk` everything goes by it: the
    /// site, the forms, the desk, what is due and what expires [default: today]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse::clock)]
    pub today: Option<Clock>,
}

impl Common {
    /// The clock for every part of the command.
    pub fn clock(&self) -> Clock {
        self.today.clone().unwrap_or_else(Clock::system)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check all content, and write the finished site
    ///
    /// If anything is wrong, every problem is listed with its file, line and remedy, and nothing is written.
    Build(ProblemFormat),

    /// Check all content, and write nothing
    ///
    /// Lists every problem with its file, line and remedy. Run it before you commit.
    Check(ProblemFormat),

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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
