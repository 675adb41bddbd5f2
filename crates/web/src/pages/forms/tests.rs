//! What holds for the forms, as a browser without JavaScript sees them.

mod commands;
mod corrections;
mod rules;

use std::sync::Arc;

use holdfast_store::ChangeHeader;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::{Contract, Holding};
use holdfast_workforce::presence::away;
use holdfast_workforce::record::{Assignment, Person, Post};
use jiff::civil::{Date, date};

use crate::testing::{Answer, TestServer};

/// The day that the test server takes for today.
const TODAY: Date = date(2026, 9, 30);

/// A browser with the example authority.
struct Browser {
    server: TestServer,
    authority: String,
}

/// A form as it was answered: what is sent with the next step.
type Pairs = Vec<(String, String)>;

impl Browser {
    async fn new() -> Self {
        let server = TestServer::with_example().await;
        let authority = server.authority().await.reference;
        Self { server, authority }
    }

    async fn workforce(&self) -> Arc<Workforce> {
        let id = self.server.authority().await.id;
        self.server.app.store().workforce(id).await.unwrap()
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.authority)
    }

    /// Opens a form, fills in some fields, and sends it.
    async fn fill(&self, rest: &str, fields: &[(&str, &str)]) -> (Answer, Pairs) {
        let form = self.server.get(&self.path(rest)).await;
        assert_eq!(form.status, 200, "{rest}: {}", form.text());
        let mut pairs = inputs(&form.text());
        for (name, value) in fields {
            pairs.retain(|(known, _)| known != name);
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
        let answer = self.send(rest, &pairs).await;
        (answer, pairs)
    }

    async fn send(&self, rest: &str, pairs: &[(String, String)]) -> Answer {
        let path = rest.split('?').next().unwrap();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.server.post(&self.path(path), &pairs).await
    }

    /// Somebody acts up from an assignment of their own into a post.
    async fn act_up(&self, own: &Assignment, post: &Post) {
        let mut fields = day(FROM, ["1", "10", "2026"]);
        fields.extend([
            ("post", post.reference.as_str()),
            ("fte", "1"),
            ("cover", "vacancy"),
        ]);
        self.record(&format!("new/act_up?assignment={}", own.id), &fields)
            .await;
    }

    /// The newest change of the log.
    async fn last_change(&self) -> ChangeHeader {
        let last = self.workforce().await.as_of();
        let store = self.server.app.store();
        store.change(last).await.unwrap().unwrap()
    }

    /// Opens a form, fills it in, checks it and records it.
    async fn record(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let (check, mut pairs) = self.fill(rest, fields).await;
        assert_eq!(check.status, 200, "{}", problems(&check));
        assert!(
            check.says("Check before you record"),
            "{}",
            problems(&check)
        );
        pairs.push(("step".into(), "record".into()));
        let answer = self.send(rest, &pairs).await;
        assert_eq!(answer.status, 303, "{}", problems(&answer));
        answer
    }
}

/// What a page's error summary says.
fn problems(answer: &Answer) -> String {
    let text = answer.text();
    let summary = text.split("There is a problem").nth(1).unwrap_or(&text);
    summary.split("</ul>").next().unwrap_or_default().to_owned()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=\"");
    let rest = &tag[tag.find(&start)? + start.len()..];
    rest.split('"').next()
}

/// What a browser would send of a form as it is opened: hidden fields, lines of
/// text, chosen radios and options.
fn inputs(html: &str) -> Pairs {
    let form = html.split("id=\"form\"").nth(1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let mut pairs = Pairs::new();
    let mut select = String::new();
    for tag in form.split('<').skip(1) {
        let value = || attribute(tag, "value").unwrap_or_default().to_owned();
        let name = || attribute(tag, "name").unwrap_or_default().to_owned();
        if tag.starts_with("select") {
            select = name();
        } else if tag.starts_with("option") && tag.contains(" selected") {
            pairs.push((select.clone(), value()));
        } else if tag.starts_with("textarea") {
            let (_, text) = tag.split_once('>').unwrap_or_default();
            let text = text.strip_prefix('\n').unwrap_or(text);
            pairs.push((name(), text.to_owned()));
        } else if tag.starts_with("input") {
            let is_choice = tag.contains("type=\"radio\"");
            if !is_choice || tag.contains(" checked") {
                pairs.push((name(), value()));
            }
        }
    }
    pairs
}

/// A date as the three controls of a field.
fn day<'a>(names: [&'a str; 3], parts: [&'a str; 3]) -> Vec<(&'a str, &'a str)> {
    names.into_iter().zip(parts).collect()
}

const FROM: [&str; 3] = ["from-day", "from-month", "from-year"];
const TO: [&str; 3] = ["to-day", "to-month", "to-year"];

/// A holder who is in the post today, alone in their posts, and not away.
fn holder(workforce: &Workforce) -> (&Assignment, &Person) {
    let employed = |it: &&Assignment| {
        let engagement = workforce.engagements().get(it.engagement).unwrap();
        let alone = workforce
            .assignments()
            .linking(engagement.id)
            .filter(|other| !other.spell.is_over_by(TODAY))
            .count()
            == 1;
        let settled = workforce
            .absences()
            .linking(engagement.id)
            .all(|absence| absence.spell.is_over_by(TODAY));
        it.holding == Holding::Substantive
            && it.spell.contains(TODAY)
            && it.spell.until.is_none()
            && engagement.contract == Contract::Permanent
            && engagement.spell.until.is_none()
            && alone
            && settled
            && away(workforce, it, TODAY).is_none()
    };
    let found = workforce.assignments().iter().find(employed).unwrap();
    (found, workforce.person_of(found.engagement).unwrap())
}

/// A post of a whole FTE that nobody holds, today or later.
fn vacant(workforce: &Workforce) -> &Post {
    let is_vacant = |post: &&Post| {
        let terms = post.terms_on(TODAY);
        let held = workforce
            .assignments()
            .linking(post.id)
            .any(|it| it.holding == Holding::Substantive && !it.spell.is_over_by(TODAY));
        terms.is_some_and(|it| it.spell.until.is_none() && it.fte.to_string() == "1") && !held
    };
    workforce.posts().iter().find(is_vacant).unwrap()
}
