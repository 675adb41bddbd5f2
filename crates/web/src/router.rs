//! The table of contents: every address and what answers it.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate as _, SizeAbove};
use tower_http::trace::TraceLayer;

use crate::error::{self, PageError};
use crate::pages::{
    about, authority, benchmarks, changes, establishment, forms, imports, measures, package_format,
    plan, profiles, publications, record, reports, returns, scorecard, strategy,
};
use crate::{App, address, api, assets, security, upload};

/// The most that a form may send, in bytes: a mapping profile is the longest.
/// A route that takes files raises it with its own [`DefaultBodyLimit`].
const FORM_LIMIT: usize = 256 * 1024;

/// The most that the form of a report may send: its text, in which a browser writes
/// any byte as three, and the fields around it. What is too long for a report but not
/// for this is told beside the field, so that nothing that was typed is lost.
const REPORT_LIMIT: usize = 6 * holdfast_paper::source::LONGEST + FORM_LIMIT;

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .route("/", get(authority::list::start))
        .route(about::PATH, get(about::about));

    let pages = api::routes(pages);
    let pages = with_establishment(pages);
    let pages = with_benchmarks(pages);
    let pages = with_measures(pages);
    let pages = with_plan(pages, &app);
    let pages = with_strategy(pages);
    let pages = with_reports(pages);
    let pages = with_forms(pages);
    let pages = with_imports(pages);
    let pages = with_returns(pages);
    let pages = with_agency_returns(pages);
    let pages = with_changes_and_profiles(pages);

    let pages = pages
        .fallback(async || PageError::NoSuchPage)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(CatchPanicLayer::custom(error::of_panic))
        .layer(security::csrf())
        .layer(from_fn(security::check_host));

    // The files are no secret, and the page that refuses a foreign host needs them.
    pages
        .route(assets::PATH, get(assets::asset))
        .layer(from_fn_with_state(app.clone(), error::pages))
        .layer(map_response(security::headers))
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .compress_when(SizeAbove::new(256).and(is_text)),
        )
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_failure(()),
        )
        .with_state(app)
}

/// Authorities, the position, posts and people: what is read.
fn with_establishment(pages: Router<App>) -> Router<App> {
    use establishment::{download, page, rows};
    use record::{people, person, post, posts};
    let at = |rest: &str| format!("/{{authority}}{rest}");
    pages
        .route(address::AUTHORITIES, get(authority::list::authorities))
        .route(&at(""), get(authority::overview::overview))
        .route(&at("/establishment"), get(page::establishment))
        .route(&at("/establishment.csv"), get(download::establishment))
        .route(&at("/establishment.xlsx"), get(download::establishment))
        .route(&at("/establishment/rows"), get(rows::rows))
        .route(&at("/establishment/rows.csv"), get(download::rows))
        .route(&at("/establishment/rows.xlsx"), get(download::rows))
        .route(&at("/posts"), get(posts::posts))
        .route(&at("/posts.csv"), get(posts::file))
        .route(&at("/posts.xlsx"), get(posts::file))
        .route(&at("/posts/{post}"), get(post::post))
        .route(&at("/people"), get(people::people))
        .route(&at("/people.csv"), get(people::file))
        .route(&at("/people.xlsx"), get(people::file))
        .route(&at("/people/{person}"), get(person::person))
}

/// Benchmarks, the scorecard and what was published.
fn with_benchmarks(pages: Router<App>) -> Router<App> {
    use benchmarks::{files, page};
    let at = |rest: &str| format!("/{{authority}}{rest}");
    pages
        .route(&at("/benchmarks"), get(page::benchmarks))
        .route(&at("/benchmarks.csv"), get(files::years))
        .route(&at("/benchmarks.xlsx"), get(files::years))
        .route(
            &at("/benchmarks/distribution.csv"),
            get(files::distribution),
        )
        .route(&at("/benchmarks/funnel.csv"), get(files::funnel))
        .route(&at("/scorecard"), get(scorecard::page::scorecard))
        .route(&at("/scorecard.csv"), get(scorecard::files::scorecard))
        .route(&at("/scorecard.xlsx"), get(scorecard::files::scorecard))
        .route(
            &at("/scorecard/edit"),
            get(scorecard::edit::edit).post(scorecard::edit::save),
        )
        .route(&at("/publications"), get(publications::list::publications))
        .route(
            &at("/publications/new"),
            get(publications::new::new).post(publications::new::confirm),
        )
        .route(
            &at("/publications/{reference}"),
            get(publications::one::one),
        )
        .route(
            &at("/publications/{reference}/figures.csv"),
            get(publications::files::publication),
        )
        .route(
            &at("/publications/{reference}/figures.xlsx"),
            get(publications::files::publication),
        )
}

/// The measures, each opened, and team by team.
fn with_measures(pages: Router<App>) -> Router<App> {
    use measures::{list, one, teams};
    let at = |rest: &str| format!("/{{authority}}/measures{rest}");
    pages
        .route(&at(""), get(list::measures))
        .route(&at(".csv"), get(list::file))
        .route(&at(".xlsx"), get(list::file))
        .route(&at("/teams"), get(teams::teams))
        .route(&at("/teams.csv"), get(teams::file))
        .route(&at("/teams.xlsx"), get(teams::file))
        .route(&at("/{measure}"), get(one::measure))
        .route(&at("/{measure}/rows.csv"), get(one::rows))
        .route(&at("/{measure}/rows.xlsx"), get(one::rows))
        .route(&at("/{measure}/months.csv"), get(one::months))
        .route(&at("/{measure}/months.xlsx"), get(one::months))
}

/// The workforce plan.
fn with_plan(pages: Router<App>, app: &App) -> Router<App> {
    use plan::{compare, edit, files, following, levers, list, outlook, past, seek};
    let at = |rest: &str| format!("/{{authority}}/plan{rest}");
    let of = |rest: &str| at(&format!("/{{scenario}}{rest}"));
    let run = |rest: &str| at(&format!("/runs/{{run}}{rest}"));
    let simulated = Router::new()
        .route(&at(""), get(list::plan))
        .route(&at("/compare"), get(compare::page))
        .route(&at("/seek"), get(seek::page))
        .route(&at("/past"), get(past::show))
        .route(&at("/new"), post(edit::send_new))
        .route(&of("/edit"), post(edit::send))
        .route(&of(""), get(outlook::outlook))
        .route_layer(from_fn_with_state(app.clone(), following::follow));
    pages
        .merge(simulated)
        .route(&at("/compare.csv"), get(compare::files))
        .route(&at("/compare.xlsx"), get(compare::files))
        .route(&at("/compare.json"), get(compare::files))
        .route(&at("/levers"), get(levers::page))
        .route(&at("/new"), get(edit::new))
        .route(&of("/edit"), get(edit::edit))
        .route(&run(""), get(following::show))
        .route(&run("/progress"), get(following::progress))
        .route(&run("/stop"), post(following::stop))
        .route(&of("/outlook.csv"), get(files::outlook))
        .route(&of("/outlook.xlsx"), get(files::outlook))
        .route(&of("/outlook.json"), get(files::outlook))
        .route(&of("/fan.csv"), get(files::outlook))
        .route(&of("/chances.csv"), get(files::outlook))
        .route(&of("/waterfall.csv"), get(files::outlook))
        .route(&of("/scenario.toml"), get(files::text))
}

/// The strategy.
fn with_strategy(pages: Router<App>) -> Router<App> {
    use strategy::{audits, boards, item, list, pledges};
    let at = |rest: &str| format!("/{{authority}}/strategy{rest}");
    pages
        .route(&at(""), get(list::strategy))
        .route(&at(".csv"), get(list::file))
        .route(&at(".xlsx"), get(list::file))
        .route(&at("/items/{item}"), get(item::item))
        .route(&at("/boards"), get(boards::boards))
        .route(&at("/boards.csv"), get(boards::file))
        .route(&at("/boards.xlsx"), get(boards::file))
        .route(&at("/pledges"), get(pledges::pledges))
        .route(&at("/pledges.csv"), get(pledges::file))
        .route(&at("/pledges.xlsx"), get(pledges::file))
        .route(&at("/audits"), get(audits::audits))
        .route(&at("/audits.csv"), get(audits::file))
        .route(&at("/audits.xlsx"), get(audits::file))
        .route(&at("/audits/findings.csv"), get(audits::findings))
}

/// Reports to committees.
fn with_reports(pages: Router<App>) -> Router<App> {
    use reports::{agree, check, draft, edit, files, list, publish, published};
    let at = |rest: &str| format!("/{{authority}}/reports{rest}");
    let of = |rest: &str| at(&format!("/{{paper}}{rest}"));
    let frozen = |rest: &str| at(&format!("/published/{{reference}}{rest}"));
    pages
        .route(&at(""), get(list::reports).post(list::begin))
        .route(
            &at("/check"),
            get(check::form)
                .post(check::check)
                .layer(DefaultBodyLimit::max(upload::READ)),
        )
        .route(&of(""), get(draft::draft))
        .route(&of("/agree"), post(agree::agree))
        .route(
            &of("/edit"),
            get(edit::edit)
                .post(edit::send)
                .layer(DefaultBodyLimit::max(REPORT_LIMIT)),
        )
        .route(&of("/publish"), get(publish::ask).post(publish::publish))
        .route(&of("/{file}"), get(files::draft))
        .route(&frozen(""), get(published::published))
        .route(&frozen("/{file}"), get(files::frozen))
}

/// The forms of the working week, and the correction of the past.
fn with_forms(pages: Router<App>) -> Router<App> {
    let at = |rest: &str| format!("/{{authority}}{rest}");
    pages
        .route(&at("/new"), get(forms::list::list))
        .route(&at("/new/{command}"), get(forms::show).post(forms::send))
        .route(
            &at("/correct/{kind}/{id}"),
            get(forms::correct).post(forms::put_right),
        )
        .route(
            &at("/correct/{kind}/{id}/remove"),
            get(forms::ask_removal).post(forms::remove),
        )
}

/// Imports, at an authority or while there is none.
fn with_imports(mut pages: Router<App>) -> Router<App> {
    for desk in ["", "/{authority}"] {
        let at = |rest: &str| format!("{desk}/imports{rest}");
        pages = pages
            .route(
                &at(""),
                get(imports::list::imports)
                    .post(imports::list::send)
                    .layer(DefaultBodyLimit::max(upload::READ)),
            )
            .route(
                &at("/uploads/{upload}"),
                get(imports::check::check).post(imports::check::confirm),
            )
            .route(
                &at("/uploads/{upload}/problems.csv"),
                get(imports::downloads::problems),
            )
            .route(
                &at("/uploads/{upload}/stories.csv"),
                get(imports::downloads::stories),
            );
    }
    pages
}

/// The returns to the Department for Education, and the quality of data.
fn with_returns(pages: Router<App>) -> Router<App> {
    use returns::{allowances, check, explain, files, list, quality, sign, year};
    let at = |rest: &str| format!("/{{authority}}{rest}");
    let of_year = |rest: &str| format!("/{{authority}}/returns/census/{{year}}{rest}");
    pages
        .route(&at("/returns"), get(list::returns))
        .route(&at("/returns.csv"), get(list::list))
        .route(&at("/returns.xlsx"), get(list::list))
        .route(
            &at("/returns/check"),
            get(check::form)
                .post(check::check)
                .layer(DefaultBodyLimit::max(upload::READ)),
        )
        .route(&of_year(""), get(year::year))
        .route(&of_year("/explanations"), post(explain::explain))
        .route(&of_year("/allowances"), post(allowances::save))
        .route(&of_year("/sign-off"), post(sign::sign))
        .route(&of_year("/return.xml"), get(files::xml))
        .route(&of_year("/findings.csv"), get(files::findings))
        .route(&of_year("/findings.xlsx"), get(files::findings))
        .route(&of_year("/measures.csv"), get(files::measures))
        .route(&of_year("/measures.xlsx"), get(files::measures))
        .route(&of_year("/differences.csv"), get(files::differences))
        .route(&of_year("/differences.xlsx"), get(files::differences))
        .route(&at("/data-quality"), get(quality::quality))
        .route(&at("/data-quality.csv"), get(quality::findings))
        .route(&at("/data-quality.xlsx"), get(quality::findings))
        .route(&at("/data-quality/teams.csv"), get(quality::teams))
        .route(&at("/data-quality/teams.xlsx"), get(quality::teams))
}

/// The quarterly return on agency workers.
fn with_agency_returns(pages: Router<App>) -> Router<App> {
    use returns::agency::{assignment, files, list, quarter, said, sign, texts};
    let at = |rest: &str| format!("/{{authority}}/returns/agency{rest}");
    let of_quarter = |rest: &str| at(&format!("/{{quarter}}{rest}"));
    pages
        .route(&at(".csv"), get(list::list))
        .route(&at(".xlsx"), get(list::list))
        .route(
            &at("/texts/{text}"),
            get(texts::text)
                .post(texts::send)
                .layer(DefaultBodyLimit::max(upload::READ)),
        )
        .route(&of_quarter(""), get(quarter::quarter))
        .route(&of_quarter("/answers"), get(said::form).post(said::save))
        .route(
            &of_quarter("/assignments/{reference}"),
            get(assignment::form).post(assignment::save),
        )
        .route(&of_quarter("/sign-off"), post(sign::sign))
        .route(&of_quarter("/tables.csv"), get(files::sheets))
        .route(&of_quarter("/tables.xlsx"), get(files::sheets))
        .route(&of_quarter("/differences.csv"), get(files::differences))
        .route(&of_quarter("/differences.xlsx"), get(files::differences))
}

/// The log of changes, mapping profiles and the format of packages.
fn with_changes_and_profiles(pages: Router<App>) -> Router<App> {
    pages
        .route("/{authority}/changes", get(changes::list::changes))
        .route("/{authority}/changes.csv", get(changes::downloads::changes))
        .route("/{authority}/changes/{seq}", get(changes::one::change))
        .route(
            "/{authority}/changes/{seq}/records.csv",
            get(changes::downloads::records),
        )
        .route(
            "/{authority}/changes/{seq}/undo",
            get(changes::undo::ask).post(changes::undo::undo),
        )
        .route("/{authority}/profiles", get(profiles::list::profiles))
        .route(
            "/{authority}/profiles/new",
            get(profiles::edit::new)
                .post(profiles::edit::send_new)
                .layer(DefaultBodyLimit::max(upload::READ)),
        )
        .route(
            "/{authority}/profiles/{profile}",
            get(profiles::edit::profile)
                .post(profiles::edit::send)
                .layer(DefaultBodyLimit::max(upload::READ)),
        )
        .route(address::FORMAT, get(package_format::format))
        .route(address::DATA_PACKAGE, get(package_format::description))
}

/// The span of a request. Only the path is kept: queries may hold names.
fn span(request: &Request) -> tracing::Span {
    tracing::info_span!("request", method = %request.method(), path = request.uri().path())
}

/// Whether compressing pays: workbooks and packages are compressed already.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| {
        kind.starts_with("text/")
            || kind.starts_with("application/json")
            || kind.starts_with("application/problem+json")
            || kind.starts_with("image/svg+xml")
    })
}
