//! How much time, memory and output may reading one file take?

use std::time::Duration;

/// Limits on the reading of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Seconds of processor time, and of wall time, that the reading child may take.
    pub seconds: u64,
    /// Bytes of address space that the reading child may take.
    pub memory: u64,
    /// Bytes that the reading child may answer.
    pub output: u64,
    /// Bytes that a file may have, inclusive.
    pub file: u64,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    /// A minute, 2 GiB of memory, 256 MiB of answer and of file: a text of that size is some 80,000 pages.
    fn default() -> Limits {
        Limits { seconds: 60, memory: 2048 * MIB, output: 256 * MIB, file: 256 * MIB }
    }
}

/// Names of the environment variables by which the limits reach the child.
const SECONDS: &str = "APOSTILLE_READ_SECONDS";
const MEMORY: &str = "APOSTILLE_READ_MEMORY";
const FILE: &str = "APOSTILLE_READ_FILE";

impl Limits {
    /// The wall time that a child may take.
    pub(crate) fn wall_time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    /// The environment that tells a child its limits.
    pub(crate) fn environment(&self) -> [(&'static str, String); 3] {
        [(SECONDS, self.seconds.to_string()), (MEMORY, self.memory.to_string()), (FILE, self.file.to_string())]
    }

    /// The limits that the environment names, and the usual ones where it is silent.
    pub(crate) fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Limits {
        let usual = Limits::default();
        let number = |name: &str, usual: u64| variable(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        Limits {
            seconds: number(SECONDS, usual.seconds),
            memory: number(MEMORY, usual.memory),
            file: number(FILE, usual.file),
            ..usual
        }
    }
}

/// A number of bytes as people write it.
pub(crate) fn megabytes(bytes: u64) -> String {
    if bytes < MIB { format!("{bytes} bytes") } else { format!("{} MB", bytes / MIB) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_reach_the_child_by_its_environment() {
        let limits = Limits { seconds: 3, memory: 5, file: 7, ..Limits::default() };
        let environment = limits.environment();
        let variable = |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        assert_eq!(Limits::from_environment(variable), limits);
        assert_eq!(Limits::from_environment(|_| None), Limits::default());
    }
}
