use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use super::*;

fn shape<B: Bounds>(shape: Shape) -> Uncertain<B> {
    Uncertain::new(shape).expect("a possible distribution")
}

fn draws<B: Bounds>(value: &Uncertain<B>, count: usize) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    (0..count).map(|_| value.draw(&mut random)).collect()
}

/// Fails unless draws lie within the ends and their mean within four standard
/// errors of the expected one.
fn check<B: Bounds>(value: Shape, (low, high): (f64, f64), mean: f64, sd: f64) {
    let value = shape::<B>(value);
    assert!((value.mean() - mean).abs() < 1e-12, "{}", value.mean());
    let drawn = draws(&value, 20_000);
    assert!(drawn.iter().all(|drawn| (low..=high).contains(drawn)));
    let count = drawn.len() as f64;
    let found = drawn.iter().sum::<f64>() / count;
    let error = sd / count.sqrt();
    assert!((found - mean).abs() <= 4.0 * error, "{found} for {mean}");
    let variance = drawn.iter().map(|it| (it - found).powi(2)).sum::<f64>() / (count - 1.0);
    assert!(
        (variance.sqrt() - sd).abs() <= 0.05 * sd,
        "{}",
        variance.sqrt()
    );
}

/// The mean of 4 and 10 is 7; the standard deviation is 6 ÷ √12 = 1.7320508.
#[test]
fn a_range_is_drawn_evenly() {
    let range = Shape::Range {
        low: 4.0,
        high: 10.0,
    };
    check::<Amount>(range, (4.0, 10.0), 7.0, 1.732_050_8);
}

/// (2 + 3 + 7) ÷ 3 = 4. The variance is (4 + 9 + 49 - 6 - 14 - 21) ÷ 18 = 7 ÷ 6.
#[test]
fn a_triangle_has_the_mean_of_its_corners() {
    let triangle = Shape::Likely {
        low: 2.0,
        likely: 3.0,
        high: 7.0,
    };
    check::<Amount>(triangle, (2.0, 7.0), 4.0, (7.0_f64 / 6.0).sqrt());
}

#[test]
fn a_spread_has_the_mean_and_standard_deviation_that_are_given() {
    let share = Shape::Spread {
        mean: 0.12,
        sd: 0.03,
    };
    check::<Share>(share, (0.0, 1.0), 0.12, 0.03);
    let amount = Shape::Spread { mean: 5.0, sd: 2.0 };
    check::<Amount>(amount, (0.0, f64::INFINITY), 5.0, 2.0);
    let change = Shape::Spread {
        mean: -1.0,
        sd: 3.0,
    };
    check::<Change>(change, (f64::NEG_INFINITY, f64::INFINITY), -1.0, 3.0);
}

/// From 2 over 3 to 7 the rising side holds (3 - 2) ÷ 5 = 0.2 of the area. At a
/// chance of 0.05: 2 + √(0.05 × 5 × 1) = 2.5. At 0.2: 3. At 0.8: 7 - √(0.2 × 5 × 4) = 5.
#[test]
fn the_quantiles_of_a_triangle_are_those_by_hand() {
    for (chance, expected) in [(0.0, 2.0), (0.05, 2.5), (0.2, 3.0), (0.8, 5.0), (1.0, 7.0)] {
        let found = triangular(2.0, 3.0, 7.0, chance);
        assert!((found - expected).abs() < 1e-12, "{found}");
    }
    assert_eq!(triangular(3.0, 3.0, 3.0, 0.5), 3.0);
}

#[test]
fn every_shape_takes_one_number_from_the_generator() {
    let shapes = [
        Shape::Fixed(0.2),
        Shape::Range {
            low: 0.1,
            high: 0.3,
        },
        Shape::Likely {
            low: 0.1,
            likely: 0.2,
            high: 0.3,
        },
        Shape::Spread { mean: 0.2, sd: 0.1 },
        Shape::Spread { mean: 0.2, sd: 0.0 },
    ];
    for one in shapes {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        shape::<Share>(one).draw(&mut random);
        let mut other = ChaCha8Rng::seed_from_u64(3);
        other.next_u64();
        assert_eq!(random.next_u64(), other.next_u64(), "{one}");
    }
}

/// A share of mean 0.2 can't have a standard deviation of √(0.2 × 0.8) = 0.4.
#[test]
fn what_no_distribution_has_is_refused() {
    let refused = |shape| Uncertain::<Share>::new(shape).expect_err("impossible");
    let spread = |mean, sd| Shape::Spread { mean, sd };
    assert_eq!(
        refused(spread(0.2, 0.4)),
        ShapeError::Impossible { mean: 0.2, sd: 0.4 }
    );
    assert_eq!(
        refused(spread(0.2, -0.1)),
        ShapeError::Impossible {
            mean: 0.2,
            sd: -0.1
        }
    );
    assert!(Uncertain::<Share>::new(spread(0.2, 0.399)).is_ok());
    assert!(matches!(
        refused(spread(0.2, f64::NAN)),
        ShapeError::Impossible { .. }
    ));
    assert!(matches!(
        refused(Shape::Fixed(f64::NAN)),
        ShapeError::Outside { .. }
    ));
    assert!(matches!(
        refused(Shape::Fixed(1.01)),
        ShapeError::Outside { .. }
    ));
    let range = Shape::Range {
        low: 0.3,
        high: 0.1,
    };
    assert_eq!(
        refused(range),
        ShapeError::Disordered {
            low: 0.3,
            high: 0.1
        }
    );
    let triangle = Shape::Likely {
        low: 0.1,
        likely: 0.4,
        high: 0.3,
    };
    assert_eq!(
        refused(triangle),
        ShapeError::Disordered {
            low: 0.4,
            high: 0.3
        }
    );
    assert!(Uncertain::<Amount>::new(spread(0.0, 1.0)).is_err());
    assert!(Uncertain::<Change>::new(spread(0.0, 1.0)).is_ok());
}

/// The values of `r` as they are written and read again.
#[test]
fn a_value_is_written_as_a_number_or_with_its_source() {
    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Text {
        r: Uncertain<Share>,
    }
    for written in [
        "r = 0.12\n",
        "[r]\nvalue = 0.12\nsource = \"paper\"\nbecause = \"section 1.3\"\n",
        "[r]\nlow = 0.1\nhigh = 0.2\nsource = \"judgement\"\n",
        "[r]\nlow = 0.1\nlikely = 0.15\nhigh = 0.2\nsource = \"national\"\n",
        "[r]\nmean = 0.1\nsd = 0.02\nsource = \"records\"\n",
    ] {
        let read: Text = toml::from_str(written).expect("a value");
        assert_eq!(toml::to_string(&read).expect("a text"), written);
    }
}
