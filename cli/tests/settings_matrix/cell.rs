//! [`Cell`]: what is given, and botocore's answer.

#![allow(clippy::format_push_string, reason = "a file of a few lines is put together once")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One way of giving everything.
#[derive(Debug)]
pub struct Cell {
    given: BTreeMap<String, String>,
    pub botocore: String,
}

impl Cell {
    pub fn new(columns: &[&str], line: &str) -> Self {
        let fields: Vec<_> = line.split('\t').collect();
        assert_eq!(fields.len(), columns.len(), "{line}");
        let both = columns
            .iter()
            .zip(fields)
            .map(|(column, field)| ((*column).to_owned(), field.to_owned()));
        let mut given: BTreeMap<_, _> = both.collect();
        let botocore = given.remove("answer").unwrap();
        Self { given, botocore }
    }

    fn is(&self, column: &str, values: &[&str]) -> bool {
        values.contains(&self.given[column].as_str())
    }

    pub fn has_profile_argument(&self) -> bool {
        self.is("profile", &["flag", "both"])
    }

    /// Whether an argument of the programs stands in for a variable.
    pub fn has_settings_argument(&self) -> bool {
        self.is("--region", &["flag"]) || self.is("--endpoint", &["flag"])
    }

    pub fn arguments(&self) -> Vec<&'static str> {
        let mut arguments = Vec::new();
        for (is_given, pair) in [
            (self.has_profile_argument(), ["--profile", "x"]),
            (self.is("--region", &["flag"]), ["--region", "us-east-2"]),
            (self.is("--endpoint", &["flag"]), ["--endpoint", "http://argument"]),
        ] {
            arguments.extend(pair.into_iter().filter(|_| is_given));
        }
        arguments
    }

    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let mut found = vec![("AWS_CONFIG_FILE", self.file().to_str().unwrap().to_owned())];
        found.push(("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials".to_owned()));
        for (is_given, name, value) in [
            (self.is("keys", &["env", "env-id"]), "AWS_ACCESS_KEY_ID", "AKIDENV"),
            (self.is("keys", &["env", "env-secret"]), "AWS_SECRET_ACCESS_KEY", "secret"),
            (self.is("profile", &["env"]), "AWS_PROFILE", "x"),
            (self.is("profile", &["both"]), "AWS_PROFILE", "y"),
            (self.is("ignore", &["env"]), "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ] {
            found.extend(is_given.then(|| (name, value.to_owned())));
        }
        for (name, value) in [
            ("AWS_REGION", "us-west-1"),
            ("AWS_DEFAULT_REGION", "us-west-2"),
            ("AWS_ENDPOINT_URL_S3", "http://variable-s3"),
            ("AWS_ENDPOINT_URL", "http://variable"),
        ] {
            match self.given[name].as_str() {
                "set" => found.push((name, value.to_owned())),
                "blank" => found.push((name, String::new())),
                _ => {}
            }
        }
        found
    }

    pub fn lookup(&self) -> impl Fn(&str) -> Option<String> {
        let variables = self.variables();
        move |name| {
            variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone())
        }
    }

    /// The config file, which many cells share.
    fn file(&self) -> PathBuf {
        let profile = if self.is("profile", &["none"]) { "default" } else { "x" };
        let parts = ["default", "x", "url", "default-url", "ignore"]
            .map(|column| self.given[column].as_str());
        let name = format!("{profile}-{}", parts.join("-").replace('+', "_"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings_matrix");
        let path = folder.join(name);
        if !path.exists() {
            fs::create_dir_all(&folder).unwrap();
            // Whole at once, as the tests run side by side.
            let part = folder.join(format!("{:?}", std::thread::current().id()));
            fs::write(&part, self.config(profile)).unwrap();
            fs::rename(part, &path).unwrap();
        }
        path
    }

    fn config(&self, used: &str) -> String {
        let mut text = String::new();
        for (name, region) in [("default", "eu-north-1"), ("x", "eu-south-1")] {
            if self.is(name, &["absent"]) {
                continue;
            }
            text += &section(name, region, &self.given[name]);
            let url = &self.given[if name == used { "url" } else { "default-url" }];
            if ["own", "both"].contains(&url.as_str()) {
                text += &format!("endpoint_url = http://{name}.own\n");
            }
            if ["services", "both"].contains(&url.as_str()) {
                text += &format!("services = of-{name}\n");
            }
            if name == used && self.is("ignore", &["profile"]) {
                text += "ignore_configured_endpoint_urls = true\n";
            }
        }
        text += &section("y", "eu-west-3", "keys+region");
        for name in ["default", "x"] {
            text +=
                &format!("[services of-{name}]\ns3 =\n  endpoint_url = http://{name}.services\n");
        }
        text
    }
}

/// A profile's lines by what it has: words joined by a plus sign.
fn section(name: &str, region: &str, what: &str) -> String {
    let id = name.to_uppercase();
    let mut lines =
        if name == "default" { "[default]\n".to_owned() } else { format!("[profile {name}]\n") };
    for part in what.split('+') {
        lines += &match part {
            "keys" => format!("aws_access_key_id = AKID{id}\naws_secret_access_key = secret\n"),
            "process" => format!(
                "credential_process = echo '{{\"Version\": 1, \"AccessKeyId\": \"AKID{id}PROCESS\", \
                 \"SecretAccessKey\": \"s\"}}'\n"
            ),
            "region" => format!("region = {region}\n"),
            _ => String::new(),
        };
    }
    lines
}
