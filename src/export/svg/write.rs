//! Elements as text. Everything that may come from a script is escaped.

#[derive(Default)]
pub struct Svg {
    pub text: String,
}

impl Svg {
    /// Markup of our own.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Words of anybody.
    pub fn text(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '&' => self.text.push_str("&amp;"),
                '"' => self.text.push_str("&quot;"),
                // XML 1.0 has no way to write these.
                c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.raw(value);
        self.raw("\"");
    }

    fn place(&mut self, pairs: &[(&str, f64)]) {
        for (name, value) in pairs {
            self.attribute(name, &num(*value));
        }
    }

    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        self.open_rect((x, y, width, height), &[("fill", fill)]);
        self.raw("/>\n");
    }

    /// A rectangle whose tag is left open at its end.
    pub fn open_rect(
        &mut self,
        (x, y, width, height): (f64, f64, f64, f64),
        attributes: &[(&str, &str)],
    ) {
        self.raw("<rect");
        self.place(&[("x", x), ("y", y), ("width", width), ("height", height)]);
        attributes.iter().for_each(|(name, value)| self.attribute(name, value));
    }

    pub fn label(&mut self, x: f64, y: f64, fill: &str, attributes: &[(&str, &str)], words: &str) {
        if words.is_empty() {
            return;
        }
        self.raw("<text");
        self.place(&[("x", x), ("y", y)]);
        self.attribute("fill", fill);
        attributes.iter().for_each(|(name, value)| self.attribute(name, value));
        self.raw(">");
        self.text(words);
        self.raw("</text>\n");
    }

    /// Straight lines: `M x y L x y …`, the data made by us.
    pub fn path(&mut self, data: &str, attributes: &[(&str, &str)]) {
        self.raw("<path");
        self.attribute("d", data);
        attributes.iter().for_each(|(name, value)| self.attribute(name, value));
        self.raw("/>\n");
    }
}

/// A coordinate with at most one decimal, from whole tenths: the code that
/// prints any float exactly need not be downloaded for this.
pub fn num(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    let mut text = if tenths < 0 { String::from("-") } else { String::new() };
    text.push_str(&whole.to_string());
    if rest > 0 {
        text.push('.');
        text.push_str(&rest.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_words_escaped() {
        let all = [(0.0, "0"), (1.25, "1.3"), (-0.5, "-0.5"), (12.0, "12"), (-3.04, "-3")];
        all.iter().for_each(|(value, text)| assert_eq!(num(*value), *text));
        let mut svg = Svg::default();
        svg.label(1.0, 2.0, "#000000", &[], "<script>&\"\u{1}");
        assert_eq!(
            svg.text,
            "<text x=\"1\" y=\"2\" fill=\"#000000\">&lt;script&gt;&amp;&quot; </text>\n"
        );
    }
}
