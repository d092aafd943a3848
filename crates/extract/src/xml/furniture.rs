//! Heads and feet of printed pages that a converter left in the text: `5 de 72`, and the lines that come with it.
//!
//! Nothing is taken off a document unless lines count the pages of one total, again and again.

use std::collections::HashMap;

use crate::tree::Tree;

/// So many lines must count pages before they are taken for that.
const LEAST: usize = 5;

/// The most lines of a head or foot beside the counting one.
const MOST_LINES: usize = 8;

/// Takes heads and feet out of the text, and gives the first of their lines that has no figures: the running title.
pub(super) fn take(tree: &mut Tree) -> Option<String> {
    let total = total(tree)?;
    let lines = companions(tree, &total);
    let title = lines.iter().find(|(_, place, _)| *place == 0).map(|(line, ..)| line.clone());
    let texts: Vec<usize> = tree.all().filter(|node| tree.text(*node).contains('\n')).collect();
    for node in texts {
        let kept = without(tree.text(node), &total, &lines);
        tree.set_text(node, kept);
    }
    title.filter(|title| !title.chars().any(|c| c.is_ascii_digit()))
}

/// The total that the lines count up to.
fn total(tree: &Tree) -> Option<String> {
    let mut totals: HashMap<&str, usize> = HashMap::new();
    for total in tree.all().flat_map(|node| tree.text(node).lines()).filter_map(counted) {
        *totals.entry(total).or_default() += 1;
    }
    let most =
        totals.into_iter().filter(|(_, count)| *count >= LEAST).max_by_key(|(total, count)| (*count, total.len()));
    most.map(|(total, _)| total.to_owned())
}

/// The total of a line that counts a page: `5 de 72`, `5 of 72`, `5/72`.
fn counted(line: &str) -> Option<&str> {
    let (page, total) = [" de ", " of ", "/"].iter().find_map(|mark| line.trim().split_once(mark))?;
    let number = |text: &str| text.parse::<u32>().ok();
    (number(page)? <= number(total)?).then_some(total)
}

/// The lines that follow at least half of the counting ones, digits as `#`: line as written, place, masked.
fn companions(tree: &Tree, total: &str) -> Vec<(String, usize, String)> {
    let mut seen: HashMap<String, (String, usize, usize)> = HashMap::new();
    let mut all = 0;
    for node in tree.all() {
        let lines: Vec<&str> = tree.text(node).lines().map(str::trim).collect();
        for at in (0..lines.len()).filter(|at| counted(lines[*at]) == Some(total)) {
            all += 1;
            for (place, line) in
                lines[at + 1..].iter().take(MOST_LINES).enumerate().filter(|(_, line)| !line.is_empty())
            {
                seen.entry(masked(line)).or_insert_with(|| ((*line).to_owned(), place, 0)).2 += 1;
            }
        }
    }
    let mut often: Vec<_> = seen.into_iter().filter(|(_, (.., count))| count * 2 >= all).collect();
    often.sort_by(|(a, (_, at, _)), (b, (_, other, _))| (at, a).cmp(&(other, b)));
    often.into_iter().map(|(masked, (line, place, _))| (line, place, masked)).collect()
}

/// A text without the counting lines and what comes with them.
fn without(text: &str, total: &str, companions: &[(String, usize, String)]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut within = 0;
    for line in text.split('\n') {
        if counted(line) == Some(total) {
            within = MOST_LINES;
            continue;
        }
        let furniture = within > 0 && companions.iter().any(|(.., known)| *known == masked(line.trim()));
        within = if furniture { within - 1 } else { 0 };
        if !furniture {
            kept.push(line);
        }
    }
    kept.join("\n")
}

fn masked(line: &str) -> String {
    line.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}
