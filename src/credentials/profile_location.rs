//! Where the files of profiles are.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::profile::Profile;
use super::variable::{unless_blank, variable};
use crate::error::{Error, SourceError};

impl Profile {
    /// Reads a profile from the files where they are: the name from `AWS_PROFILE` unless it is given,
    /// else `default`; the paths from `AWS_SHARED_CREDENTIALS_FILE` and `AWS_CONFIG_FILE`, else
    /// `~/.aws/credentials` and `~/.aws/config`. A file that does not exist counts as empty.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for a file that cannot be read and an `AWS_PROFILE` that is no text in UTF-8, and
    /// as for [`parse`](Self::parse).
    pub fn load(name: Option<&str>) -> Result<Self, Error> {
        let name = match name {
            Some(name) => Some(name.to_owned()),
            None => unless_blank(variable("AWS_PROFILE")?),
        };
        Self::load_from(name.as_deref(), |name| std::env::var_os(name))
    }

    /// [`load`](Self::load) with variables from anything that knows them by name.
    ///
    /// # Errors
    ///
    /// As for [`load`](Self::load).
    pub fn load_with(
        name: Option<&str>,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let name = name.map(str::to_owned).or_else(|| unless_blank(lookup("AWS_PROFILE")));
        Self::load_from(name.as_deref(), |name| lookup(name).map(OsString::from))
    }

    /// A path need not be text.
    fn load_from(
        name: Option<&str>,
        lookup: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let get = |name: &str| {
            let is_blank =
                |path: &OsString| path.to_str().is_some_and(|path| path.trim().is_empty());
            lookup(name).filter(|path| !is_blank(path)).map(PathBuf::from)
        };
        let home = get("HOME").or_else(|| get("USERPROFILE"));
        let read = |variable: &str, file: &str| {
            let path = get(variable).map(|path| expand_home(path, home.as_deref()));
            let standard = || home.as_ref().map(|home| home.join(".aws").join(file));
            path.or_else(standard).map_or(Ok(Zeroizing::default()), |path| read_if_there(&path))
        };
        let credentials = read("AWS_SHARED_CREDENTIALS_FILE", "credentials")?;
        let config = read("AWS_CONFIG_FILE", "config")?;
        Self::parse(name.unwrap_or("default"), &credentials, &config)
    }
}

impl From<&Profile> for Profile {
    fn from(profile: &Profile) -> Self {
        profile.clone()
    }
}

/// The profile of this name, as [`Profile::load`] reads it from AWS's files.
///
/// # Errors
///
/// As for [`Profile::load`].
impl TryFrom<&str> for Profile {
    type Error = Error;

    fn try_from(name: &str) -> Result<Self, Error> {
        Self::load(Some(name))
    }
}

fn expand_home(path: PathBuf, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path,
    }
}

fn read_if_there(path: &Path) -> Result<Zeroizing<String>, Error> {
    // Into a buffer that is wiped even where the file turns out to be no text.
    let mut text = Zeroizing::<String>::default();
    match File::open(path).and_then(|mut file| file.read_to_string(&mut text)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(text),
        outcome => outcome.map(|_| text).map_err(|error| {
            let (path, reason) = (path.display().to_string(), error.to_string());
            SourceError::File { path, reason }.into()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = "aws_access_key_id = AKIDHOME\naws_secret_access_key = s\n";

    /// A home with both files, the one for configuration in a place of its own.
    fn home(name: &str) -> PathBuf {
        let name = format!("s3-presigner-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(folder.join(".aws")).unwrap();
        let credentials = format!("[default]\n{KEYS}[work]\n{KEYS}");
        std::fs::write(folder.join(".aws/credentials"), credentials).unwrap();
        std::fs::write(folder.join("config"), "[profile work]\nregion = eu-west-1\n").unwrap();
        folder
    }

    /// The id of the default profile, with these variables.
    fn id_with(variables: &[(&str, &str)]) -> Result<String, Error> {
        let profile = Profile::load_with(None, |name| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })?;
        Ok(profile.credentials()?.access_key_id().to_string())
    }

    #[test]
    fn files_are_found_where_the_variables_say() {
        let folder = home("profiles");
        let load = |name: Option<&str>, profile: Option<&str>| {
            Profile::load_with(name, |variable| match variable {
                "HOME" => Some(folder.display().to_string()),
                "AWS_CONFIG_FILE" => Some("~/config".to_owned()),
                "AWS_SHARED_CREDENTIALS_FILE" => Some(" ".to_owned()),
                "AWS_PROFILE" => profile.map(str::to_owned),
                _ => None,
            })
        };
        assert_eq!(load(None, None).unwrap().name(), "default");
        assert_eq!(load(None, Some(" ")).unwrap().name(), "default");
        let work = load(None, Some("work")).unwrap();
        assert_eq!((work.name(), work.setting("region")), ("work", Some("eu-west-1")));
        assert_eq!(load(Some("default"), Some("work")).unwrap().name(), "default");
        assert_eq!(work.credentials().unwrap().access_key_id().as_str(), "AKIDHOME");
        assert!(matches!(load(Some("x"), None), Err(Error::Source(SourceError::NoProfile { .. }))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn where_there_is_no_home_windows_has_another() {
        let folder = home("homes");
        let there = folder.to_str().unwrap();
        let found = Ok("AKIDHOME".to_owned());
        assert_eq!(id_with(&[("USERPROFILE", there)]), found);
        assert_eq!(id_with(&[("HOME", " "), ("USERPROFILE", there)]), found);
        assert_eq!(id_with(&[("HOME", there), ("USERPROFILE", "/nowhere")]), found);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_absent_file_is_an_empty_one_and_a_folder_is_no_file() {
        let absent = id_with(&[("HOME", "/nowhere")]);
        assert!(matches!(absent, Err(Error::Source(SourceError::NoProfile { .. }))), "{absent:?}");
        let folder = std::env::temp_dir().display().to_string();
        let unreadable = id_with(&[("AWS_CONFIG_FILE", &folder)]);
        assert!(
            matches!(unreadable, Err(Error::Source(SourceError::File { .. }))),
            "{unreadable:?}"
        );
    }
}
