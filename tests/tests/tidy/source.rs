//! Reads Rust source as far as the tidy test needs it: words and punctuation without comments and strings,
//! and the paths they form. It knows `use` trees, inline modules and test-only items, and no more of the
//! grammar.

/// A word or a mark of punctuation, and the line it stands in (from 1). `::` is one mark.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text
            .starts_with(|first: char| first.is_alphabetic() || first == '_')
    }
}

/// How a path ends, which decides what it can hide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Name,
    /// `a::*`
    Glob,
    /// `a as b`
    Renamed,
    /// `a!`
    Macro,
}

/// A path such as `crate::arena::Hog`, taken out of its `use` tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    pub(crate) segments: Vec<String>,
    pub(crate) end: End,
    pub(crate) line: usize,
    /// The inline modules around it, outermost first.
    pub(crate) inside: Vec<String>,
}

impl Path {
    pub(crate) fn starts_with(&self, segments: &[&str]) -> bool {
        self.segments.len() >= segments.len() && self.segments.iter().zip(segments).all(|(a, b)| a == b)
    }
}

/// Splits source into tokens. Comments, strings, characters and lifetimes leave nothing behind.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < chars.len() {
        let start = index;
        let mut text = String::new();
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < chars.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => index = after_block_comment(&chars, index),
            '"' => index = after_string(&chars, index),
            '\'' => index = after_quote(&chars, index),
            ':' if at(index + 1) == ':' => {
                text.push_str("::");
                index += 2;
            }
            c if is_word(c) => {
                while is_word(at(index)) {
                    text.push(at(index));
                    index += 1;
                }
                let hashes = chars[index..].iter().take_while(|&&c| c == '#').count();
                match (text.as_str(), at(index), at(index + hashes)) {
                    ("r" | "br" | "cr", '#' | '"', '"') => {
                        index = after_raw_string(&chars, index, hashes);
                        text.clear();
                    }
                    ("b" | "c", '"', _) => {
                        index = after_string(&chars, index);
                        text.clear();
                    }
                    ("b", '\'', _) => {
                        index = after_quote(&chars, index);
                        text.clear();
                    }
                    // A raw identifier: the name follows.
                    ("r", '#', _) => {
                        index += 1;
                        text.clear();
                    }
                    _ => {}
                }
            }
            c => {
                if !c.is_whitespace() {
                    text.push(c);
                }
                index += 1;
            }
        }
        if !text.is_empty() {
            tokens.push(Token { text, line });
        }
        line += chars[start..index.min(chars.len())]
            .iter()
            .filter(|&&c| c == '\n')
            .count();
    }
    tokens
}

/// The index after a block comment that starts at `index`. Block comments nest.
fn after_block_comment(chars: &[char], mut index: usize) -> usize {
    let mut depth = 0;
    while index < chars.len() {
        match (chars[index], chars.get(index + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                index += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => index += 1,
        }
    }
    index
}

/// The index after a string whose opening quote is at `index`.
fn after_string(chars: &[char], mut index: usize) -> usize {
    index += 1;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    index + 1
}

/// The index after a raw string whose `hashes` number signs start at `index`.
fn after_raw_string(chars: &[char], index: usize, hashes: usize) -> usize {
    let mut index = index + hashes + 1;
    while index < chars.len() {
        let closes = chars[index] == '"'
            && chars[index + 1..]
                .iter()
                .take(hashes)
                .filter(|&&c| c == '#')
                .count()
                == hashes;
        index += 1;
        if closes {
            return index + hashes;
        }
    }
    index
}

/// The index after a character or a lifetime whose quote is at `index`.
fn after_quote(chars: &[char], mut index: usize) -> usize {
    index += 1;
    if chars.get(index) == Some(&'\\') {
        index += 2;
        while index < chars.len() && chars[index] != '\'' {
            index += 1;
        }
        return index + 1;
    }
    if chars.get(index + 1) == Some(&'\'') {
        return index + 2;
    }
    while chars.get(index).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
        index += 1;
    }
    index
}

/// The tokens without `#[cfg(test)]` items, and the names of test modules that live in files of their own.
/// A file that is under `#![cfg(test)]` as a whole leaves no tokens.
pub(crate) fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let (mut kept, mut test_modules) = (Vec::new(), Vec::new());
    let mut index = 0;
    while index < tokens.len() {
        let Some((end, inner)) = attribute(tokens, index) else {
            kept.push(tokens[index].clone());
            index += 1;
            continue;
        };
        if !is_cfg_test(&tokens[index..end]) {
            kept.extend_from_slice(&tokens[index..end]);
            index = end;
            continue;
        }
        if inner {
            return (Vec::new(), test_modules);
        }
        index = end;
        while let Some((end, _)) = attribute(tokens, index) {
            index = end;
        }
        let item = index;
        index = after_item(tokens, index);
        let words: Vec<&str> = tokens[item..index]
            .iter()
            .map(|token| token.text.as_str())
            .collect();
        if let [.., "mod", name, ";"] = words[..] {
            test_modules.push(name.to_owned());
        }
    }
    (kept, test_modules)
}

/// Where the attribute that starts at `index` ends, and whether it is an inner one (`#![..]`).
fn attribute(tokens: &[Token], index: usize) -> Option<(usize, bool)> {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let inner = text(index + 1) == "!";
    let open = index + 1 + usize::from(inner);
    if text(index) != "#" || text(open) != "[" {
        return None;
    }
    let mut depth = 0;
    for (end, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "[" => depth += 1,
            "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((end + 1, inner));
        }
    }
    None
}

fn is_cfg_test(attribute: &[Token]) -> bool {
    let has = |word: &str| attribute.iter().any(|token| token.text == word);
    has("cfg") && has("test") && !has("not") && !has("any")
}

/// The index after the item that starts at `index`: after its body, or after its semicolon.
fn after_item(tokens: &[Token], index: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(index) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return at,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// All paths in the tokens, single names included, each with the inline modules around it.
pub(crate) fn paths(tokens: &[Token]) -> Vec<Path> {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let mut paths = Vec::new();
    let mut modules: Vec<(String, usize)> = Vec::new();
    let (mut index, mut depth) = (0, 0);
    while index < tokens.len() {
        match text(index) {
            "mod" if text(index + 2) == "{" => {
                modules.push((text(index + 1).to_owned(), depth));
                depth += 1;
                index += 3;
            }
            "{" => {
                depth += 1;
                index += 1;
            }
            "}" => {
                depth = depth.saturating_sub(1);
                modules.pop_if(|(_, outside)| *outside == depth);
                index += 1;
            }
            // What follows is a method, a field, or a name inside a type: `x.y`, `<T as U>::y`, `T::<U>::y`.
            "." => index += 2,
            ">" if text(index + 1) == "::" => index += 3,
            // No path starts with a keyword; `use ::a` would seem to.
            "::" | "use" | "in" | "as" | "dyn" | "impl" | "mut" | "return" | "for" | "if" | "match" => {
                index += 1
            }
            _ if tokens[index].is_word() => {
                let inside: Vec<String> = modules.iter().map(|(name, _)| name.clone()).collect();
                index = read_path(tokens, index, &[], &inside, &mut paths);
            }
            _ => index += 1,
        }
    }
    paths
}

/// Reads the path or the `use` tree at `index` below `prefix`, and returns the index after it.
fn read_path(
    tokens: &[Token],
    mut index: usize,
    prefix: &[String],
    inside: &[String],
    paths: &mut Vec<Path>,
) -> usize {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let line = tokens[index].line;
    let mut segments = prefix.to_vec();
    let mut end = End::Name;
    loop {
        match text(index) {
            "*" => {
                end = End::Glob;
                index += 1;
                break;
            }
            "{" => {
                index += 1;
                while index < tokens.len() && text(index) != "}" {
                    let readable = tokens[index].is_word() || matches!(text(index), "*" | "{");
                    index = if readable {
                        read_path(tokens, index, &segments, inside, paths)
                    } else {
                        index + 1
                    };
                }
                return index + 1;
            }
            // `use a::{self}` means `a`.
            "self" if !segments.is_empty() => {}
            word => segments.push(word.to_owned()),
        }
        index += 1;
        let goes_on = tokens
            .get(index + 1)
            .is_some_and(|next| next.is_word() || matches!(next.text.as_str(), "*" | "{"));
        match text(index) {
            "::" if goes_on => index += 1,
            "as" => {
                end = End::Renamed;
                index += 2;
                break;
            }
            "!" if text(index + 1) != "=" => {
                end = End::Macro;
                break;
            }
            _ => break,
        }
    }
    paths.push(Path {
        segments,
        end,
        line,
        inside: inside.to_vec(),
    });
    index
}
