//! Text that people typed: cleaned where it comes in, so that nothing behind needs to think of it again.

/// Most letters of a name.
pub const MAX_NAME: usize = 24;
/// Most letters of a chat line.
pub const MAX_CHAT: usize = 120;

/// Text without control characters and invisible direction marks, spaces joined, cut to `most` letters and 4 bytes for
/// each.
#[must_use]
pub fn clean(text: &str, most: usize) -> String {
    let invisible = |letter: char| {
        letter.is_control()
            || matches!(
                letter,
                '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
                    | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
                    | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
            )
    };
    let visible: String = text
        .chars()
        .take(most * 4)
        .map(|letter| if invisible(letter) { ' ' } else { letter })
        .collect();
    let mut cleaned = String::new();
    for word in visible.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(word);
    }
    let cut: String = cleaned.chars().take(most).collect();
    cut.trim_end().to_owned()
}

/// A name to show; someone without one is called so.
#[must_use]
pub fn clean_name(text: &str) -> String {
    let name = clean(text, MAX_NAME);
    if name.is_empty() {
        "Nameless".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned() {
        assert_eq!(clean_name("  a\u{7}b \u{202E} c\n"), "a b c");
        assert_eq!(clean_name("\u{200B}\t"), "Nameless");
        assert_eq!(clean_name("\u{3164}\u{2800}\u{E0041}\u{FE0F}"), "Nameless");
        assert_eq!(clean_name(&"x".repeat(100)).len(), MAX_NAME);
        assert!(clean(&"😀".repeat(1000), MAX_CHAT).len() <= MAX_CHAT * 4);
    }
}
