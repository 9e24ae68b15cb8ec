//! How wide a text will be in a font that nobody has yet: on the wide side,
//! so that labels never leave their bars.

/// Widths in ems of common sans-serif fonts, rounded up.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        ' ' | '\u{a0}' | '\u{202f}' | '(' | ')' | '[' | ']' | 'f' | 't' | 'r' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | 'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'Ж' | 'Ш' | 'Щ' | 'Ю'
        | 'Ф' => 0.95,
        c if c.is_ascii_uppercase() => 0.74,
        c if c.is_ascii() => 0.6,
        'А'..='Я' => 0.78,
        'а'..='я' => 0.64,
        _ => 1.0,
    }
}

pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The text, its end replaced by `…` where it does not fit.
pub fn cut(text: &str, size: f64, room: f64) -> String {
    if text_width(text, size) <= room {
        return text.into();
    }
    let mut width = em('…') * size;
    let fits = |c: &char| {
        width += em(*c) * size;
        width <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    [kept.trim_end(), "…"].concat()
}

/// Lines of whole words.
pub fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map(String::as_str).unwrap_or_default();
        let longer = if line.is_empty() { word.into() } else { [line, " ", word].concat() };
        if text_width(&longer, size) > room && !line.is_empty() {
            lines.push(word.into());
        } else if let Some(last) = lines.last_mut() {
            *last = longer;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_to_their_room() {
        assert_eq!(cut("short", 10.0, 100.0), "short");
        let long = cut("a name that goes on and on", 10.0, 60.0);
        assert!(long.ends_with('…') && text_width(&long, 10.0) <= 60.0, "{long}");
        let lines = wrap("one two three four five six", 10.0, 60.0);
        assert!(lines.len() > 2 && lines.iter().all(|l| text_width(l, 10.0) <= 60.0), "{lines:?}");
        assert_eq!(lines.join(" "), "one two three four five six");
    }
}
