//! The whole release, written in the layout of the department's file and read again.

use holdfast_reference::{
    Area, AuthorityNumber, IndicatorRow, LondonPart, Measure, Region, Releases, area_name,
    authorities, former_authorities, read_release,
};
use holdfast_workforce::CodeSet as _;

const KEYS: &str = "time_period,time_identifier,geographic_level,country_code,country_name,\
                    region_code,region_name,old_la_code,new_la_code,la_name";

fn region(number: AuthorityNumber) -> (&'static str, &'static str) {
    let mut all = authorities().iter();
    if let Some(row) = all.find(|row| row.number == number) {
        return match row.london_part {
            Some(part) => (part.gss_code(), part.label()),
            None => (row.region.gss_code(), row.region.label()),
        };
    }
    let mut former = former_authorities().iter();
    let row = former
        .find(|row| row.number == number)
        .expect("a former one");
    (row.region.gss_code(), row.region.label())
}

fn gss_code(number: AuthorityNumber) -> &'static str {
    let current = authorities().iter().map(|row| (row.number, &row.gss_code));
    let former = former_authorities()
        .iter()
        .map(|row| (row.number, &row.gss_code));
    let mut all = current.chain(former);
    all.find(|row| row.0 == number).expect("an authority").1
}

fn authority_cells(numbers: &[AuthorityNumber]) -> String {
    let (code, label) = region(numbers[0]);
    let joined = |of: &dyn Fn(AuthorityNumber) -> String| {
        let each: Vec<_> = numbers.iter().map(|number| of(*number)).collect();
        each.join(" / ")
    };
    let name = |number| {
        format!(
            "\"{}\"",
            area_name(Area::Authority(number)).expect("a name")
        )
    };
    let name = joined(&name).replace("\" / \"", " / ");
    let (old, new) = (
        joined(&|it| it.to_string()),
        joined(&|it| gss_code(it).to_owned()),
    );
    format!("Local authority,E92000001,England,{code},{label},{old},{new},{name}")
}

fn area_cells(area: Area) -> String {
    let regional =
        |code: &str, label: &str| format!("Regional,E92000001,England,{code},{label},,,");
    match area {
        Area::England => "National,E92000001,England,,,,,".to_owned(),
        Area::Region(region) => regional(Region::gss_code(region), region.label()),
        Area::LondonPart(part) => regional(LondonPart::gss_code(part), part.label()),
        Area::Authority(number) => authority_cells(&[number]),
        Area::Joint(first, second) => authority_cells(&[first, second]),
    }
}

fn line(row: &IndicatorRow) -> String {
    let values = Measure::ALL.iter().map(|measure| {
        let value = row.value(*measure).expect("a value");
        value.to_string()
    });
    let values: Vec<_> = values.collect();
    let (year, area) = (row.year, area_cells(row.area));
    format!("{year},Reporting year,{area},{}", values.join(","))
}

#[test]
fn the_whole_release_of_2025_reads_back_from_the_layout_of_the_department() {
    let shipped = Releases::shipped().newest().expect("a release");
    let measures: Vec<_> = Measure::ALL
        .iter()
        .map(|it| it.published_column())
        .collect();
    let mut lines = vec![format!("{KEYS},{}", measures.join(","))];
    // The department has the last year first.
    lines.extend(shipped.rows().iter().rev().map(line));
    let release = read_release(lines.join("\n").as_bytes()).expect("no problem");
    assert_eq!(release.rows().len(), 1463);
    assert_eq!(release.source(), shipped.source());
    assert!(release.says_the_same(shipped));
    assert_eq!(
        Releases::shipped()
            .like(&release)
            .map(|it| it.key())
            .as_deref(),
        Some("2025")
    );
}
