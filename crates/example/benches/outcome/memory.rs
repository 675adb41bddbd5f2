//! What a piece of work holds in memory, as Linux tells it.

/// What the work gives, and the MiB that the process held at its peak above
/// what it held before.
pub(crate) fn with_memory<T>(work: impl FnOnce() -> T) -> (T, u64) {
    // Sets the peak back to what is held now.
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status("VmRSS:");
    let given = work();
    (given, status("VmHWM:").saturating_sub(before) / 1024)
}

fn status(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    let kib: String = line.chars().filter(char::is_ascii_digit).collect();
    kib.parse().unwrap()
}
