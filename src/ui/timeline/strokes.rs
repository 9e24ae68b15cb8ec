//! What is drawn over the bars for what is pointed at: arrows of its task,
//! and a line under all bars of its line of the script.

use super::ink::Inks;
use super::painter::Scene;
use crate::trace::EventKind;
use crate::view::Arrow;
use web_sys::CanvasRenderingContext2d;

/// Underlines bars whose segments are at this line.
pub fn underline(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene, line: u32) {
    ctx.set_fill_style_str(&inks.chrome.text);
    let thick = (3.0 * scene.scale.ratio).round();
    for bar in &scene.frame.bars {
        let lane = scene.rows.lane(bar.row as usize);
        let segment = lane.and_then(|lane| scene.run.segment(lane, bar.span as usize));
        if segment.is_some_and(|s| scene.run.trace.segments.line(s) == line) {
            let (top, height) = scene.bar_box(bar.row);
            let width = f64::from(bar.right - bar.left);
            ctx.fill_rect(f64::from(bar.left), top + height - thick, width, thick);
        }
    }
}

/// Upright lines from task to task; kinds differ by their dashes.
pub fn arrows(ctx: &CanvasRenderingContext2d, inks: &Inks, scene: &Scene, arrows: &[Arrow]) {
    let ratio = scene.scale.ratio;
    ctx.set_stroke_style_str(&inks.chrome.text);
    ctx.set_fill_style_str(&inks.chrome.text);
    let middle = |row: u32| {
        let (top, height) = scene.bar_box(row);
        top + height / 2.0
    };
    for arrow in arrows {
        let (x, from, to) = (arrow.x, middle(arrow.from), middle(arrow.to));
        let dash = match arrow.kind {
            EventKind::Spawn => 0.0,
            EventKind::Join => 6.0,
            _ => 3.0,
        };
        // The head stands at the edge of the bar, not over its words.
        let down = if to > from { 1.0 } else { -1.0 };
        let tip = to - down * scene.bar_box(arrow.to).1 / 2.0;
        let step = |length: f64| (length * ratio).round();
        ctx.set_line_width(step(1.5));
        let mut y = from;
        ctx.begin_path();
        while (tip - y) * down > 0.0 {
            let reach = if dash > 0.0 { y + down * step(dash) } else { tip };
            let end = if (tip - reach) * down > 0.0 { reach } else { tip };
            ctx.move_to(x, y);
            ctx.line_to(x, end);
            y = end + down * step(3.0);
        }
        ctx.stroke();
        ctx.begin_path();
        ctx.move_to(x, tip);
        ctx.line_to(x - step(4.0), tip - down * step(7.0));
        ctx.line_to(x + step(4.0), tip - down * step(7.0));
        ctx.fill();
        ctx.fill_rect(x - step(2.0), from - step(2.0), step(4.0), step(4.0));
    }
}
