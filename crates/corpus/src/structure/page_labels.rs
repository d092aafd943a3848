//! Which number is printed on each page? The number in the page's running head or foot that counts with the pages.
//!
//! Which lines are head and foot is for `furniture`; what the file says by itself (`/PageLabels`) is weighed against it here.

use std::collections::HashMap;

use super::label;
use super::sheet::Line;

/// Fewer pages than this with numbers that count together are chance, in a document of more pages.
const FEWEST: usize = 3;
/// A line within this many points of where labels stand is at their height.
const HEIGHT: f32 = 6.0;

/// The printed label of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    /// As it is written.
    pub text: String,
    /// Its value less the page's index: pages that count on share it.
    offset: i64,
    /// The upper edge of its line in points.
    top: f32,
}

/// A number in a line, and where the line stands.
#[derive(Debug, Clone)]
struct Number {
    value: i64,
    written: String,
    /// Whether nothing else stands in its line.
    alone: bool,
    top: f32,
}

/// The label of each page, by the lines of its furniture.
pub(crate) fn of(furniture: &[Vec<&Line>]) -> Vec<Option<Label>> {
    let numbers: Vec<Vec<Number>> =
        furniture.iter().map(|lines| lines.iter().flat_map(|line| numbers(line)).collect()).collect();
    let mut labels: Vec<Option<Label>> = vec![None; furniture.len()];
    loop {
        let Some((offset, count)) = best_offset(&numbers, &labels) else { return labels };
        if count < FEWEST.min(furniture.len()) {
            return labels;
        }
        for (index, found) in numbers.iter().enumerate().filter(|(_, found)| !found.is_empty()) {
            if labels[index].is_none() {
                labels[index] = labelled(found, offset, index);
            }
        }
    }
}

/// Of the numbers of a page, that which has this offset; one alone in its line before one in figures before others.
fn labelled(numbers: &[Number], offset: i64, index: usize) -> Option<Label> {
    let fits = numbers.iter().filter(|number| number.value - index as i64 == offset);
    let in_figures = |number: &Number| number.written.bytes().all(|b| b.is_ascii_digit());
    let number = fits.min_by_key(|number| (!number.alone, !in_figures(number)))?;
    Some(Label { text: number.written.clone(), offset, top: number.top })
}

/// The line of a page without a label that has it nevertheless: it stands where labels stand on other pages, and begins
/// or ends with the number that comes next. Heads that name the chapter recur too seldom to be known as heads.
pub(crate) fn missed<'a>(
    lines: impl Iterator<Item = &'a Line>,
    index: usize,
    labels: &[Option<Label>],
) -> Option<(&'a Line, Label)> {
    let known = || labels.iter().enumerate().filter_map(|(page, label)| Some((page, label.as_ref()?)));
    let offset = known().min_by_key(|(page, _)| page.abs_diff(index))?.1.offset;
    let at_height = |line: &Line| known().any(|(_, label)| (label.top - line.top).abs() <= HEIGHT);
    lines.filter(|line| at_height(line)).find_map(|line| {
        let ends = ends(&line.text);
        let own = numbers(line).into_iter().filter(|number| ends.contains(&number.written.as_str()));
        labelled(&own.collect::<Vec<_>>(), offset, index).map(|label| (line, label))
    })
}

/// The labels that hold: the printed ones, and those that the file gives unless most printed ones contradict them.
pub(crate) fn settled(given: Vec<Option<String>>, printed: Vec<Option<Label>>) -> Vec<Option<String>> {
    let both =
        given.iter().zip(&printed).filter_map(|(given, printed)| Some((given.as_ref()?, &printed.as_ref()?.text)));
    let (agree, differ): (Vec<_>, Vec<_>) =
        both.partition(|(given, printed)| given.to_lowercase().contains(&printed.to_lowercase()));
    let holds = agree.len() >= differ.len();
    let pairs = printed.into_iter().zip(given);
    pairs.map(|(printed, given)| printed.map(|label| label.text).or(given.filter(|_| holds))).collect()
}

/// The offset that most pages without a label share, and how many do. A number alone in its line counts twice: a stamp may
/// count the pages of the file beside the page's own number.
fn best_offset(numbers: &[Vec<Number>], labels: &[Option<Label>]) -> Option<(i64, usize)> {
    let mut offsets: HashMap<i64, (usize, usize)> = HashMap::new();
    for (index, found) in numbers.iter().enumerate().filter(|(index, _)| labels[*index].is_none()) {
        let mut of_page: Vec<(i64, bool)> =
            found.iter().map(|number| (number.value - index as i64, !number.alone)).collect();
        of_page.sort_unstable();
        of_page.dedup_by_key(|(offset, _)| *offset);
        for (offset, in_company) in of_page {
            let (count, alone) = offsets.entry(offset).or_default();
            *count += 1;
            *alone += usize::from(!in_company);
        }
    }
    let best = offsets.into_iter().max_by_key(|(offset, (count, alone))| (count + alone, -offset.abs(), *offset));
    best.map(|(offset, (count, _))| (offset, count))
}

/// The numbers in a line: arabic ones anywhere, roman ones at an end, since `L 180/50` and `ACLU v. ICE` hold letters that
/// are none. A number that is part of a longer token (a date, an address) is none either.
fn numbers(line: &Line) -> Vec<Number> {
    let ends = ends(&line.text);
    let parts = line.text.split_whitespace().flat_map(|token| {
        let cut = if token.contains("://") || token.matches(['.', '-', '/']).count() > 1 { "" } else { token };
        cut.split(|c: char| !c.is_alphanumeric())
    });
    parts
        .filter_map(|part| {
            let arabic = part.parse::<i64>().ok().filter(|_| part.len() <= 5);
            let roman = || label::roman(&part.to_lowercase()).filter(|_| ends.contains(&part)).map(i64::from);
            let value = arabic.or_else(roman)?;
            let alone = ends == [part, part];
            Some(Number { value, written: part.to_owned(), alone, top: line.top })
        })
        .collect()
}

/// The first and the last word of a line.
fn ends(text: &str) -> [&str; 2] {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    [first, words.next_back().unwrap_or(first)]
}
