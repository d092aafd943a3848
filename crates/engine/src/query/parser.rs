//! From lexemes to the tree, by recursive descent:
//!
//! ```text
//! query    = clause+
//! clause   = all (OR all)*
//! all      = part (AND part)*
//! part     = NOT? operand
//! operand  = word | phrase | "(" query ")"
//! ```

use std::ops::Range;

use super::error::{QueryError, QueryErrorKind};
use super::lexer::{Lexeme, Placed, lexemes};
use super::tree::{Exactness, Node};
use super::{MAX_DEPTH, MAX_LENGTH};

/// Reads a query.
pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    if text.trim().is_empty() {
        return Err(QueryError::at(text, 0..text.len(), QueryErrorKind::Empty, None));
    }
    if let Some((end, _)) = text.char_indices().nth(MAX_LENGTH) {
        return Err(QueryError::at(text, end..text.len(), QueryErrorKind::TooLong, None));
    }
    let lexemes = lexemes(text)?;
    if lexemes.is_empty() {
        return Err(QueryError::at(text, 0..text.len(), QueryErrorKind::OnlyPunctuation, None));
    }
    let mut parser = Parser { text, lexemes: &lexemes, at: 0, depth: 0 };
    let root = parser.query()?;
    match parser.next() {
        Some(unopened) => Err(QueryError::without(text, unopened.range.clone(), QueryErrorKind::UnopenedParenthesis)),
        None => positive(text, root, 0..text.len()),
    }
}

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Placed],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Placed> {
        self.lexemes.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Placed> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    fn next_if(&mut self, lexeme: &Lexeme) -> Option<&'a Placed> {
        let next = self.peek().filter(|placed| placed.lexeme == *lexeme)?;
        self.at += 1;
        Some(next)
    }

    /// Up to a closing parenthesis or the end. Never empty: what cannot start a part is refused.
    fn query(&mut self) -> Result<Node, QueryError> {
        let mut clauses = vec![self.clause()?];
        while self.peek().is_some_and(|placed| placed.lexeme != Lexeme::Close) {
            clauses.push(self.clause()?);
        }
        Ok(Node::sequence(clauses))
    }

    fn clause(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let mut alternatives = vec![self.all()?];
        while let Some(or) = self.next_if(&Lexeme::Or) {
            alternatives.push(self.operand_of(or, Parser::all)?);
        }
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
        if parts.len() > 1 && !parts.iter().any(Node::is_positive) {
            return Err(self.only_excluded(start));
        }
        Ok(Node::all(parts))
    }

    fn part(&mut self) -> Result<Node, QueryError> {
        let Some(not) = self.next_if(&Lexeme::Not) else { return self.operand() };
        let start = self.at;
        let operand = self.operand_of(not, Parser::operand)?;
        if !operand.is_positive() {
            return Err(self.only_excluded(start));
        }
        Ok(Node::Not(Box::new(operand)))
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
            Lexeme::Word(word) => Ok(Node::Word(word.clone())),
            Lexeme::Phrase(phrase) => Ok(Node::Phrase(phrase.clone(), Exactness::WrittenAccents)),
            Lexeme::Open => self.group(placed),
            Lexeme::Close => refused(QueryErrorKind::UnopenedParenthesis),
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
        QueryError::at(self.text, range, QueryErrorKind::OnlyExcluded, None)
    }
}

fn positive(text: &str, root: Node, range: Range<usize>) -> Result<Node, QueryError> {
    if root.is_positive() { Ok(root) } else { Err(QueryError::at(text, range, QueryErrorKind::OnlyExcluded, None)) }
}
