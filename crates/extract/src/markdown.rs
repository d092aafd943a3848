//! Markdown: CommonMark with footnotes, tables and strikethrough, and what real files mix into it: HTML, the tags of
//! site generators, numbered links used as notes.

use std::ops::Range;

use apostille_corpus::{BlockKind, Page};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

mod blocks;
mod html;
mod template_tags;

use blocks::{Blocks, Container};
use html::Place;

/// The pages of a Markdown text: one without a number, or, where form feeds part them, as many as there are.
pub(crate) fn pages(text: &str) -> Vec<Page> {
    let mut source = template_tags::strip(text);
    let feeds: Vec<usize> = source.match_indices('\u{c}').map(|(at, _)| at).collect();
    if !feeds.is_empty() {
        source = source.replace('\u{c}', "\n").into();
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reading = Reading::new(&source, feeds);
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        reading.read(event, range);
    }
    reading.finish()
}

/// What becomes of a link when it ends.
enum OpenLink {
    /// Its text is all.
    Plain,
    /// An address in angle brackets keeps them: structure mends addresses by them.
    Angled,
    /// A number that leads to a place in the document is raised: it may be a marker.
    Raised,
    /// A number that the document defines as an address is the reference to a note.
    Cited,
}

/// A note that is no more than a numbered address: `[1]: https://...`.
struct NumberedLink {
    label: String,
    text: String,
}

struct Reading<'a> {
    source: &'a str,
    blocks: Blocks,
    links: Vec<OpenLink>,
    /// For each open image, whether it begins its block.
    images: Vec<bool>,
    /// The content of the open block of code or HTML.
    verbatim: Option<String>,
    numbered_links: Vec<NumberedLink>,
}

impl<'a> Reading<'a> {
    fn new(source: &'a str, feeds: Vec<usize>) -> Reading<'a> {
        let blocks = Blocks::new(feeds);
        Reading { source, blocks, links: Vec::new(), images: Vec::new(), verbatim: None, numbered_links: Vec::new() }
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        self.blocks.at = range.start;
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if &*text == "**" || (&*text == "*" && self.is_half_of_two_stars(range)) => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text)
            }
            Event::Html(text) | Event::InlineHtml(text) => match &mut self.verbatim {
                Some(verbatim) => verbatim.push_str(&text),
                None => html::write(&text, Place::Inline, &mut self.blocks),
            },
            Event::FootnoteReference(label) => self.blocks.cite(&label),
            Event::SoftBreak | Event::HardBreak => self.blocks.push("\n"),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.verbatim {
            Some(verbatim) => verbatim.push_str(text),
            None => self.blocks.push(text),
        }
    }

    /// CommonMark leaves strong marks alone when a letter follows a quote in them (`**UNO: “cruz”**La`) or a line end
    /// stands before them, and gives each of their stars by itself. They were meant as marks: two stars mean nothing else.
    fn is_half_of_two_stars(&self, star: Range<usize>) -> bool {
        let source = self.source.as_bytes();
        let before = star.start.checked_sub(1).map(|at| source[at]);
        before == Some(b'*') || (source.get(star.end) == Some(&b'*') && before != Some(b'\\'))
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => self.blocks.open(Container::Quote),
            Tag::FootnoteDefinition(label) => self.blocks.open(Container::Note(label.to_string())),
            Tag::Item => self.blocks.open(Container::item(&self.source[range])),
            Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Table(_) => self.blocks.end(),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.blocks.end();
                self.verbatim = Some(String::new());
            }
            Tag::TableCell => self.blocks.start_cell(),
            Tag::Emphasis | Tag::Strong => self.blocks.emphasis += 1,
            Tag::Superscript => self.blocks.raised += 1,
            Tag::Image { .. } => self.images.push(self.blocks.is_blank()),
            Tag::Link { link_type, dest_url, title, id } => {
                let link = self.link(link_type, &dest_url, &title, &id, range);
                self.start_link(&link);
                self.links.push(link);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.blocks.end(),
            TagEnd::Heading(level) => self.blocks.end_as(BlockKind::Heading(level as u8)),
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Item => self.blocks.close(),
            TagEnd::TableHead | TagEnd::TableRow => self.blocks.end_as(BlockKind::Row),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                let html = self.verbatim.take().unwrap_or_default();
                html::write(&html, Place::Block, &mut self.blocks);
            }
            TagEnd::Emphasis | TagEnd::Strong => self.blocks.emphasis = self.blocks.emphasis.saturating_sub(1),
            TagEnd::Superscript => self.blocks.raised = self.blocks.raised.saturating_sub(1),
            TagEnd::Image if self.images.pop() == Some(true) => self.blocks.set_apart(),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// Deeply indented HTML is code to Markdown, though nobody meant it so.
    fn end_code(&mut self) {
        let code = self.verbatim.take().unwrap_or_default();
        if html::begins_with_tag(&code) {
            html::write(&code, Place::Block, &mut self.blocks);
        } else {
            self.blocks.push(&code);
            self.blocks.end_as(BlockKind::Paragraph);
        }
    }

    fn link(&mut self, kind: LinkType, to: &str, title: &str, id: &str, range: Range<usize>) -> OpenLink {
        let is_number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let written = self.source[range].strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(text, _)| text);
        match kind {
            LinkType::Autolink | LinkType::Email => OpenLink::Angled,
            LinkType::Shortcut | LinkType::Collapsed if is_number(id) => {
                self.add_numbered_link(id, to, title);
                OpenLink::Cited
            }
            _ if to.starts_with('#') && written.is_some_and(is_number) => OpenLink::Raised,
            _ => OpenLink::Plain,
        }
    }

    fn add_numbered_link(&mut self, label: &str, to: &str, title: &str) {
        self.blocks.cite(label);
        if self.numbered_links.iter().all(|link| link.label != label) {
            let text = if title.is_empty() { format!("<{to}>") } else { format!("{title}, <{to}>") };
            self.numbered_links.push(NumberedLink { label: label.to_owned(), text });
        }
    }

    fn start_link(&mut self, link: &OpenLink) {
        match link {
            OpenLink::Plain => {}
            OpenLink::Angled => self.blocks.push("<"),
            OpenLink::Raised => self.blocks.raised += 1,
            OpenLink::Cited => self.blocks.skipped += 1,
        }
    }

    fn end_link(&mut self) {
        match self.links.pop() {
            Some(OpenLink::Angled) => self.blocks.push(">"),
            Some(OpenLink::Raised) => self.blocks.raised = self.blocks.raised.saturating_sub(1),
            Some(OpenLink::Cited) => self.blocks.skipped = self.blocks.skipped.saturating_sub(1),
            Some(OpenLink::Plain) | None => {}
        }
    }

    fn finish(mut self) -> Vec<Page> {
        self.blocks.at = self.source.len();
        self.blocks.end();
        for link in self.numbered_links {
            self.blocks.push(&link.text);
            self.blocks.end_as(BlockKind::NoteBody(link.label));
        }
        self.blocks.finish()
    }
}

#[cfg(test)]
mod tests;
