//! What can be imported: packages, and the extracts of other systems read
//! through a mapping profile.

use std::iter;

use holdfast_intake::profile::{Extract, Profile, apply};
use holdfast_intake::{AuthorityPackage, Package, Problem};

/// What can be imported: parts, each with the tables of one authority.
pub trait Source: Send {
    /// How many parts there are.
    fn parts(&self) -> usize;
    /// The number of each part's authority, in the order of the parts, where
    /// the part says it.
    fn codes(&mut self) -> Vec<Option<String>>;
    /// The parts, each read when it is asked for.
    fn authorities(&mut self) -> impl Iterator<Item = AuthorityPackage> + '_;
}

impl Source for Package {
    fn parts(&self) -> usize {
        self.len()
    }

    fn codes(&mut self) -> Vec<Option<String>> {
        Package::codes(self)
    }

    fn authorities(&mut self) -> impl Iterator<Item = AuthorityPackage> + '_ {
        Package::authorities(self)
    }
}

/// The extracts of another system, read through a mapping profile into the
/// tables of one authority.
#[derive(Debug)]
pub struct Mapped(Box<AuthorityPackage>);

impl Mapped {
    /// Reads extracts through a profile; `name` is what they are called
    /// together. A profile that cannot be read gives no rows and its problems.
    pub fn new(profile_name: &str, profile_text: &str, extracts: &[Extract], name: &str) -> Self {
        let package = match Profile::parse(profile_name, profile_text) {
            Ok(profile) => apply(&profile, extracts, name),
            Err(problems) => unread(problems, name),
        };
        Self(Box::new(package))
    }
}

fn unread(problems: Vec<Problem>, name: &str) -> AuthorityPackage {
    let mut package = AuthorityPackage {
        name: name.to_owned(),
        ..AuthorityPackage::default()
    };
    package.problems.extend(problems);
    package
}

impl Source for Mapped {
    fn parts(&self) -> usize {
        1
    }

    fn codes(&mut self) -> Vec<Option<String>> {
        vec![self.0.code().map(str::to_owned)]
    }

    fn authorities(&mut self) -> impl Iterator<Item = AuthorityPackage> + '_ {
        iter::once_with(|| (*self.0).clone())
    }
}
