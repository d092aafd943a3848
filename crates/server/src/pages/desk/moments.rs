//! A moment as a person reads it: the day and the minute, UTC, and for machines the whole of it.

/// A moment on a page.
pub(super) struct Moment {
    /// RFC 3339.
    pub(super) machine: String,
    /// `2026-11-22 08:15 UTC`.
    pub(super) person: String,
}

/// A moment of the catalogue's: RFC 3339, UTC, to the second.
pub(super) fn moment(at: &str) -> Moment {
    let minute = at.get(..16).map(|minute| minute.replace('T', " "));
    Moment { machine: at.to_owned(), person: minute.map_or_else(|| at.to_owned(), |minute| format!("{minute} UTC")) }
}
