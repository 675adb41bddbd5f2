//! What holds for every chart, whatever it is given.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::text::Lettering;
use super::*;
use cases::Picture;

#[path = "../../examples/chart_gallery/cases.rs"]
mod cases;
mod forecasts;

/// The elements that charts are drawn with, each with the attributes it may have.
const KNOWN: [(&str, &str); 7] = [
    (
        "svg",
        "xmlns role aria-labelledby width height viewBox font-family text-rendering",
    ),
    ("title", "id"),
    ("desc", "id"),
    (
        "polyline",
        "points fill stroke stroke-width stroke-dasharray stroke-linejoin",
    ),
    (
        "polygon",
        "points fill stroke stroke-width stroke-dasharray",
    ),
    (
        "circle",
        "cx cy r fill stroke stroke-width stroke-dasharray",
    ),
    (
        "text",
        "x y text-anchor font-size font-weight fill stroke stroke-width stroke-linejoin paint-order",
    ),
];

/// A rectangle that words take up.
#[derive(Debug)]
struct Taken {
    #[expect(dead_code, reason = "said when a test fails")]
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Taken {
    fn overlaps(&self, other: &Self) -> bool {
        const TOUCHING: f64 = 0.2;
        self.left + TOUCHING < other.right
            && other.left + TOUCHING < self.right
            && self.top + TOUCHING < other.bottom
            && other.top + TOUCHING < self.bottom
    }
}

/// A drawing read back.
#[derive(Default)]
struct Read {
    width: f64,
    height: f64,
    places: Vec<(f64, f64)>,
    words: Vec<Taken>,
    title: String,
    description: String,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let attribute = element.try_get_attribute(name).unwrap().unwrap();
    attribute.value.into_owned()
}

fn number(element: &BytesStart<'_>, name: &str) -> f64 {
    attribute(element, name).parse().unwrap()
}

fn name_of(element: &BytesStart<'_>) -> String {
    element.name().as_ref().to_owned()
}

impl Read {
    /// Fails when the drawing is not well formed, or has elements or attributes of other kinds.
    fn of(svg: &str) -> Self {
        let mut reader = Reader::from_str(svg);
        let mut read = Self::default();
        let mut open: Option<BytesStart<'static>> = None;
        let mut text = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) => {
                    text.clear();
                    read.element(&element);
                    open = Some(element.into_owned());
                }
                Event::Empty(element) => read.element(&element),
                Event::Text(part) => text.push_str(&part),
                // Every entity stands for one character.
                Event::GeneralRef(entity) => text.push(resolved(&entity)),
                Event::End(_) => {
                    if let Some(element) = open.take() {
                        read.close(&element, &text);
                    }
                }
                Event::Eof => return read,
                other => panic!("a chart holds no {other:?}"),
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>) {
        let name = name_of(element);
        let (_, allowed) = KNOWN.iter().find(|(known, _)| *known == name).unwrap();
        for attribute in element.attributes() {
            let key = attribute.unwrap().key;
            let is_known = allowed.split(' ').any(|it| it == key.as_ref());
            assert!(is_known, "{name} has {key:?}");
        }
        match name.as_str() {
            "svg" => {
                self.width = number(element, "width");
                self.height = number(element, "height");
            }
            "circle" => {
                let (x, y) = (number(element, "cx"), number(element, "cy"));
                let radius = number(element, "r");
                self.places
                    .extend([(x - radius, y - radius), (x + radius, y + radius)]);
            }
            "polyline" | "polygon" => {
                let points = attribute(element, "points");
                let pairs = points.split(' ').map(|pair| pair.split_once(',').unwrap());
                self.places
                    .extend(pairs.map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())));
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &BytesStart<'_>, text: &str) {
        match name_of(element).as_str() {
            "title" => self.title = text.to_owned(),
            "desc" => self.description = text.to_owned(),
            "text" => self.words.push(taken(element, text)),
            _ => {}
        }
    }

    /// Fails when anything is outside of the drawing, or words cover words.
    fn check(&self) {
        for &(x, y) in &self.places {
            assert!(
                (-0.1..=self.width + 0.1).contains(&x),
                "{x} of {}",
                self.width
            );
            assert!(
                (-0.1..=self.height + 0.1).contains(&y),
                "{y} of {}",
                self.height
            );
        }
        for (place, words) in self.words.iter().enumerate() {
            let across = words.left >= -0.2 && words.right <= self.width + 0.2;
            let up = words.top >= -0.2 && words.bottom <= self.height + 0.2;
            assert!(
                across && up,
                "{words:?} leaves {} by {}",
                self.width,
                self.height
            );
            let covered = self.words[..place].iter().find(|it| it.overlaps(words));
            assert!(covered.is_none(), "{words:?} covers {covered:?}");
        }
    }
}

fn resolved(entity: &str) -> char {
    match entity.strip_prefix('#') {
        Some(code) => char::from_u32(code.parse().unwrap()).unwrap(),
        None => quick_xml::escape::resolve_predefined_entity(entity)
            .unwrap()
            .chars()
            .next()
            .unwrap(),
    }
}

fn taken(element: &BytesStart<'_>, text: &str) -> Taken {
    let lettering = [Lettering::Heading, Lettering::Strong, Lettering::Plain]
        .into_iter()
        .find(|it| {
            it.size() == number(element, "font-size")
                && it.weight() == attribute(element, "font-weight")
        })
        .unwrap();
    let width = lettering.width(text);
    let (x, y) = (number(element, "x"), number(element, "y"));
    let left = match attribute(element, "text-anchor").as_str() {
        "middle" => x - width / 2.0,
        "end" => x - width,
        _ => x,
    };
    Taken {
        text: text.to_owned(),
        left,
        right: left + width,
        top: y - 0.74 * lettering.size(),
        bottom: y + 0.22 * lettering.size(),
    }
}

fn id() -> ChartId {
    ChartId::new("a-chart").unwrap()
}

fn check(chart: &dyn Chart) {
    for width in [Width::Wide, Width::Narrow] {
        Read::of(&chart.svg(&id(), width)).check();
    }
    let table = chart.table();
    assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
}

#[test]
fn every_case_of_the_gallery_keeps_within_its_edges_and_covers_no_words() {
    for case in cases::all().unwrap() {
        match case.picture {
            Picture::Chart(chart) => check(&*chart),
            Picture::Sparkline(sparkline) => Read::of(&sparkline.svg(&id())).check(),
        }
    }
}

#[test]
fn charts_stay_as_they_were_looked_at() {
    let kept = [
        "line",
        "line-target",
        "strip",
        "bars",
        "funnel",
        "sparkline",
        "fan",
        "fan-compared",
        "waterfall",
        "waterfall-far",
    ];
    for case in cases::all().unwrap() {
        if kept.contains(&case.id) {
            insta::assert_snapshot!(case.id, case.html().unwrap());
        }
    }
}

#[test]
fn every_chart_says_its_unit_source_and_date_to_those_who_do_not_see_it() {
    for case in cases::all().unwrap() {
        let svg = match &case.picture {
            Picture::Chart(chart) => chart.svg(&id(), Width::Wide),
            Picture::Sparkline(sparkline) => sparkline.svg(&id()),
        };
        let read = Read::of(&svg);
        assert!(!read.title.is_empty(), "{}", case.name);
        assert!(
            read.description.contains(". Source: "),
            "{}",
            read.description
        );
    }
}

#[test]
fn the_table_says_what_was_given_and_why_a_value_is_missing() {
    let moments = Moments::new("Year", ["2024", "2025"]);
    let values = vec![Value::new(12.0, "12.0%").unwrap(), Value::missing("c")];
    let chart = LineChart::new(about("Rate"), moments).unwrap();
    let table = chart.council("Norfolk", values).unwrap().table();
    assert_eq!(table.caption, "Rate (percent)");
    assert_eq!(table.header, ["Year", "Norfolk"]);
    assert_eq!(table.rows, [["2024", "12.0%"], ["2025", "c"]]);
    assert_eq!(table.origin, "2025. Source: Somebody.");
}

#[test]
fn a_series_must_have_one_value_for_each_moment() {
    let chart = LineChart::new(about("Rate"), Moments::new("Year", ["2024", "2025"])).unwrap();
    let error = chart.council("Norfolk", Vec::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Norfolk has 0 values for 2 moments; give one for each, and say of those that are missing \
         that they are"
    );
}

#[test]
fn a_band_whose_limits_cross_is_refused() {
    let chart = LineChart::new(about("Rate"), Moments::new("Year", ["2025"])).unwrap();
    let value = |number| vec![Value::new(number, "").unwrap()];
    let error = chart.band("Range", value(2.0), value(1.0)).unwrap_err();
    assert!(matches!(error, ChartError::UpsideDown { at, .. } if at == "2025"));
}

#[test]
fn an_id_is_one_that_a_page_can_hold() {
    assert!(ChartId::new("turnover-2025").is_ok());
    for text in ["", "2025", "a b", "a\"b", "é"] {
        assert!(ChartId::new(text).is_err(), "{text}");
    }
}

#[test]
fn both_widths_of_a_chart_may_stand_on_one_page() {
    let case = cases::all().unwrap().remove(0);
    let page = case.html().unwrap();
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).collect();
    ids.iter_mut()
        .for_each(|it| *it = it.split('"').next().unwrap());
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!((all, ids.len()), (4, 4));
}

fn about(title: &str) -> About {
    About {
        title: title.into(),
        axis: Axis::new("Rate", Unit::Percent),
        source: "Somebody".into(),
        date: "2025".into(),
    }
}

fn words() -> impl Strategy<Value = String> {
    "[^\\s]\\PC{0,60}"
}

fn values(count: usize) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(value(), count)
}

fn value() -> impl Strategy<Value = Value> {
    let plain = (0.0..100.0_f64).prop_map(|number| (number, format!("{number:.1}%")));
    let wild = (-1e12..1e12_f64, words());
    prop_oneof![
        8 => plain.prop_map(|(number, text)| Value::new(number, text).unwrap()),
        1 => wild.prop_map(|(number, text)| Value::new(number, text).unwrap()),
        1 => words().prop_map(Value::missing),
    ]
}

fn named() -> impl Strategy<Value = Named> {
    (words(), value()).prop_map(|(name, value)| Named::new(name, value))
}

fn any_about() -> impl Strategy<Value = About> {
    let unit = prop_oneof![
        Just(Unit::Percent),
        Just(Unit::Pounds),
        words().prop_map(Unit::Named),
        words().prop_map(Unit::Count),
    ];
    (words(), words(), unit).prop_map(|(title, measure, unit)| About {
        axis: Axis::new(measure, unit),
        ..about(&title)
    })
}

fn member() -> impl Strategy<Value = Member> {
    (words(), value(), value()).prop_map(|(name, size, rate)| Member {
        name,
        size,
        rate,
        standing: String::new(),
    })
}

fn limits() -> impl Strategy<Value = Limits> {
    (0.0..1e4_f64, -1e3..0.0_f64, 0.0..50.0_f64, 50.0..1e3_f64).prop_map(
        |(size, lowest, middle, highest)| Limits {
            size,
            inner: (middle, middle),
            outer: (lowest, highest),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_line_chart_is_sound(
        about in any_about(),
        (labels, council, others) in (0_usize..28).prop_flat_map(|count| (
            prop::collection::vec(words(), count),
            values(count),
            prop::collection::vec((words(), values(count)), 0..9),
        )),
    ) {
        let moments = Moments::new("Year", labels);
        let mut chart = LineChart::new(about, moments).unwrap().council("Norfolk", council).unwrap();
        for (name, values) in others {
            chart = chart.comparison(&name, values).unwrap();
        }
        check(&chart);
    }

    #[test]
    fn any_strip_is_sound(
        about in any_about(),
        council in named(),
        others in prop::collection::vec(named(), 0..170),
        marks in prop::collection::vec(named(), 0..5),
    ) {
        let strip = Strip::new(about, council).unwrap().others(others);
        check(&marks.into_iter().fold(strip, Strip::mark));
    }

    #[test]
    fn any_bars_are_sound(about in any_about(), bars in prop::collection::vec(named(), 0..9)) {
        let chart = Bars::new(about, "Reason").unwrap();
        check(&bars.into_iter().fold(chart, Bars::highlighted));
    }

    #[test]
    fn any_funnel_is_sound(
        about in any_about(),
        average in named(),
        limits in prop::collection::vec(limits(), 0..9),
        council in member(),
        others in prop::collection::vec(member(), 0..40),
    ) {
        let size = Axis::new("Posts", Unit::named("FTE"));
        let funnel = Funnel::new(about, size, average, limits, council).unwrap();
        check(&funnel.others(others));
    }

    #[test]
    fn any_sparkline_is_sound(about in any_about(), values in values(13)) {
        let moments = Moments::new("Month", (1..=13).map(|month| month.to_string()));
        let sparkline = Sparkline::new(about, moments, values).unwrap();
        Read::of(&sparkline.svg(&id())).check();
    }
}
