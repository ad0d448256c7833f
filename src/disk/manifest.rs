//! Which files of an output folder sitegen wrote: only those does it ever delete.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::slug::SitePath;

/// The manifest's file in the output folder.
pub const MANIFEST: &str = ".sitegen-manifest";

const HEADER: &str = "# Written by sitegen: the files of this folder that it made and may delete.";

/// The files that sitegen wrote, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Their paths in the output folder.
    pub files: BTreeSet<SitePath>,
}

impl Manifest {
    /// Reads the manifest of `out`; none if there is none. A line that is no path inside the
    /// folder is left out, so a forged manifest deletes nothing elsewhere.
    pub fn read(out: &Path) -> io::Result<Option<Self>> {
        match std::fs::read_to_string(out.join(MANIFEST)) {
            Ok(text) => Ok(Some(Self::parse(&text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads the text of a manifest.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self { files: lines.filter_map(|line| SitePath::new(line).ok()).collect() }
    }

    /// The text of the manifest.
    pub fn print(&self) -> String {
        let mut out = String::from(HEADER);
        out.push('\n');
        for file in &self.files {
            out.push_str(file.as_str());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads_and_stays_inside() {
        let manifest = Manifest::parse("# x\nb/index.html\na.css\n../../etc/passwd\n/x\n");
        assert_eq!(manifest.files.len(), 2);
        assert_eq!(Manifest::parse(&manifest.print()), manifest);
    }
}
