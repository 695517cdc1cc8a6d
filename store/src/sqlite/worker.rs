//! The one thread that holds the connection.
//!
//! In: tasks from any number of callers. Out: their answers, after what they wrote is on the disk. Writes that wait
//! together are committed together: one sync for many, and none is answered before it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::columns::index_new;
use super::integrity;
use super::store_file::{PAUSE, StoreFile, truncate_log};
use crate::{StoreError, StoreFuture};

/// Tasks that may wait; one more is refused at once rather than kept waiting for long.
const MAX_QUEUED: usize = 1_024;

/// Writes that are committed together.
const MAX_COMMIT: usize = 256;

/// The thread, and the way to it.
pub(super) struct Worker {
    tasks: Option<SyncSender<QueuedTask>>,
    thread: Option<JoinHandle<()>>,
}

enum QueuedTask {
    Read(Box<dyn Task>),
    Write {
        task: Box<dyn Task>,
        /// Whether the log of writes, which still holds what was overwritten, is emptied between commit and answer.
        truncates_log: bool,
    },
}

/// What a caller wants done with the connection.
pub(super) trait Work<T>: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static {}

impl<T, F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static> Work<T> for F {}

/// Something to be done with the connection, and then to be answered.
trait Task: Send {
    /// Does it, and tells whether what it wrote is to stay.
    fn run(&mut self, connection: &Connection) -> bool;

    /// What the store had to say against it, if it was run and failed for that.
    fn failure(&self) -> Option<&StoreError>;

    /// Answers with what `run` found, unless what came around it went wrong.
    fn answer(self: Box<Self>, around: Result<(), StoreError>);
}

struct Job<T, F> {
    work: Option<F>,
    result: Option<Result<T, StoreError>>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, F: FnOnce(&Connection) -> Result<T, StoreError> + Send> Task for Job<T, F> {
    fn run(&mut self, connection: &Connection) -> bool {
        self.result = self.work.take().map(|work| work(connection));
        matches!(self.result, Some(Ok(_)))
    }

    fn failure(&self) -> Option<&StoreError> {
        self.result.as_ref()?.as_ref().err()
    }

    fn answer(self: Box<Self>, around: Result<(), StoreError>) {
        let result = match (around, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(StoreError::closed("the task was not run")),
            (Err(error), _) => Err(error),
        };
        // Whoever asked may have gone; what was written stays written.
        let _ = self.answer.send(result);
    }
}

impl Worker {
    /// Opens a store that is there, and begins to work with it.
    pub(super) fn start(path: PathBuf) -> Result<Self, StoreError> {
        let (tasks, waiting) = sync_channel(MAX_QUEUED);
        let mut file = StoreFile::open(path)?;
        let thread = std::thread::Builder::new()
            .name("requests".into())
            .spawn(move || file.serve(&waiting))
            .map_err(|error| StoreError::unavailable("its thread can't be started", error))?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread) })
    }

    pub(super) fn read<T: Send + 'static>(&self, work: impl Work<T>) -> StoreFuture<'static, T> {
        self.send(work, QueuedTask::Read)
    }

    pub(super) fn write<T: Send + 'static>(&self, work: impl Work<T>) -> StoreFuture<'static, T> {
        self.send(work, |task| QueuedTask::Write { task, truncates_log: false })
    }

    /// Writes, and empties the log before the answer, so that nothing is left of what was overwritten.
    pub(super) fn write_and_truncate_log<T: Send + 'static>(&self, work: impl Work<T>) -> StoreFuture<'static, T> {
        self.send(work, |task| QueuedTask::Write { task, truncates_log: true })
    }

    fn send<T: Send + 'static>(
        &self,
        work: impl Work<T>,
        wrap: impl FnOnce(Box<dyn Task>) -> QueuedTask,
    ) -> StoreFuture<'static, T> {
        let (answer, answered) = oneshot::channel();
        let task = wrap(Box::new(Job { work: Some(work), result: None, answer }));
        let sent = match self.tasks.as_ref().map(|tasks| tasks.try_send(task)) {
            Some(Ok(())) => Ok(()),
            Some(Err(TrySendError::Full(_))) => Err(StoreError::closed("too much is waiting to be written")),
            Some(Err(TrySendError::Disconnected(_))) | None => Err(StoreError::closed("its thread has ended")),
        };
        Box::pin(async move {
            sent?;
            answered.await.unwrap_or_else(|_| Err(StoreError::closed("its thread has ended")))
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

impl StoreFile {
    fn serve(&mut self, waiting: &Receiver<QueuedTask>) {
        let mut next = None;
        while let Some(task) = next.take().or_else(|| self.wait(waiting)) {
            match task {
                QueuedTask::Read(mut task) => {
                    let outcome = self.connection().map(|connection| task.run(connection)).map(drop);
                    let outcome = outcome.and_then(|()| self.in_place());
                    self.note(outcome.as_ref().err().or(task.failure()).cloned());
                    task.answer(outcome);
                }
                QueuedTask::Write { task: first, truncates_log: mut truncate } => {
                    let mut together = vec![first];
                    while together.len() < MAX_COMMIT {
                        match waiting.try_recv() {
                            Ok(QueuedTask::Write { task, truncates_log }) => {
                                together.push(task);
                                truncate |= truncates_log;
                            }
                            Ok(read) => {
                                next = Some(read);
                                break;
                            }
                            Err(_) => break,
                        }
                    }
                    self.write(together, truncate);
                }
            }
        }
    }

    /// The next task; meanwhile a log that still has what was erased is emptied as soon as that is possible.
    fn wait(&mut self, waiting: &Receiver<QueuedTask>) -> Option<QueuedTask> {
        while self.log_is_full {
            match waiting.recv_timeout(PAUSE) {
                Ok(task) => return Some(task),
                Err(RecvTimeoutError::Timeout) => {
                    let emptied = self.connection().is_ok_and(truncate_log);
                    self.log_is_full = !emptied;
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        waiting.recv().ok()
    }

    fn write(&mut self, mut together: Vec<Box<dyn Task>>, truncate: bool) {
        let committed = self.connection().and_then(|connection| commit_together(connection, &mut together));
        let outcome = committed.and_then(|()| self.in_place());
        let of_task =
            || together.iter().filter_map(|task| task.failure()).find(|error| integrity::needs_reopening(error));
        let failure = outcome.as_ref().err().or_else(of_task).cloned();
        self.note(failure);
        let outcome = outcome.and_then(|()| if truncate { self.empty_log() } else { Ok(()) });
        for task in together {
            task.answer(outcome.clone());
        }
    }
}

/// Runs writes in one transaction, each within its own savepoint, so that one that fails undoes only itself.
fn commit_together(connection: &Connection, tasks: &mut [Box<dyn Task>]) -> Result<(), StoreError> {
    let run = |sql: &str| connection.execute_batch(sql).map_err(StoreError::from);
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
