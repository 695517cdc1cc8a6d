//! Titles where no notice stands beside them.

use domain::content::event::Event;
use domain::text::messages::{MessageError, Messages};

/// What a thing is called where no notice stands beside it: a demonstration says so in its title.
pub fn titled(messages: &Messages, demo: bool, title: &str) -> Result<String, MessageError> {
    if demo { messages.format("demo-title", [("title", title.into())]) } else { Ok(title.to_owned()) }
}

/// What an event is called: that it is called off stands in front, since many calendars and readers show nothing else of it.
pub fn event_title(messages: &Messages, event: &Event, title: &str) -> Result<String, MessageError> {
    let title = titled(messages, event.demo, title)?;
    if event.state.takes_place() {
        return Ok(title);
    }
    messages.format(&format!("event-title-{}", event.state.code()), [("title", title.into())])
}
