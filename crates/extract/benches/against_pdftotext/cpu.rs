//! What does work cost? CPU time of this thread and of programs that it starts, as Linux counts it.

use std::fs;

/// CPU seconds that this thread spends in `work`.
pub fn of_thread(work: impl FnOnce()) -> f64 {
    let before = nanoseconds();
    work();
    (nanoseconds() - before) as f64 / 1e9
}

fn nanoseconds() -> u64 {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    spent.split(' ').next().unwrap().parse().unwrap()
}

/// CPU seconds, user and system, of the programs that `work` starts and waits for.
pub fn of_programs(work: impl FnOnce()) -> f64 {
    let before = of_children();
    work();
    of_children() - before
}

/// `cutime` and `cstime` of `/proc/self/stat`, which Linux counts in hundredths of a second (`USER_HZ`, proc(5)).
fn of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let fields: Vec<f64> = rest.split_whitespace().skip(13).take(2).map(|field| field.parse().unwrap()).collect();
    fields.iter().sum::<f64>() / 100.0
}
