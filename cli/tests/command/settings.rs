//! Where credentials, region and endpoint come from; what is refused, and how.

use std::fs;

use super::run::{SECRET, folder, presign, signing};

const GET: [&str; 4] = ["get", "s3://photos/cat.jpg", "-e", "15m"];

fn get(more: &[&'static str]) -> Vec<&'static str> {
    [&GET, more].concat()
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap()
}

#[test]
fn a_server_that_only_this_network_knows_is_said_to_be_one() {
    for url in [
        "http://127.0.0.1:3900",
        "http://localhost:9000",
        "http://minio:9000",
        "http://172.26.0.5:9000",
        "http://host.docker.internal:9000",
        "http://minio.storage.svc.cluster.local:9000",
        "https://[::1]:9000",
        "https://nas.lan",
    ] {
        let (_, host) = url.split_once("://").unwrap();
        for ran in
            [signing(&get(&["--endpoint", url])), signing(&GET).env("AWS_ENDPOINT_URL_S3", url)]
        {
            let ran = ran.run();
            assert_eq!(
                ran.local_note,
                format!(
                    "presign: note: only this machine or its network knows the host {host}, and the link leads nowhere \
                     for others: sign for the public one, with --endpoint, or with --public-url \
                     behind a proxy that replaces the host\n"
                )
            );
            assert_eq!((ran.status, &*ran.stderr), (0, ""));
        }
    }
    let public = [
        "--endpoint",
        "http://minio:9000",
        "--path-style",
        "--public-url",
        "https://files.example.com",
    ];
    let ran = signing(&get(&public)).run();
    assert!(ran.stdout.starts_with("https://files.example.com/photos/cat.jpg?"), "{ran:?}");
    assert_eq!((ran.status, &*ran.local_note), (0, ""));
    for url in ["https://s3.example.com", "https://acc.r2.cloudflarestorage.com", "http://8.8.8.8"]
    {
        assert_eq!(signing(&get(&["--endpoint", url])).run().local_note, "");
    }
    assert_eq!(signing(&GET).run().local_note, "");
}

#[test]
fn an_endpoint_with_the_bucket_is_refused_or_said_to_be_its_address() {
    for url in
        ["https://photos.s3.eu-west-1.amazonaws.com", "https://acc.r2.cloudflarestorage.com/photos"]
    {
        for arguments in [&["--endpoint", url][..], &["--endpoint", url, "--path-style"]] {
            let (_, text) = signing(&get(arguments)).refusal();
            assert!(text.contains("names a bucket already"), "{text}");
        }
        let (_, text) = signing(&GET).env("AWS_ENDPOINT_URL_S3", url).refusal();
        assert!(text.contains("--addressing-style host-is-bucket"), "{text}");
        let link =
            signing(&get(&["--endpoint", url, "--host-is-bucket", "--region", "eu-west-1"])).ok();
        assert!(link.starts_with(&format!("{url}/cat.jpg?")), "{link}");
    }
    let both = signing(&get(&["--path-style", "--host-is-bucket"])).run();
    assert!(both.status == 2 && both.stderr.contains("cannot be used with"), "{both:?}");
}

#[test]
fn a_profile_has_credentials_region_and_endpoint_and_arguments_win() {
    let home = folder("home");
    fs::create_dir(home.join(".aws")).unwrap();
    let keys = format!("aws_access_key_id = AKIDPROFILE\naws_secret_access_key = {SECRET}\n");
    fs::write(home.join(".aws/credentials"), format!("[work]\n{keys}[bare]\n{keys}")).unwrap();
    let config = "[profile work]\nregion = eu-west-1\nendpoint_url = http://minio:9000\n\
                  s3 =\n  addressing_style = path\n\
                  [profile role]\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = work\n";
    fs::write(home.join(".aws/config"), config).unwrap();
    let home = home.to_str().unwrap();
    let run = |more: &[&'static str]| presign(&get(more)).env("HOME", home);

    let url = run(&["--profile", "work"]).ok();
    assert!(url.starts_with("http://minio:9000/photos/cat.jpg?"), "{url}");
    assert!(
        url.contains("X-Amz-Credential=AKIDPROFILE%2F") && url.contains("%2Feu-west-1%2F"),
        "{url}"
    );
    assert_eq!(run(&[]).env("AWS_PROFILE", "work").ok().split('?').next(), url.split('?').next());
    let other =
        run(&["--profile", "work", "--region", "eu-west-2", "--endpoint", "http://other"]).ok();
    assert!(other.starts_with("http://other/photos/cat.jpg?") && other.contains("%2Feu-west-2%2F"));
    let of_variables = run(&["--profile", "work"])
        .env("AWS_REGION", "eu-west-3")
        .env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(host(&of_variables.ok()), "s3.eu-west-3.amazonaws.com");
    let bare = run(&["--profile", "bare", "--region", "eu-west-1"]).ok();
    assert_eq!(host(&bare), "photos.s3.eu-west-1.amazonaws.com");

    // The credentials of the environment come first, and take the region of a profile.
    let mixed = signing(&GET).env("HOME", home).env("AWS_REGION", " ").env("AWS_PROFILE", "work");
    let mixed = mixed.ok();
    assert!(
        mixed.contains("AKIAIOSFODNN7EXAMPLE%2F") && mixed.contains("%2Feu-west-1%2F"),
        "{mixed}"
    );

    let (status, text) = run(&["--profile", "role"]).refusal();
    assert!(
        status == 1 && text.contains("aws configure export-credentials --profile role"),
        "{text}"
    );
    assert!(
        text.contains("with AWS CLI 2") && text.ends_with("--profile role --credentials -`"),
        "{text}"
    );
    let (_, text) = run(&["--profile", "bare"]).refusal();
    assert!(text.starts_with("profile \"bare\" has no region: give it with --region"), "{text}");
    let (_, text) = run(&["--profile", "nobody"]).refusal();
    assert!(text.starts_with("there is no profile \"nobody\""), "{text}");
}

#[test]
fn an_argument_stands_in_for_a_variable() {
    let run = |more: &[&'static str]| {
        signing(&get(more)).env("AWS_ENDPOINT_URL_S3", "http://minio.example:9000")
    };
    assert_eq!(host(&run(&[]).ok()), "minio.example:9000");
    let virtual_host = run(&["--addressing-style", "virtual"]);
    assert_eq!(host(&virtual_host.ok()), "photos.minio.example:9000");
    let by_variable = run(&[]).env("AWS_S3_ADDRESSING_STYLE", "virtual");
    assert_eq!(host(&by_variable.ok()), "photos.minio.example:9000");
    let argument_wins = run(&["--path-style"]).env("AWS_S3_ADDRESSING_STYLE", "virtual");
    assert_eq!(host(&argument_wins.ok()), "minio.example:9000");
    let public = run(&[]).env("AWS_S3_PUBLIC_URL", "https://files.example.com").ok();
    assert!(public.starts_with("https://files.example.com/photos/cat.jpg?"), "{public}");
    assert_eq!(host(&run(&["--endpoint", "https://other.example"]).ok()), "other.example");
    let ignored = || run(&[]).env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(host(&ignored().ok()), "photos.s3.us-east-1.amazonaws.com");
    let insists = run(&["--endpoint", "https://other.example"])
        .env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(host(&insists.ok()), "other.example");
    assert!(run(&["--region", "eu-west-1"]).ok().contains("%2Feu-west-1%2F"));
}

#[test]
fn what_is_missing_is_named_with_the_way_to_give_it() {
    let (status, text) = presign(&GET).refusal();
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "the environment has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that \
         has them with --profile"
    );
    let (_, text) = signing(&GET).env("AWS_REGION", "").refusal();
    assert!(text.starts_with("the environment has no region: give it with --region"), "{text}");
    let (_, text) = presign(&GET).env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").refusal();
    assert!(text.contains("AWS_SECRET_ACCESS_KEY: set it too"), "{text}");
}

#[test]
fn a_lifetime_that_cannot_be_kept_is_refused_or_shortened() {
    let week = ["get", "s3://photos/cat.jpg", "-e", "8d", "--at", "2026-11-21T12:00:00Z"];
    let (status, text) = signing(&week).refusal();
    assert!(status == 1 && text.contains("no more than 7 days is possible"), "{text}");
    let clamped = signing(&[&week[..], &["--clamp"]].concat()).run();
    assert_eq!(
        clamped.stderr,
        "presign: note: it works until 2026-11-28T12:00:00Z: the protocol of S3 allows no longer lifetime\n"
    );
    assert!(clamped.stdout.contains("X-Amz-Expires=604800&"));
    // What another server takes is for the caller to know.
    let more = [&week[..], &["--protocol-max", "30d"]].concat();
    let elsewhere = [&more[..], &["--endpoint", "https://s3.example.com"]].concat();
    assert!(signing(&elsewhere).ok().contains("X-Amz-Expires=691200&"));
    assert!(signing(&more).refusal().1.contains("no more than 7 days"));
    let (_, text) = signing(&["get", "s3://photos/k", "-e", "0"]).refusal();
    assert!(text.contains("ask for 1 second or more"), "{text}");
}

#[test]
fn inputs_that_break_a_rule_are_refused_with_1_and_arguments_that_make_no_sense_with_2() {
    for refused in [
        &["get", "s3://photos/../k", "-e", "15m"][..],
        &["get", "s3://photos/", "-e", "15m"],
        &["get", "s3://no_bucket!/k", "-e", "15m"],
        &["get", "s3://photos/k", "-e", "15m", "--query", "X-Amz-Expires=1"],
        &["get", "s3://photos/k", "-e", "15m", "-H", "host: evil.example"],
        &["put", "s3://photos/k", "-e", "15m", "-H", "x-amz-meta-a: b\r\nx-evil: 1"],
        &["post", "s3://photos/k", "-e", "15m", "--field", "policy=x"],
        &["get", "s3://photos/k", "-e", "15m", "--endpoint", "ftp://h"],
    ] {
        assert_eq!(signing(refused).refusal().0, 1, "{refused:?}");
    }
    for senseless in [
        &[][..],
        &["get"],
        &["frobnicate"],
        &["get", "photos/k", "-e", "15m"],
        &["get", "s3://photos", "-e", "15m"],
        &["get", "s3://photos/k", "-e", "soon"],
        &["get", "s3://photos/k", "-e", "15m", "--at", "noon"],
        &["get", "s3://photos/k", "-e", "15m", "-H", "no colon"],
        &["get", "s3://photos/k", "-e", "15m", "-o", "xml"],
        &["put", "s3://photos/k", "-e", "15m", "--content-length", "5 apples"],
        &["get", "s3://photos/k", "-e", "15m", "--file", "f"],
        &["put", "s3://photos/k", "-e", "15m", "--file", "f", "-o", "fetch"],
        &["delete", "s3://photos/k", "-e", "15m", "--file", "f", "-o", "curl"],
        &["get", "s3://photos/k", "-e", "15m", "--secret-access-key", "x"],
        &["multipart", "s3://photos/k", "-e", "15m"],
        &["iam", "deny", "--bucket", "photos"],
    ] {
        let ran = signing(senseless).run();
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{senseless:?}");
    }
}

#[test]
fn an_argument_that_is_a_secret_is_refused_and_not_repeated() {
    let another = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/+Ab";
    let key = "x-amz-server-side-encryption-customer-key: bTRya20cmttNHJrbTRya200cmtt";
    let with_equals = format!("--header=x-a:{SECRET}");
    for arguments in [
        &["get", SECRET][..],
        &["get", "s3://photos/k", "-e", "15m", &with_equals],
        &["get", another],
        &["get", "s3://photos/k", "-e", "15m", "--profile", another],
        &["get", "s3://photos/k", "-e", "15m", "--header", key],
    ] {
        let ran = signing(arguments).run();
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.stderr.contains(another) && !ran.stderr.contains("bTRya20"), "{ran:?}");
    }
    // A link of one's own may be given, token and all.
    let token = "AlphanumericToken";
    let link = format!("https://h/k?X-Amz-Security-Token={token}");
    let ran = presign(&["inspect", &link]).env("AWS_SESSION_TOKEN", token).run();
    assert!(ran.status == 1 && !ran.stdout.is_empty(), "{ran:?}");
    let ran = presign(&["get", token]).env("AWS_SESSION_TOKEN", token).run();
    assert!(ran.status == 2 && !ran.stderr.contains(token), "{ran:?}");
    // A key that is a checksum is none.
    signing(&["get", "s3://photos/da39a3ee5e6b4b0d3255bfef95601890afd80709", "-e", "15m"]).ok();
}

#[test]
fn an_argument_that_is_empty_is_not_one_that_is_missing() {
    for option in ["--endpoint", "--region", "--profile"] {
        for value in ["", " "] {
            let run = signing(&[&GET[..], &[option, value]].concat());
            let ran = run.env("AWS_DEFAULT_REGION", "us-west-2").run();
            assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran:?}");
            assert!(ran.stderr.contains(option), "{ran:?}");
            assert!(
                ran.stderr.contains("it is empty: give it a value, or leave it out"),
                "{ran:?}"
            );
        }
    }
}

#[test]
fn a_link_may_end_after_the_last_year_that_has_a_name() {
    let end = "an instant outside the years 1970 to 9999";
    let at = ["--at", "9999-12-31T23:59:59Z"];
    let json = signing(&[&GET[..], &at, &["-o", "json"]].concat()).json();
    assert_eq!((&json["signed_at"], &json["expires_at"]), (&at[1].into(), &end.into()));
    let link = signing(&[&GET[..], &at].concat()).ok();
    let verified = signing(&[&["verify"], &at[..]].concat()).stdin(link).ok();
    assert!(verified.starts_with(&format!("good until {end}: ")), "{verified}");
}
