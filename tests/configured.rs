//! Presigners from profiles and from the environment; which of two settings wins.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use s3_presigner::{AddressingStyle, CredentialKind, Credentials, Endpoint, Presigner, Profile};

#[test]
fn a_profile_makes_a_presigner() {
    let keys = "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";
    let presigner = |config: &str| {
        Presigner::from_profile(
            Profile::parse("a", keys, &format!("[profile a]\n{config}")).unwrap(),
        )
    };
    let local = presigner(
        "region = us-east-1\nendpoint_url = http://localhost:9000\ns3 =\n  addressing_style = path\n",
    )
    .unwrap();
    let expected =
        Endpoint::custom("http://localhost:9000").unwrap().with_style(AddressingStyle::Path);
    assert_eq!(*local.endpoint(), expected);
    let aws = presigner(
        "region = us-east-1\nuse_fips_endpoint = TRUE\ns3_use_arn_region = false\n\
         s3_disable_multiregion_access_points = true\ns3 =\n  use_dualstack_endpoint = true\n",
    );
    let expected = Endpoint::aws()
        .with_fips(true)
        .with_dual_stack(true)
        .with_arn_region(false)
        .with_multi_region_access_points(false);
    assert_eq!(*aws.unwrap().endpoint(), expected);
    let ignoring = presigner(
        "region = us-east-1\nendpoint_url = http://h\nignore_configured_endpoint_urls = true\ns3 =\n  \
         use_accelerate_endpoint = true\n  addressing_style = virtual\n",
    );
    let expected = Endpoint::aws().with_accelerate(true).with_style(AddressingStyle::VirtualHosted);
    assert_eq!(*ignoring.unwrap().endpoint(), expected);
    let behind = presigner(
        "region = us-east-1\nendpoint_url = http://minio:9000\ns3 =\n  addressing_style = host_is_bucket\n  \
         public_url = https://files.example.com\n",
    );
    let expected = Endpoint::custom("http://minio:9000")
        .and_then(|endpoint| endpoint.with_public_url("https://files.example.com"))
        .unwrap()
        .with_style(AddressingStyle::HostIsBucket);
    assert_eq!(*behind.unwrap().endpoint(), expected);
    for (config, text) in [
        ("", "profile \"a\" has no region: set it, for example to eu-west-1"),
        (
            "region = us-east-1\ns3 =\n  addressing_style = pth\n",
            "addressing_style is \"pth\", which is not valid: auto, virtual, path or host_is_bucket",
        ),
        (
            "region = us-east-1\nuse_fips_endpoint = yes\n",
            "use_fips_endpoint is \"yes\", which is not valid: true or false",
        ),
        (
            "region = us-east-1\nservices = x\n",
            "services is \"x\", which is not valid: the config file has no such [services …] section",
        ),
    ] {
        assert_eq!(presigner(config).unwrap_err().to_string(), text);
    }
}

#[test]
fn an_endpoint_may_have_an_equals_sign_but_not_another_setting() {
    let keys =
        "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\nregion = eu-west-1\n";
    let of_profile = |url: &str| {
        let text = format!("{keys}endpoint_url = {url}\n");
        Presigner::from_profile(Profile::parse("a", &text, "").unwrap())
    };
    let of_variable = |variable: &str, url: &str| {
        Presigner::from_lookup(|name| match name {
            "AWS_ACCESS_KEY_ID" => Some("AKIDEXAMPLE".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some("s".to_owned()),
            "AWS_REGION" => Some("eu-west-1".to_owned()),
            _ => (name == variable).then(|| url.to_owned()),
        })
    };
    let tenant = "https://gw.example.com/tenant=acme";
    let expected = Endpoint::custom(tenant).unwrap();
    assert_eq!(*of_profile(tenant).unwrap().endpoint(), expected);
    for variable in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"] {
        assert_eq!(*of_variable(variable, tenant).unwrap().endpoint(), expected);
        // No line end is lost in a variable.
        let region = of_variable(variable, "https://gw.example.com/region=x").unwrap();
        assert_eq!(
            *region.endpoint(),
            Endpoint::custom("https://gw.example.com/region=x").unwrap()
        );
    }
    for url in ["http://h/xaws_session_token=m4rk", "http://hAWS_SECRET_ACCESS_KEY = m4rk"] {
        assert_eq!(
            of_profile(url).unwrap_err().to_string(),
            "endpoint URL is not valid: it holds the name of another setting and an equals sign; look for \
             a line end that was lost"
        );
    }
}

#[test]
fn a_setting_can_be_given_in_place_of_the_files() {
    let keys = "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";
    let config = "[profile a]\nservices = b\nregion = eu-west-1\n[services b]\ns3 =\n  endpoint_url = http://b\n";
    let profile = Profile::parse("a", keys, config).unwrap();
    assert_eq!(profile.endpoint_url().unwrap(), Some("http://b"));
    let profile = profile.with_setting("region", "eu-west-2");
    assert_eq!(profile.endpoint_url().unwrap(), Some("http://b"), "only the region is new");
    let presigner = Presigner::from_profile(&profile).unwrap();
    assert_eq!(*presigner.endpoint(), Endpoint::custom("http://b").unwrap());
    let profile = profile.with_setting("endpoint_url", "http://c");
    assert_eq!(profile.endpoint_url().unwrap(), Some("http://c"));
    let presigner = Presigner::from_profile(&profile).unwrap();
    assert_eq!(presigner.region().as_str(), "eu-west-2");
    let profile = profile.with_setting("aws_access_key_id", "AKIDOTHER");
    assert_eq!(profile.credentials().unwrap().access_key_id().as_str(), "AKIDEXAMPLE");
}

#[test]
fn a_setting_of_the_s3_block_can_be_given_too_in_any_case() {
    let keys =
        "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\nregion = eu-west-1\n";
    let config =
        "[profile a]\nS3 =\n  Addressing_Style = virtual\n  use_dualstack_endpoint = true\n";
    let profile = Profile::parse("a", keys, config).unwrap();
    assert_eq!(profile.s3_setting("Addressing_Style"), Some("virtual"));
    for key in ["addressing_style", "Addressing_Style"] {
        let profile = profile.clone().with_setting(key, "path").with_setting("Region", "eu-west-2");
        assert_eq!((profile.setting(key), profile.s3_setting(key)), (Some("path"), None));
        let presigner = Presigner::from_profile(&profile).unwrap();
        assert_eq!(presigner.region().as_str(), "eu-west-2");
        // The rest of the block stands.
        let expected = Endpoint::aws().with_style(AddressingStyle::Path).with_dual_stack(true);
        assert_eq!(*presigner.endpoint(), expected);
    }
    let url = profile.with_setting("ENDPOINT_URL", "http://c");
    assert_eq!(url.endpoint_url().unwrap(), Some("http://c"));
    for key in ["aws_secret_access_key", "AWS_Secret_Access_Key"] {
        assert_eq!(url.setting(key), None);
    }
}

#[test]
fn the_environment_makes_a_presigner() {
    let presigner = |variables: &[(&str, &str)]| {
        Presigner::from_lookup(|name| match name {
            "AWS_ACCESS_KEY_ID" => Some("AKIDEXAMPLE".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some("s".to_owned()),
            _ => variables
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| (*value).to_owned()),
        })
    };
    let default = presigner(&[("AWS_REGION", " "), ("AWS_DEFAULT_REGION", "eu-west-1")]).unwrap();
    assert_eq!((default.region().as_str(), default.endpoint()), ("eu-west-1", &Endpoint::aws()));
    let region = ("AWS_REGION", "us-east-1");
    let general = ("AWS_ENDPOINT_URL", "http://general");
    let specific = ("AWS_ENDPOINT_URL_S3", "http://specific");
    let endpoint = |variables: &[(&str, &str)]| presigner(variables).unwrap().endpoint().clone();
    assert_eq!(endpoint(&[region, general]), Endpoint::custom("http://general").unwrap());
    assert_eq!(
        endpoint(&[region, general, specific]),
        Endpoint::custom("http://specific").unwrap()
    );
    let ignore = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(endpoint(&[region, specific, ignore]), Endpoint::aws());
    let flags = [
        region,
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
        ("AWS_USE_FIPS_ENDPOINT", "True"),
        ("AWS_S3_USE_ARN_REGION", "false"),
        ("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "true"),
    ];
    let expected = Endpoint::aws()
        .with_dual_stack(true)
        .with_fips(true)
        .with_arn_region(false)
        .with_multi_region_access_points(false);
    assert_eq!(endpoint(&flags), expected);
    assert_eq!(
        presigner(&[]).unwrap_err().to_string(),
        "the environment has no region: set it, for example to eu-west-1"
    );
    assert_eq!(
        presigner(&[region, ("AWS_USE_FIPS_ENDPOINT", "1")]).unwrap_err().to_string(),
        "AWS_USE_FIPS_ENDPOINT is \"1\", which is not valid: true or false"
    );
}

#[test]
fn the_first_of_two_variables_wins_unless_it_is_blank() {
    let presigner = |variables: &[(&str, &str)]| {
        Presigner::from_lookup(|name| match name {
            "AWS_ACCESS_KEY_ID" => Some("ASIAEXAMPLE".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some("s".to_owned()),
            "AWS_SESSION_TOKEN" => Some("t".to_owned()),
            _ => variables
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| (*value).to_owned()),
        })
        .unwrap()
    };
    let [first, second] = [("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "us-east-1")];
    let url = ("AWS_ENDPOINT_URL", "http://general");
    assert_eq!(presigner(&[first, second, url]).region().as_str(), "eu-west-1");
    let blank = presigner(&[("AWS_REGION", "\t"), second, ("AWS_ENDPOINT_URL_S3", " "), url]);
    assert_eq!(blank.region().as_str(), "us-east-1");
    assert_eq!(*blank.endpoint(), Endpoint::custom("http://general").unwrap());
    // A function has a name.
    for (name, kind) in
        [("f", CredentialKind::LambdaRole), ("", CredentialKind::Sts), (" ", CredentialKind::Sts)]
    {
        let credentials = Credentials::from_lookup(|variable| match variable {
            "AWS_ACCESS_KEY_ID" => Some("ASIAEXAMPLE".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some("s".to_owned()),
            "AWS_SESSION_TOKEN" => Some("t".to_owned()),
            "AWS_LAMBDA_FUNCTION_NAME" => Some(name.to_owned()),
            _ => None,
        });
        assert_eq!(credentials.unwrap().kind(), kind, "{name:?}");
    }
}

#[test]
fn the_s3_block_wins_over_what_stands_beside_it() {
    let keys = "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";
    let endpoint = |style: &str| {
        let config = format!(
            "[profile a]\nregion = us-east-1\nuse_dualstack_endpoint = true\naddressing_style = {style}\n\
             s3 =\n  use_dualstack_endpoint = false\n  addressing_style = path\n"
        );
        Presigner::from_profile(Profile::parse("a", keys, &config).unwrap())
            .unwrap()
            .endpoint()
            .clone()
    };
    let in_block = Endpoint::aws().with_dual_stack(false).with_style(AddressingStyle::Path);
    assert_eq!(endpoint("virtual"), in_block);
    assert_eq!(endpoint("nonsense"), in_block);
}

/// Set in the process that a test starts of itself.
const CHILD: &str = "S3_PRESIGNER_TEST_CHILD";

/// What [`the_variables_of_a_child`] prints with these variables.
#[cfg(unix)]
fn child(variables: &[(&str, &[u8])]) -> String {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["the_variables_of_a_child", "--exact", "--nocapture"]).env(CHILD, "1");
    for variable in ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"] {
        child.env(variable, "/nowhere");
    }
    let keys: [(&str, &[u8]); 3] = [
        ("AWS_ACCESS_KEY_ID", b"AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", b"s"),
        ("AWS_REGION", b"us-east-1"),
    ];
    for (name, value) in keys.iter().chain(variables) {
        child.env(name, OsStr::from_bytes(value));
    }
    let output = child.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_variables_of_a_child() {
    if std::env::var_os(CHILD).is_some() {
        let text =
            |outcome: Result<(), s3_presigner::Error>| outcome.err().map(|error| error.to_string());
        println!("credentials: {:?}", text(Credentials::from_env().map(|_| ())));
        println!("presigner: {:?}", text(Presigner::from_env().map(|_| ())));
        println!("profile: {:?}", text(Profile::load(None).map(|_| ())));
        println!("given: {:?}", text(Profile::load(Some("work")).map(|_| ())));
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_not_taken_for_one_that_is_unset() {
    let rule = "is (not shown), which is not valid: text in UTF-8; set it anew";
    for name in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",
    ] {
        let said = child(&[(name, b"m4rk\xff")]);
        for what in ["credentials", "presigner"] {
            assert!(said.contains(&format!("{what}: Some(\"{name} {rule}\")")), "{said}");
        }
        assert!(!said.contains("m4rk"), "{said}");
    }
    for name in ["AWS_REGION", "AWS_ENDPOINT_URL_S3", "AWS_USE_FIPS_ENDPOINT"] {
        let said = child(&[(name, b"m4rk\xff")]);
        assert!(said.contains("credentials: None"), "{said}");
        assert!(said.contains(&format!("presigner: Some(\"{name} {rule}\")")), "{said}");
    }
    let said = child(&[("AWS_PROFILE", b"m4rk\xff")]);
    assert!(said.contains(&format!("profile: Some(\"AWS_PROFILE {rule}\")")), "{said}");
    let blank = child(&[("AWS_PROFILE", b" ")]);
    assert!(blank.contains("profile: Some(\"there is no profile \\\"default\\\""), "{blank}");
    assert!(said.contains("given: Some(\"there is no profile \\\"work\\\""), "{said}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_folder_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let name = format!("s3-presigner-configured-{}", std::process::id());
    let mut folder = std::env::temp_dir().join(name).into_os_string();
    folder.push(OsStr::from_bytes(b"\xff"));
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::path::Path::new(&folder).join("config");
    std::fs::write(&file, "[default]\nregion = x\n").unwrap();
    for name in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        let said = child(&[(name, file.as_os_str().as_bytes())]);
        assert!(said.contains("profile: None"), "{said}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
