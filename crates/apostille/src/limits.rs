//! Options of the commands that read files: how much time and memory may reading one take?

use apostille_extract::Limits;
use clap::value_parser;

/// Limits on the process that reads a file. They hold for what this process reads: a job that a server does has the server's.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Limits on the reading of one file, or of one page of a scan")]
pub struct ReadingLimits {
    /// Seconds it may take [default: 60]
    #[arg(long, value_name = "SECONDS", env = "APOSTILLE_TIME_LIMIT", hide_env_values = true,
        value_parser = value_parser!(u64).range(1..=86_400))]
    time_limit: Option<u64>,
    /// Memory it may take, in MiB [default: 2048]
    #[arg(long, value_name = "MIB", env = "APOSTILLE_MEMORY_LIMIT", hide_env_values = true,
        value_parser = value_parser!(u64).range(64..=1_048_576))]
    memory_limit: Option<u64>,
}

impl ReadingLimits {
    /// The limits, the usual ones where nothing else is said.
    pub fn limits(self) -> Limits {
        let usual = Limits::default();
        Limits {
            seconds: self.time_limit.unwrap_or(usual.seconds),
            memory: self.memory_limit.map_or(usual.memory, |mib| mib * 1024 * 1024),
            ..usual
        }
    }
}
