//! `docs/servers.md`, held against what is signed: where each service has the bucket.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use s3_presigner::{AddressingStyle, Endpoint, Region};

/// The table's rows: the endpoints of a service, and where its buckets stand unless told otherwise.
fn rows() -> Vec<(Vec<String>, &'static str)> {
    let table = include_str!("../docs/servers.md");
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains("https://"));
    rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let hosts = cells[1].split('`').skip(1).step_by(2);
        let hosts = hosts.filter(|host| host.contains('.')).map(|host| {
            host.replace("REGION", "eu-west-1")
                .replace("ACCOUNT", "4d7f0c5b")
                .replace("NAMESPACE", "axn")
        });
        (hosts.collect(), cells[3])
    })
    .collect()
}

fn address(host: &str, style: AddressingStyle) -> String {
    let endpoint = Endpoint::custom(&format!("https://{host}")).unwrap().with_style(style);
    endpoint.resolve(&Region::new("eu-west-1").unwrap(), Some("photos")).unwrap().url
}

#[test]
fn every_service_of_the_table_has_its_bucket_where_it_says() {
    let rows = rows();
    assert!(rows.len() >= 20, "{}", rows.len());
    for (hosts, place) in rows {
        // Of a server of one's own, any host.
        let hosts =
            if hosts.is_empty() { vec!["minio.example.com:9000".to_owned()] } else { hosts };
        for host in hosts {
            let (in_front, in_path) =
                (format!("https://photos.{host}"), format!("https://{host}/photos"));
            let expected = match place {
                "in front" => &in_front,
                "path" => &in_path,
                other => panic!("{other}"),
            };
            assert_eq!(&address(&host, AddressingStyle::Auto), expected);
            assert_eq!(address(&host, AddressingStyle::VirtualHosted), in_front);
            assert_eq!(address(&host, AddressingStyle::Path), in_path);
        }
    }
}

#[test]
fn the_default_is_auto_and_aws_has_the_bucket_in_front() {
    assert_eq!(AddressingStyle::default(), AddressingStyle::Auto);
    let region = Region::new("eu-west-1").unwrap();
    let aws = Endpoint::aws().resolve(&region, Some("photos")).unwrap().url;
    assert_eq!(aws, "https://photos.s3.eu-west-1.amazonaws.com");
    // Where a bucket cannot stand in front, it does not, whoever wants it there.
    assert_eq!(
        Endpoint::custom("https://oss-cn-shanghai.aliyuncs.com")
            .unwrap()
            .resolve(&region, Some("my.photos"))
            .unwrap()
            .url,
        "https://oss-cn-shanghai.aliyuncs.com/my.photos"
    );
}
