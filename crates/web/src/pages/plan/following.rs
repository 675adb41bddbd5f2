//! Pages that take longer than a moment: whoever asked is shown how far the work
//! is, may stop it, and is led to what came of it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::response::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use holdfast_workforce::Sequence;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::timeout;
use uuid::Uuid;

use super::patience::{PROGRESS, Progress};
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};
use crate::{App, address};

/// So long a page is waited for before it is told how far it is.
pub(crate) const MOMENT: Duration = Duration::from_secs(1);

/// So long what came of a run is kept.
const KEPT: Duration = Duration::from_secs(600);

/// So many bytes of results are kept at most.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// So many runs may be under way or wait for their turn.
const MOST_RUNS: usize = 12;

/// What a page answered.
type Answer = Arc<(Parts, Bytes)>;

/// The pages that take longer than a moment.
#[derive(Debug)]
pub(crate) struct Runs {
    moment: Duration,
    all: Mutex<Vec<Arc<Run>>>,
}

/// What was asked for: the same page of the same records is worked out once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    authority: String,
    method: Method,
    address: String,
    as_of: Sequence,
    today: Date,
}

/// A page that is worked out.
#[derive(Debug)]
struct Run {
    id: Uuid,
    asked: Asked,
    progress: Arc<Progress>,
    answer: watch::Sender<Option<Answer>>,
    begun: Instant,
}

impl Run {
    fn answer(&self) -> Option<Answer> {
        self.answer.borrow().clone()
    }

    fn is_over(&self) -> bool {
        self.answer.borrow().is_some()
    }

    fn bytes(&self) -> usize {
        self.answer().map_or(0, |answer| answer.1.len())
    }

    async fn answered(&self) -> Option<Answer> {
        let mut answers = self.answer.subscribe();
        let answer = answers.wait_for(Option::is_some).await.ok()?;
        answer.clone()
    }

    /// What was asked for by an address, and can be asked for again.
    fn is_read(&self) -> bool {
        self.asked.method == Method::GET
    }
}

impl Runs {
    /// None yet; pages are waited for so long.
    pub(crate) fn new(moment: Duration) -> Self {
        Self {
            moment,
            all: Mutex::default(),
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut Vec<Arc<Run>>) -> T) -> T {
        change(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn known(&self, asked: &Asked) -> Option<Arc<Run>> {
        let is_it =
            |run: &&Arc<Run>| run.is_read() && run.asked == *asked && !run.progress.is_stopped();
        self.with(|all| all.iter().find(is_it).cloned())
    }

    fn named(&self, authority: &str, id: Uuid) -> Option<Arc<Run>> {
        let is_it = |run: &&Arc<Run>| run.id == id && run.asked.authority == authority;
        self.with(|all| all.iter().find(is_it).cloned())
    }

    fn begin(&self, asked: Asked) -> Result<Arc<Run>, PageError> {
        let run = Arc::new(Run {
            id: Uuid::now_v7(),
            asked,
            progress: Arc::default(),
            answer: watch::Sender::new(None),
            begun: Instant::now(),
        });
        self.with(|all| {
            forget_old(all);
            if all.iter().filter(|it| !it.is_over()).count() >= MOST_RUNS {
                return Err(PageError::Busy);
            }
            all.push(run.clone());
            Ok(run)
        })
    }

    fn forget(&self, run: &Run) {
        self.with(|all| all.retain(|it| it.id != run.id));
    }
}

/// Forgets what is old, and the oldest where there is too much.
fn forget_old(all: &mut Vec<Arc<Run>>) {
    all.retain(|run| !run.is_over() || run.begun.elapsed() < KEPT);
    let mut bytes: usize = all.iter().map(|run| run.bytes()).sum();
    all.retain(|run| {
        let is_kept = !run.is_over() || bytes <= MOST_BYTES;
        if !is_kept {
            bytes -= run.bytes();
        }
        is_kept
    });
}

/// Works a page out beside the request. What takes longer than a moment leads
/// to a page that shows how far it is.
pub(crate) async fn follow(
    State(app): State<App>,
    here: Here,
    request: Request,
    next: Next,
) -> Page {
    let asked = Asked {
        authority: here.authority.reference.clone(),
        method: request.method().clone(),
        address: request
            .uri()
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
        as_of: here.workforce.as_of(),
        today: app.today(),
    };
    let runs = app.runs();
    let (run, waiting) = match runs.known(&asked) {
        Some(run) => (run, None),
        None => {
            let run = runs.begin(asked)?;
            tokio::spawn(work_out(run.clone(), request, next));
            let waiting = run.progress.clone().while_waited_for();
            (run, Some(waiting))
        }
    };
    run.progress.look();
    let answer = timeout(runs.moment, run.answered()).await;
    let is_new = waiting.is_some();
    if let Some(waiting) = waiting {
        waiting.let_go();
    }
    match answer {
        Ok(Some(answer)) => {
            if is_new {
                runs.forget(&run);
            }
            Ok(again(&answer))
        }
        _ => Ok(Redirect::to(&address::run(&here.authority, run.id)).into_response()),
    }
}

async fn work_out(run: Arc<Run>, request: Request, next: Next) {
    let work = PROGRESS.scope(run.progress.clone(), next.run(request));
    let response = tokio::spawn(work)
        .await
        .unwrap_or_else(|error| PageError::Internal(error.into()).into_response());
    let (parts, body) = response.into_parts();
    let answer = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => (parts, bytes),
        Err(error) => {
            let response = PageError::Internal(error.into()).into_response();
            (response.into_parts().0, Bytes::new())
        }
    };
    run.answer.send_replace(Some(Arc::new(answer)));
}

fn again(answer: &Answer) -> Response {
    let (parts, bytes) = (answer.0.clone(), answer.1.clone());
    Response::from_parts(parts, Body::from(bytes))
}

/// Which run.
#[derive(Deserialize)]
pub(crate) struct Which {
    run: String,
}

#[derive(Template)]
#[template(path = "pages/plan/run.html")]
struct Shown {
    frame: Frame,
    trail: Vec<Link>,
    state: Standing,
    /// Where it begins again, where an address is enough for that.
    again: Option<String>,
    plan: String,
    own: String,
}

/// Where a run stands.
enum Standing {
    Waits,
    Runs(u64),
    Stopped,
}

fn find(here: &Here, which: &Which) -> Result<Arc<Run>, PageError> {
    let id = Uuid::parse_str(&which.run).ok();
    let run = id.and_then(|id| here.app.runs().named(&here.authority.reference, id));
    run.ok_or_else(|| PageError::NoSuchRecord {
        kind: "simulation",
        reference: which.run.clone(),
        list: Link::new(address::plan(&here.authority), "See the plan"),
    })
}

/// Shows how far a run is, or what came of it.
pub(crate) async fn show(here: Here, Path(which): Path<Which>) -> Page {
    let run = find(&here, &which)?;
    run.progress.look();
    let state = match (run.progress.is_stopped(), run.answer()) {
        (true, _) => Standing::Stopped,
        (false, Some(_)) if run.is_read() => {
            return Ok(Redirect::to(&run.asked.address).into_response());
        }
        (false, Some(answer)) => return Ok(again(&answer)),
        (false, None) => match run.progress.percent() {
            None => Standing::Waits,
            Some(percent) => Standing::Runs(percent),
        },
    };
    let plan = address::plan(&here.authority);
    page(&Shown {
        frame: here.frame(Some(Section::Plan)),
        trail: vec![Link::new(&plan, "Plan")],
        state,
        again: run.is_read().then(|| run.asked.address.clone()),
        own: address::run(&here.authority, run.id),
        plan,
    })
}

/// Tells the page of a run how far it is.
pub(crate) async fn progress(here: Here, Path(which): Path<Which>) -> Page {
    let run = find(&here, &which)?;
    run.progress.look();
    let told = json!({
        "percent": run.progress.percent(),
        "is_over": run.is_over() || run.progress.is_stopped(),
    });
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, told.to_string()).into_response())
}

/// Stops a run.
pub(crate) async fn stop(here: Here, Path(which): Path<Which>) -> Page {
    let run = find(&here, &which)?;
    if !run.is_over() {
        run.progress.stop();
    }
    Ok(Redirect::to(&address::run(&here.authority, run.id)).into_response())
}
