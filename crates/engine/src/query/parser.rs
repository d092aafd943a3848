//! From lexemes to the tree, by recursive descent:
//!
//! ```text
//! query    = clause+
//! clause   = all (OR all)*
//! all      = part (AND part)*
//! part     = NOT? weighted
//! weighted = operand weight?
//! operand  = word | phrase | ... | "(" query ")"
//! ```

use std::ops::Range;

use super::error::{QueryError, QueryErrorKind};
use super::lexer::{Lexeme, Placed, lexemes};
use super::tree::Node;
use super::{MAX_DEPTH, MAX_LEAVES, MAX_LENGTH, MAX_PATTERNS};

/// Reads a query, and adds to `steps` what that took: characters read, lexemes looked at, parts of the tree visited.
pub(super) fn parse(text: &str, steps: &mut usize) -> Result<Node, QueryError> {
    if text.trim().is_empty() {
        return Err(QueryError::at(text, 0..text.len(), QueryErrorKind::Empty, None));
    }
    if let Some((end, _)) = text.char_indices().nth(MAX_LENGTH) {
        return Err(QueryError::at(text, end..text.len(), QueryErrorKind::TooLong, None));
    }
    let lexemes = lexemes(text, steps)?;
    if lexemes.is_empty() {
        return Err(QueryError::at(text, 0..text.len(), QueryErrorKind::OnlyPunctuation, None));
    }
    let mut parser = Parser { text, lexemes: &lexemes, at: 0, depth: 0, steps: 0 };
    let root = parser.query();
    *steps += parser.steps;
    let root = root?;
    if let Some(unopened) = parser.next() {
        return Err(QueryError::without(text, unopened.range.clone(), QueryErrorKind::UnopenedParenthesis));
    }
    if !root.is_positive() {
        return Err(only_excluded(text, 0..text.len(), &lexemes));
    }
    bounded(text, &lexemes, &root)?;
    Ok(root)
}

/// Refuses what would cost too much to look up. Words side by side need no bound but that of length.
fn bounded(text: &str, lexemes: &[Placed], root: &Node) -> Result<(), QueryError> {
    let only_words = match root {
        Node::Sequence(parts) => parts.iter().all(|part| matches!(part, Node::Word(_))),
        root => matches!(root, Node::Word(_)),
    };
    let (mut leaves, mut patterns) = (0, 0);
    for Placed { lexeme, range } in lexemes {
        let Lexeme::Leaf(leaf) = lexeme else { continue };
        leaves += leaf.leaves();
        patterns += usize::from(matches!(leaf, Node::Pattern(_) | Node::Fuzzy(..)));
        if patterns > MAX_PATTERNS {
            return Err(QueryError::without(text, range.clone(), QueryErrorKind::TooManyPatterns));
        }
        if leaves > MAX_LEAVES && !only_words {
            return Err(QueryError::at(text, range.start..text.len(), QueryErrorKind::TooMany, None));
        }
    }
    Ok(())
}

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Placed],
    at: usize,
    depth: usize,
    steps: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Placed> {
        self.lexemes.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Placed> {
        let next = self.peek();
        self.steps += 1;
        self.at += usize::from(next.is_some());
        next
    }

    fn next_if(&mut self, lexeme: &Lexeme) -> Option<&'a Placed> {
        self.steps += 1;
        let next = self.peek().filter(|placed| placed.lexeme == *lexeme)?;
        self.at += 1;
        Some(next)
    }

    /// Up to a closing parenthesis or the end. Never empty: what cannot start a part is refused.
    fn query(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let mut clauses = vec![self.clause()?];
        while self.peek().is_some_and(|placed| placed.lexeme != Lexeme::Close) {
            clauses.push(self.clause()?);
        }
        self.visited(start);
        Ok(Node::sequence(clauses))
    }

    fn clause(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let mut alternatives = vec![self.all()?];
        while let Some(or) = self.next_if(&Lexeme::Or) {
            alternatives.push(self.operand_of(or, Parser::all)?);
        }
        self.visited(start);
        if alternatives.len() > 1 && !alternatives.iter().all(Node::is_positive) {
            return Err(self.only_excluded(start));
        }
        Ok(Node::any(alternatives))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let mut parts = vec![self.part()?];
        while let Some(and) = self.next_if(&Lexeme::And) {
            parts.push(self.operand_of(and, Parser::part)?);
        }
        self.visited(start);
        if parts.len() > 1 && !parts.iter().any(Node::is_positive) {
            return Err(self.only_excluded(start));
        }
        Ok(Node::all(parts))
    }

    fn part(&mut self) -> Result<Node, QueryError> {
        let Some(not) = self.next_if(&Lexeme::Not) else { return self.weighted() };
        let start = self.at;
        let operand = self.operand_of(not, Parser::weighted)?;
        self.visited(start);
        if !operand.is_positive() {
            return Err(self.only_excluded(start));
        }
        Ok(Node::Not(Box::new(operand)))
    }

    fn weighted(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let operand = self.operand()?;
        let Some(Placed { lexeme: Lexeme::Weight(weight), range }) = self.peek() else { return Ok(operand) };
        self.at += 1;
        self.visited(start);
        if matches!(operand, Node::Weighted(..)) || !operand.is_positive() {
            return Err(QueryError::without(self.text, range.clone(), QueryErrorKind::Weight));
        }
        Ok(Node::Weighted(Box::new(operand), *weight))
    }

    /// Counts the parts that were just joined or looked through: no more than the lexemes they were read from.
    fn visited(&mut self, start: usize) {
        self.steps += self.at - start;
    }

    /// What an operator joins; where there is nothing, the operator is to blame.
    fn operand_of(
        &mut self,
        operator: &Placed,
        read: fn(&mut Parser<'a>) -> Result<Node, QueryError>,
    ) -> Result<Node, QueryError> {
        let starts = |lexeme: &Lexeme| !matches!(lexeme, Lexeme::Close | Lexeme::And | Lexeme::Or);
        if self.peek().is_some_and(|placed| starts(&placed.lexeme)) {
            return read(self);
        }
        Err(QueryError::without(self.text, operator.range.clone(), QueryErrorKind::DanglingOperator))
    }

    fn operand(&mut self) -> Result<Node, QueryError> {
        let Some(placed) = self.next() else {
            return Err(QueryError::at(self.text, self.text.len()..self.text.len(), QueryErrorKind::Empty, None));
        };
        let refused = |kind| Err(QueryError::without(self.text, placed.range.clone(), kind));
        match &placed.lexeme {
            Lexeme::Leaf(leaf) => Ok(leaf.clone()),
            Lexeme::Open => self.group(placed),
            Lexeme::Close => refused(QueryErrorKind::UnopenedParenthesis),
            Lexeme::Weight(_) => refused(QueryErrorKind::Weight),
            Lexeme::And | Lexeme::Or | Lexeme::Not => refused(QueryErrorKind::DanglingOperator),
        }
    }

    fn group(&mut self, open: &Placed) -> Result<Node, QueryError> {
        let refused = |range, kind| Err(QueryError::without(self.text, range, kind));
        match self.peek() {
            None => return refused(open.range.clone(), QueryErrorKind::UnclosedParenthesis),
            Some(close) if close.lexeme == Lexeme::Close => {
                return refused(open.range.start..close.range.end, QueryErrorKind::EmptyParentheses);
            }
            Some(_) if self.depth == MAX_DEPTH => {
                return Err(QueryError::at(self.text, open.range.clone(), QueryErrorKind::TooDeep, None));
            }
            Some(_) => {}
        }
        self.depth += 1;
        let inside = self.query()?;
        self.depth -= 1;
        if self.next_if(&Lexeme::Close).is_some() {
            return Ok(inside);
        }
        let closed = Some(format!("{})", self.text.trim_end()));
        Err(QueryError::at(self.text, open.range.clone(), QueryErrorKind::UnclosedParenthesis, closed))
    }

    fn only_excluded(&self, from: usize) -> QueryError {
        let range = self.lexemes[from].range.start..self.lexemes[self.at - 1].range.end;
        only_excluded(self.text, range, &self.lexemes[from..self.at])
    }
}

/// An error about these bytes, in which words are only excluded: suggests to look for them.
fn only_excluded(text: &str, range: Range<usize>, lexemes: &[Placed]) -> QueryError {
    let mut wanted = text.to_owned();
    for not in lexemes.iter().rev().filter(|placed| placed.lexeme == Lexeme::Not) {
        let spaces = wanted[not.range.end..].len() - wanted[not.range.end..].trim_start().len();
        wanted.replace_range(not.range.start..not.range.end + spaces, "");
    }
    QueryError::at(text, range, QueryErrorKind::OnlyExcluded, Some(wanted.trim().to_owned()))
}
