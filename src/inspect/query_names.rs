//! Which parameters come from trackers, and which S3 reads or only seems to, as at signing.

pub(super) use crate::request::{OVERRIDES, ignored_header, is_checksum, is_read, meant};

/// Whether sites and mailers hang it on links to follow who clicks.
pub(super) fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKERS.contains(&name.as_str())
        || ["utm_", "pk_", "mtm_", "hsa_"].iter().any(|start| name.starts_with(start))
}

const TRACKERS: [&str; 35] = [
    "_branch_match_id",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "dclid",
    "epik",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsctatracking",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "s_cid",
    "sfnsn",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "yclid",
    "ysclid",
];
