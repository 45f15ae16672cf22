//! [`Places`]: where the mutants of one file stand, and its text with all of them in place.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{LineColumn, Span};
use serde_json::Value;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Line and column, both from 1.
type At = (u64, u64);
/// The number of a mutant and what stands in place of the code.
type Mutant = (usize, String);

pub(crate) struct Places<'t> {
    text: &'t str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// By kind and place.
    mutants: HashMap<(String, At), Vec<Mutant>>,
    /// Where a text is put in, its rank among those of the same place, and the text.
    insertions: Vec<(usize, i64, String)>,
    missed: BTreeSet<usize>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str, list: &[(usize, &Value)]) -> Result<Self, &'static str> {
        let mut mutants: HashMap<_, Vec<Mutant>> = HashMap::new();
        for (number, mutant) in list {
            let start = &mutant["span"]["start"];
            let at = start["line"].as_u64().zip(start["column"].as_u64()).ok_or("no place")?;
            let returned = mutant["function"]["return_type"].as_str().unwrap_or_default();
            let genre = match mutant["genre"].as_str().ok_or("no genre")? {
                "FnValue" if returned.contains("impl ") => OPAQUE,
                genre => genre,
            };
            let replacement = mutant["replacement"].as_str().ok_or("no replacement")?.to_owned();
            mutants.entry((genre.to_owned(), at)).or_default().push((*number, replacement));
        }
        let lines =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let missed = list.iter().map(|(number, _)| *number).collect();
        Ok(Self { text, lines, mutants, insertions: Vec::new(), missed })
    }

    pub(crate) fn visit(&mut self, file: &syn::File) {
        self.visit_file(file);
    }

    /// The mutants that have no place.
    pub(crate) fn missed(&self) -> impl Iterator<Item = usize> {
        self.missed.iter().copied()
    }

    pub(crate) fn rewritten(mut self) -> String {
        self.insertions.sort_by_key(|(at, rank, _)| (*at, *rank));
        let mut out = String::new();
        let mut from = 0;
        for (at, _, insertion) in &self.insertions {
            out += &self.text[from..*at];
            out += insertion;
            from = *at;
        }
        out + &self.text[from..]
    }

    fn offset(&self, at: LineColumn) -> usize {
        let start = self.lines[at.line - 1];
        let mut chars = self.text[start..].char_indices();
        chars.nth(at.column).map_or(self.text.len(), |(offset, _)| start + offset)
    }

    fn range(&self, span: Span) -> (usize, usize) {
        (self.offset(span.start()), self.offset(span.end()))
    }

    /// The mutants of a kind whose code begins here.
    fn take(&mut self, genre: &str, span: Span) -> Vec<Mutant> {
        let at = (span.start().line as u64, span.start().column as u64 + 1);
        let found = self.mutants.remove(&(genre.to_owned(), at)).unwrap_or_default();
        for (number, _) in &found {
            self.missed.remove(number);
        }
        found
    }

    /// Puts texts around a range, inside of those around a longer one; of two around the same range, the one of
    /// the higher rank is outside.
    fn wrap(&mut self, (start, end): (usize, usize), rank: i64, before: String, after: String) {
        let size = 4 * (end - start) as i64 + rank;
        self.insertions.push((start, OUTERMOST - size, before));
        self.insertions.push((end, size - OUTERMOST, after));
    }

    /// Makes an expression a choice between itself and its mutants.
    fn choice(&mut self, range: (usize, usize), rank: i64, mutants: &[Mutant]) {
        let Some((first, _)) = mutants.first() else { return };
        let mut before = format!("/*G{first}*/(");
        for (number, text) in mutants {
            before += &format!(
                "if crate::mutants::is({number}) {{/*M{number}*/ {text} /*E{number}*/}} else "
            );
        }
        self.wrap(range, rank, before + "{", format!("}})/*H{first}*/"));
    }

    /// Returns early from a function.
    fn early_return(&mut self, block: &syn::Block, mutants: &[Mutant]) {
        let returns = mutants.iter().map(|(number, value)| {
            format!(
                "/*G{number}*/if crate::mutants::is({number}) {{/*M{number}*/ return {value}; /*E{number}*/}}/*H{number}*/"
            )
        });
        let at = self.offset(block.brace_token.span.open().end());
        self.insertions.push((at, 0, returns.collect()));
    }

    /// An `impl Iterator` keeps its type: its items are cut off, and one may be put behind.
    fn other_items(&mut self, block: &syn::Block, mutants: &[Mutant]) {
        let any: Vec<_> =
            mutants.iter().map(|(number, _)| format!("crate::mutants::is({number})")).collect();
        let mut after =
            format!("}}; items.take(if {} {{ 0 }} else {{ usize::MAX }})", any.join(" || "));
        for (number, value) in mutants {
            let item =
                value.strip_prefix("::std::iter::once(").and_then(|item| item.strip_suffix(')'));
            after.extend(item.map(|item| {
                format!(
                    ".chain(/*G{number}*//*M{number}*/crate::mutants::is({number}).then(|| {item})/*E{number}*//*H{number}*/)"
                )
            }));
        }
        let span = block.brace_token.span;
        let range = (self.offset(span.open().end()), self.offset(span.close().start()));
        self.wrap(range, 3, "let items = {".to_owned(), after);
    }
}

impl<'ast> Visit<'ast> for Places<'_> {
    fn visit_block(&mut self, block: &'ast syn::Block) {
        if let Some(first) = block.stmts.first() {
            let mutants = self.take(OPAQUE, first.span());
            if !mutants.is_empty() {
                self.other_items(block, &mutants);
            }
            let mutants = self.take("FnValue", first.span());
            self.early_return(block, &mutants);
        }
        visit::visit_block(self, block);
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        if !has_let(&node.left) && !has_let(&node.right) {
            let mutants = self.take("BinaryOperator", node.op.span());
            let (range, operator) = (self.range(node.span()), self.range(node.op.span()));
            let (left, right) = (&self.text[range.0..operator.0], &self.text[operator.1..range.1]);
            let mutants: Vec<_> = mutants
                .into_iter()
                .map(|(number, operator)| (number, format!("{left}{operator}{right}")))
                .collect();
            self.choice(range, 0, &mutants);
        }
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        let mutants = self.take("UnaryOperator", node.op.span());
        let range = self.range(node.span());
        let operand = &self.text[self.offset(node.op.span().end())..range.1];
        let mutants: Vec<_> =
            mutants.into_iter().map(|(number, _)| (number, operand.to_owned())).collect();
        self.choice(range, 0, &mutants);
        visit::visit_expr_unary(self, node);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let guard = arm.guard.as_ref().map(|(_, guard)| guard).filter(|guard| !has_let(guard));
        if arm.guard.is_none() || guard.is_some() {
            for (number, _) in self.take("MatchArm", arm.span()) {
                let is_there = format!("!/*M{number}*/crate::mutants::is({number})/*E{number}*/");
                match guard {
                    Some(guard) => {
                        let range = self.range(guard.span());
                        self.wrap(
                            range,
                            2,
                            format!("/*G{number}*/{is_there} && ("),
                            format!(")/*H{number}*/"),
                        );
                    }
                    None => {
                        let end = self.offset(arm.pat.span().end());
                        self.insertions.push((
                            end,
                            0,
                            format!("/*G{number}*/ if {is_there} /*H{number}*/"),
                        ));
                    }
                }
            }
        }
        if let Some(guard) = guard {
            let mutants = self.take("MatchArmGuard", guard.span());
            self.choice(self.range(guard.span()), 1, &mutants);
        }
        visit::visit_arm(self, arm);
    }
}

/// Whether it is a chain with a `let` in it, which no parentheses may stand around.
fn has_let(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

const OPAQUE: &str = "a function that returns `impl Trait`";
const OUTERMOST: i64 = 1 << 40;
