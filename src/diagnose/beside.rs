//! Files that lie beside others, such as the index of a BAM file: tools ask for them with the link of the other file.

use super::cause::Cause;
use super::evidence::Evidence;
use crate::received::RawUrl;

/// A path that ends like such a file, where nobody says which path was signed.
pub(super) fn beside_file(evidence: &Evidence<'_, '_>) -> Option<Cause> {
    let failed = evidence.failed;
    // What was meant and what the secret fits tell it for certain.
    let is_open = failed.meant.is_none() && failed.credentials.is_none();
    let ending = ending_of(RawUrl::split(failed.request.uri).path)?;
    is_open.then_some(Cause::BesideFile { ending })
}

/// The paths that a link may have been made for, where a tool has asked for this one: `x.bam` for `x.bam.bai` and
/// for `x.bai`.
pub(super) fn files_beside(path: &str) -> impl Iterator<Item = String> {
    let bare = ending_of(path).and_then(|ending| path.strip_suffix(ending));
    bare.into_iter().flat_map(|bare| FILES.iter().map(move |file| format!("{bare}{file}")))
}

fn ending_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_end = |ending: &&&str| name.len() > ending.len() && name.ends_with(**ending);
    ENDINGS.iter().find(is_end).copied()
}

/// What samtools and its library, and GDAL, put behind the name of a file, or in the place of its ending.
const ENDINGS: [&str; 10] =
    [".bai", ".csi", ".crai", ".tbi", ".fai", ".gzi", ".idx", ".aux.xml", ".ovr", ".msk"];

/// How the file itself may go on.
const FILES: [&str; 7] = ["", ".bam", ".cram", ".vcf.gz", ".bcf", ".gz", ".tif"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_last_name_tells() {
        for (path, ending) in [
            ("/x.bam.bai", Some(".bai")),
            ("/a/x.tif.aux.xml", Some(".aux.xml")),
            ("/.bai", None),
            ("/x.bai/y", None),
            ("/x.bam", None),
            ("", None),
        ] {
            assert_eq!(ending_of(path), ending, "{path}");
        }
        assert!(files_beside("/x.bai").any(|path| path == "/x.bam"));
        assert!(files_beside("/x.bam.bai").any(|path| path == "/x.bam"));
        assert_eq!(files_beside("/x.bam").count(), 0);
    }
}
