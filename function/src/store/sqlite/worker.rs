//! The one thread that holds the connection.
//!
//! In: tasks from any number of callers. Out: their answers, after what they wrote is on the disk. Writes that wait
//! together are committed together: one sync for many, and none is answered before it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::columns::index_new;
use super::rows::failed;
use crate::store::{Promise, StoreError};

/// Tasks that may wait; one more is refused at once rather than kept waiting for long.
const MOST_WAITING: usize = 1_024;

/// Writes that are committed together.
const MOST_TOGETHER: usize = 256;

/// What has to happen between the commit of a write and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterCommit {
    /// Nothing.
    Nothing,
    /// The log of writes still holds what was overwritten: it is emptied.
    TruncateLog,
}

/// The thread, and the way to it.
pub(super) struct Worker {
    tasks: Option<SyncSender<Waiting>>,
    thread: Option<JoinHandle<()>>,
}

enum Waiting {
    Read(Box<dyn Task>),
    Write(Box<dyn Task>, AfterCommit),
}

/// Something to be done with the connection, and then to be answered.
trait Task: Send {
    /// Does it, and tells whether what it wrote is to stay.
    fn run(&mut self, connection: &Connection) -> bool;

    /// Answers with what `run` found, unless what came around it went wrong.
    fn answer(self: Box<Self>, around: Result<(), StoreError>);
}

struct Work<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Task for Work<T, E, F>
where
    T: Send,
    E: From<StoreError> + Send,
    F: FnOnce(&Connection) -> Result<T, E> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.result = self.work.take().map(|work| work(connection));
        matches!(self.result, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, around: Result<(), StoreError>) {
        let result = match (around, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(StoreError::closed("the task was not run").into()),
            (Err(error), _) => Err(error.into()),
        };
        // Whoever asked may have gone; what was written stays written.
        let _ = self.answer.send(result);
    }
}

impl Worker {
    pub(super) fn start(connection: Connection, path: PathBuf) -> Result<Self, StoreError> {
        let (tasks, waiting) = sync_channel(MOST_WAITING);
        let identity = identity(&path);
        let thread = std::thread::Builder::new()
            .name("requests".into())
            .spawn(move || serve(&connection, &waiting, || identity == self::identity(&path)))
            .map_err(|error| StoreError::unavailable("its thread can't be started", error))?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread) })
    }

    pub(super) fn read<T, E, F>(&self, work: F) -> Promise<'static, T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.send(work, Waiting::Read)
    }

    pub(super) fn write<T, E, F>(&self, after: AfterCommit, work: F) -> Promise<'static, T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.send(work, |task| Waiting::Write(task, after))
    }

    fn send<T, E, F>(&self, work: F, wrap: impl FnOnce(Box<dyn Task>) -> Waiting) -> Promise<'static, T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let task = wrap(Box::new(Work { work: Some(work), result: None, answer }));
        let sent = match self.tasks.as_ref().map(|tasks| tasks.try_send(task)) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_))) => Err(StoreError::closed("too much is waiting to be written")),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(StoreError::closed("its thread has ended")),
        };
        Box::pin(async move {
            sent?;
            answered.await.unwrap_or_else(|_| Err(StoreError::closed("its thread has ended").into()))
        })
    }
}

impl Drop for Worker {
    /// Finishes what waits and closes the file, so that it can be opened again at once.
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, waiting: &Receiver<Waiting>, is_same_file: impl Fn() -> bool) {
    // A file that was moved away or replaced would swallow what is written to it.
    let in_place = || {
        let lost = || StoreError::closed("its file was moved or replaced; start again to use the one that is there");
        is_same_file().then_some(()).ok_or_else(lost)
    };
    let mut next = None;
    while let Some(task) = next.take().or_else(|| waiting.recv().ok()) {
        match task {
            Waiting::Read(mut task) => {
                task.run(connection);
                task.answer(in_place());
            }
            Waiting::Write(first, after) => {
                let mut together = vec![first];
                let mut truncate = after == AfterCommit::TruncateLog;
                while together.len() < MOST_TOGETHER {
                    match waiting.try_recv() {
                        Ok(Waiting::Write(task, after)) => {
                            together.push(task);
                            truncate |= after == AfterCommit::TruncateLog;
                        }
                        Ok(read) => {
                            next = Some(read);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                let committed = commit_together(connection, &mut together);
                if truncate && committed.is_ok() {
                    truncate_log(connection);
                }
                let outcome = committed.and_then(|()| in_place());
                for task in together {
                    task.answer(outcome.clone());
                }
            }
        }
    }
}

/// Runs writes in one transaction, each within its own savepoint, so that one that fails undoes only itself.
fn commit_together(connection: &Connection, tasks: &mut [Box<dyn Task>]) -> Result<(), StoreError> {
    let run = |sql: &str| connection.execute_batch(sql).map_err(failed);
    run("BEGIN IMMEDIATE")?;
    let written = tasks.iter_mut().try_for_each(|task| {
        run("SAVEPOINT task")?;
        let stays = task.run(connection);
        run(if stays { "RELEASE task" } else { "ROLLBACK TO task; RELEASE task" })
    });
    let committed = written.and_then(|()| index_new(connection)).and_then(|()| run("COMMIT"));
    if committed.is_err() && !connection.is_autocommit() {
        // If this fails too, the next BEGIN reports it.
        let _ = run("ROLLBACK");
    }
    committed
}

fn truncate_log(connection: &Connection) {
    let checkpoint = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    if !matches!(checkpoint, Ok(0)) {
        // Another process reads just now; the next checkpoint of any process does it.
        tracing::warn!("what was erased stays in the store's log until the next checkpoint");
    }
}

/// What tells one file from another at the same path.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// What tells one file from another at the same path; here nothing does, and an open file can't be replaced.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}
