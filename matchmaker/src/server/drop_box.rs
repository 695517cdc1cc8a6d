//! Taking in what the public server puts into a folder (`serve --production --drop`): for a desk whose store the public side can't
//! read.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use function::Clock;
use function::store::drop::take_in;
use function::store::{Intake, StoreError};
use tokio::runtime::{Builder, Runtime};

use crate::failure::Failure;

/// How long a request may lie in the folder while the desk is open.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes in what is there, then what comes, until the process ends. Whenever that is, nothing is lost: a request leaves the folder
/// only once the store has it.
///
/// # Errors
/// If the folder can't be read, or the store takes nothing.
pub fn collect(folder: &Path, intake: Arc<dyn Intake>, clock: Clock) -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    look(&runtime, folder, intake.as_ref(), &clock)?;
    let folder = folder.to_owned();
    thread::Builder::new()
        .name("drop".into())
        .spawn(move || {
            let mut failing = false;
            loop {
                thread::sleep(PAUSE);
                let looked = look(&runtime, &folder, intake.as_ref(), &clock);
                // Said once, not every second.
                match looked {
                    Err(error) if !failing => {
                        tracing::error!(%error, "what visitors sent is not taken in; it stays in the folder meanwhile");
                        failing = true;
                    }
                    Err(_) => {}
                    Ok(()) if failing => {
                        tracing::info!("what visitors send is taken in again");
                        failing = false;
                    }
                    Ok(()) => {}
                }
            }
        })
        .map_err(Failure::Server)?;
    Ok(())
}

fn look(runtime: &Runtime, folder: &Path, intake: &dyn Intake, clock: &Clock) -> Result<(), StoreError> {
    let taken = runtime.block_on(take_in(folder, intake, clock.now()))?;
    if taken.requests > 0 {
        tracing::info!(requests = taken.requests, "requests were taken in");
    }
    Ok(())
}
