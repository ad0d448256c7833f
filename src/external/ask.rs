//! One question to one host: HEAD, and GET where that is not understood.

use std::time::Duration;

use super::Answer;

/// How often an answer may send on.
const REDIRECTS: u32 = 5;

/// Asks with the limits that all questions share.
pub(super) struct Asker {
    agent: ureq::Agent,
    timeout: Duration,
}

impl Asker {
    pub(super) fn new(timeout: Duration) -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(timeout))
            .max_redirects(REDIRECTS)
            .http_status_as_error(false)
            .user_agent(concat!("sitegen/", env!("CARGO_PKG_VERSION"), " (checks links)"))
            .build()
            .into();
        Self { agent, timeout }
    }

    /// What is at an address. Many hosts answer to HEAD with an error though there is something, so
    /// an error is only believed when GET has it too.
    pub(super) fn ask(&self, url: &str, pause: Duration) -> Answer {
        match self.agent.head(url).call() {
            Ok(response) if response.status().is_success() => Answer::Fine,
            Ok(_) => {
                std::thread::sleep(pause);
                match self.agent.get(url).call() {
                    Ok(response) => judged(response.status().as_u16()),
                    Err(error) => self.failed(&error),
                }
            }
            Err(error) => self.failed(&error),
        }
    }

    fn failed(&self, error: &ureq::Error) -> Answer {
        match error {
            ureq::Error::Timeout(_) => {
                let seconds = self.timeout.as_secs_f32();
                Answer::Unsure(format!("no answer within {seconds} seconds"))
            }
            ureq::Error::HostNotFound => Answer::Dead("there is no such host".to_owned()),
            ureq::Error::TooManyRedirects => Answer::Dead("it sends on for ever".to_owned()),
            ureq::Error::Io(error) => Answer::Dead(error.to_string()),
            error => Answer::Dead(error.to_string()),
        }
    }
}

/// What a status of HTTP says: pages that only people may see, and hosts that are busy, are no dead
/// links.
fn judged(status: u16) -> Answer {
    match status {
        200..=299 => Answer::Fine,
        401 | 402 | 403 | 407 | 408 | 423 | 425 | 429 | 451 | 500..=599 => {
            Answer::Unsure(format!("the host answers {status}"))
        }
        _ => Answer::Dead(format!("the host answers {status}")),
    }
}
