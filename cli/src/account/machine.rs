//! [`Machine`]: the variables and files around the program.

use s3_presigner::{Error, Profile, SourceError};

/// Variables, or the arguments that stand in for them, and the files of profiles.
#[derive(Clone, Copy)]
pub struct Machine<'m> {
    /// A variable by its name.
    pub lookup: &'m dyn Fn(&str) -> Option<String>,
    /// A profile by its name, or the one that counts.
    pub load: &'m dyn Fn(Option<&str>) -> Result<Profile, Error>,
}

impl<'m> Machine<'m> {
    /// This one.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a variable of AWS's that is no text: taken for one that is not set, it would change
    /// what is signed.
    pub fn here(lookup: &'m dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        for (name, value) in std::env::vars_os() {
            let name = name.to_string_lossy();
            // A path need not be text.
            if name.starts_with("AWS_") && !name.ends_with("_FILE") && value.to_str().is_none() {
                let (value, rule) = ("(not shown)".to_owned(), "text in UTF-8; set it anew");
                return Err(SourceError::Setting { name: name.into_owned(), value, rule }.into());
            }
        }
        Ok(Self { lookup, load: &|name| Profile::load(name) })
    }

    /// A variable; blank counts as unset.
    pub fn variable(&self, name: &str) -> Option<String> {
        (self.lookup)(name).filter(|value| !value.trim().is_empty())
    }

    /// Whether the environment has credentials, or a part of them.
    pub fn has_keys(&self) -> bool {
        let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
        keys.into_iter().any(|name| self.variable(name).is_some())
    }
}

/// A variable of the environment; blank counts as unset.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
