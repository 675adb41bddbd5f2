//! Numbers of Social Work England’s register.

use std::borrow::Cow;

/// A number as the register has it, by which a person is known again: in
/// capitals, without space around it or the `$` that schemas which councils
/// share have put behind it.
pub fn as_registered(number: &str) -> Cow<'_, str> {
    let number = number.trim().trim_end_matches('$').trim_end();
    if number.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(number.to_ascii_uppercase())
    } else {
        Cow::Borrowed(number)
    }
}

#[cfg(test)]
mod tests {
    use super::as_registered;

    #[test]
    fn case_space_and_a_dollar_make_no_other_number() {
        for written in ["SW123", "sw123", " Sw123 ", "SW123$", "sw123 $"] {
            assert_eq!(as_registered(written), "SW123", "{written}");
        }
        assert_eq!(as_registered("$"), "");
    }
}
