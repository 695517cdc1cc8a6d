//! Many senders at once, each of whom remembers what was acknowledged.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ureq::Agent;

use crate::fitting_search;

/// Senders at work.
pub struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicUsize>,
    senders: Vec<JoinHandle<Vec<String>>>,
}

impl Load {
    /// So many senders send, each one request after another, none of them twice; `run` tells several loads apart. A
    /// server that goes away ends them.
    pub fn start(address: SocketAddr, senders: usize, run: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let acknowledged = Arc::new(AtomicUsize::new(0));
        let senders = (0..senders)
            .map(|sender| {
                let (stop, acknowledged) = (Arc::clone(&stop), Arc::clone(&acknowledged));
                thread::spawn(move || send(address, &format!("{run}.{sender}"), &stop, &acknowledged))
            })
            .collect();
        Self { stop, acknowledged, senders }
    }

    /// Waits until so many requests are acknowledged, for at most twenty seconds.
    pub fn wait_for(&self, requests: usize) {
        let start = Instant::now();
        while self.acknowledged.load(Ordering::Relaxed) < requests {
            assert!(start.elapsed() < Duration::from_secs(20), "only {:?} are acknowledged", self.acknowledged);
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Lets everybody end, and gives the references that the server has acknowledged.
    pub fn end(self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.senders.into_iter().flat_map(|sender| sender.join().expect("a sender")).collect()
    }
}

fn send(address: SocketAddr, name: &str, stop: &AtomicBool, acknowledged: &AtomicUsize) -> Vec<String> {
    let agent: Agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let mut references = Vec::new();
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let mut form = fitting_search();
        form.retain(|(name, _)| name != "goal");
        form.push(("goal".to_owned(), format!("How workshop {name}.{number} shares one training plan.")));
        let fields = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let sent = agent.post(format!("http://{address}/api/requests")).header("Accept", "application/json");
        let Ok(mut answer) = sent.send_form(fields) else { break };
        let status = answer.status().as_u16();
        let Ok(body) = answer.body_mut().read_to_string() else { break };
        // A server that is being killed may refuse, but must not say yes.
        if status == 201 {
            let start = body.find("MM-").expect("a reference");
            references.push(body[start..start + 17].to_owned());
            acknowledged.fetch_add(1, Ordering::Relaxed);
        }
    }
    references
}
