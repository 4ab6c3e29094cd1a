//! How much memory the process has used.
//! Given by: the operating system.
//! Gives: a figure for statistics.
//! Holds: no decision depends on it.

/// The largest amount of memory that the process held at once, in kilobytes; none where the system does not tell.
#[must_use]
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
