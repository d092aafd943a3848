//! How much memory do we hold? Anonymous memory, as the kernel counts it: the mapped index does not count.

use std::fs;

/// The most that was seen, in bytes; none where the system does not say.
#[derive(Debug, Default)]
pub struct Peak(Option<u64>);

impl Peak {
    /// Looks again.
    pub fn look(&mut self) {
        self.0 = self.0.max(anonymous());
    }

    /// The most that was seen, in bytes.
    pub fn bytes(&self) -> Option<u64> {
        self.0
    }
}

/// `RssAnon` of `/proc/self/status`, in bytes (proc(5)).
fn anonymous() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_never_falls() {
        let mut peak = Peak(Some(u64::MAX));
        peak.look();
        assert_eq!(peak.bytes(), Some(u64::MAX));
    }
}
