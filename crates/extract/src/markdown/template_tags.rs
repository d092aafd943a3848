//! Tags that site generators fill in: Jekyll's `{% ... %}` and `{{ ... }}`, Hugo's `{{< ... >}}`, kramdown's `{: ...}`.
//!
//! They are instructions to a program that is not here: they are dropped, and the text around them stays.

use std::borrow::Cow;

/// How the tags open and close.
const TAGS: &[(&str, &str)] = &[("{%", "%}"), ("{{", "}}")];

/// The longest tag, in characters: the end of an open one is not looked for in the whole text again and again.
const LONGEST: usize = 2000;

/// The text without such tags. A tag ends in the paragraph in which it began; otherwise it is none.
pub(super) fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let length = tag_length(&rest[at..]).or_else(|| attributes_length(&rest[at..], &out));
        let length = length.unwrap_or_else(|| {
            out.push('{');
            1
        });
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn tag_length(rest: &str) -> Option<usize> {
    let (_, close) = TAGS.iter().find(|(open, _)| rest.starts_with(open))?;
    let near = &rest[..rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at)];
    let end = 2 + near[2..].find(close)? + close.len();
    (!near[..end].contains("\n\n")).then_some(end)
}

/// Kramdown's attributes stand on a line of their own.
fn attributes_length(rest: &str, before: &str) -> Option<usize> {
    let alone = before.is_empty() || before.ends_with('\n');
    if !alone || !rest.starts_with("{:") {
        return None;
    }
    let line = rest.lines().next()?.trim_end();
    line.ends_with('}').then_some(line.len())
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn tags_go_and_the_text_around_them_stays() {
        for (given, wanted) in [
            ("a {% include x.html %} b", "a  b"),
            ("a\n{{< quote \"pages/a\" >}}\nb", "a\n\nb"),
            ("{{ page.title }}: x", ": x"),
            ("Text\n{: .lead}\nmore", "Text\n\nmore"),
            ("an open {% tag", "an open {% tag"),
            ("an open {{ tag\n\nand }} later", "an open {{ tag\n\nand }} later"),
            ("a set {1, 2} and {: this", "a set {1, 2} and {: this"),
            ("no braces", "no braces"),
        ] {
            assert_eq!(strip(given), wanted);
        }
    }
}
