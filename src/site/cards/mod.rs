//! The picture that stands for a page where it is shared: its title on paper, drawn with a font that
//! is built in, so that it looks the same wherever the site is made.
//!
//! Drawn with `ab_glyph` and `png` (12 small crates) rather than an SVG renderer (over 60): two lines
//! of type need no more. With sixteen shades a card has about ten kilobytes.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};

use super::SiteFile;
use crate::pages::{Page, PageKind};
use crate::slug::SitePath;

/// Width and height, in pixels: what networks show without cropping.
pub(super) const SIZE: (u16, u16) = (1200, 630);

const WIDTH: usize = SIZE.0 as usize;
const HEIGHT: usize = SIZE.1 as usize;

/// Room at the edges.
const EDGE: f32 = 80.0;

/// The size of the title, the largest that leaves it within this many lines.
const SIZES: [(f32, usize); 4] = [(92.0, 2), (76.0, 3), (62.0, 4), (50.0, 5)];

/// Paper and ink of the default theme.
const PAPER: [u8; 3] = [0xfd, 0xfc, 0xfa];
const INK: [u8; 3] = [0x1d, 0x1c, 0x1a];

/// How many shades there are between them; four bits for a pixel.
const SHADES: u8 = 16;

static FONT: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(include_bytes!("serif-bold.ttf")).ok());

/// Where the card of a page is; none where a page has no card: without an address of the site nobody
/// can share it, and letters that the font lacks would be boxes.
pub(super) fn path(page: &Page) -> Option<SitePath> {
    let site = &page.site;
    let shared = site.base_url.is_some() && site.share_images;
    let kind =
        !matches!(page.kind, PageKind::NotFound | PageKind::Styleguide | PageKind::Redirect(_));
    if !shared || !kind || !drawable(&page.title) || !drawable(&site.title) {
        return None;
    }
    let name = page.path.as_str().trim_end_matches("index.html").trim_end_matches('/');
    let name = if name.is_empty() { "index" } else { name };
    SitePath::new(format!("share/{name}.png")).ok()
}

/// Whether a path is that of a card.
pub(super) fn is_card(path: &str) -> bool {
    path.strip_suffix(".png").is_some_and(|stem| stem.starts_with("share/"))
}

/// What the card shows, for those who do not see it.
pub(super) fn alt(page: &Page) -> String {
    if page.kind == PageKind::Home {
        format!("The words “{}”", page.title)
    } else {
        format!("The words “{}”, a page of “{}”", page.title, page.site.title)
    }
}

/// Where the card of a page is, and all that it is drawn from, if it has one.
pub fn shown_on_card(page: &Page) -> Option<(SitePath, (bool, &str, &str))> {
    Some((path(page)?, (page.kind == PageKind::Home, &page.title, &page.site.title)))
}

/// The card of a page, if it has one.
pub fn card(page: &Page) -> Option<SiteFile> {
    let path = path(page)?;
    let font = FONT.as_ref()?;
    let mut sheet = Sheet { shades: vec![0; WIDTH * HEIGHT] };
    sheet.bar(0, 20);
    let (size, lines) = fit(font, &page.title);
    let mut base = 90.0 + size;
    for line in &lines {
        sheet.write(font, line, size, base);
        base += size * 1.16;
    }
    if page.kind != PageKind::Home {
        let lines = wrap(font, &page.site.title, 36.0);
        sheet.write(font, lines.first().map_or("", String::as_str), 36.0, 560.0);
    }
    Some(SiteFile { path, bytes: sheet.png()? })
}

/// Whether the font has all letters of a text.
fn drawable(text: &str) -> bool {
    FONT.as_ref().is_some_and(|font| {
        text.chars().all(|c| c.is_whitespace() || font.glyph_id(c).0 != 0) && !text.is_empty()
    })
}

/// The lines of a title, and their size. What does not fit at the smallest size is cut.
fn fit(font: &FontRef, title: &str) -> (f32, Vec<String>) {
    for (size, most) in SIZES {
        let lines = wrap(font, title, size);
        if lines.len() <= most {
            return (size, lines);
        }
    }
    let (size, most) = SIZES[SIZES.len() - 1];
    let mut lines = wrap(font, title, size);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        last.push('…');
    }
    (size, lines)
}

/// Breaks a text into lines that fit between the edges; a word that is wider stands alone.
fn wrap(font: &FontRef, text: &str, size: f32) -> Vec<String> {
    let scaled = font.as_scaled(PxScale::from(size));
    let width = |text: &str| text.chars().map(|c| scaled.h_advance(font.glyph_id(c))).sum::<f32>();
    let room = f32::from(SIZE.0) - 2.0 * EDGE;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + width(" ") + width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A sheet of paper: for each pixel how much ink, from 0 to 15.
struct Sheet {
    shades: Vec<u8>,
}

impl Sheet {
    /// A bar across the sheet.
    fn bar(&mut self, from: usize, to: usize) {
        self.shades[from * WIDTH..to * WIDTH].fill(SHADES - 1);
    }

    fn write(&mut self, font: &FontRef, text: &str, size: f32, base: f32) {
        let scaled = font.as_scaled(PxScale::from(size));
        let mut x = EDGE;
        for c in text.chars() {
            let id = font.glyph_id(c);
            let glyph: Glyph = id.with_scale_and_position(size, point(x, base));
            x += scaled.h_advance(id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, ink| self.ink(corner.x, corner.y, dx, dy, ink));
        }
    }

    fn ink(&mut self, left: f32, top: f32, dx: u32, dy: u32, ink: f32) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "floats saturate, and what lies outside is left out"
        )]
        let (x, y, shade) = (
            left.max(0.0) as usize + dx as usize,
            top.max(0.0) as usize + dy as usize,
            (ink.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8,
        );
        if x < WIDTH
            && let Some(pixel) = self.shades.get_mut(y * WIDTH + x)
        {
            *pixel = (*pixel).max(shade);
        }
    }

    fn png(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, u32::from(SIZE.0), u32::from(SIZE.1));
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette());
        // Large areas of one shade: filters and long searches cost time, and save next to nothing.
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_deflate_compression(png::DeflateCompression::Level(1));
        let packed: Vec<u8> = self.shades.chunks_exact(2).map(|two| two[0] << 4 | two[1]).collect();
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&packed).ok()?;
        writer.finish().ok()?;
        Some(out)
    }
}

/// The shades from paper to ink.
fn palette() -> Vec<u8> {
    let mix = |paper: u8, ink: u8, shade: u8| {
        let (paper, ink) = (u16::from(paper), u16::from(ink));
        let (shade, most) = (u16::from(shade), u16::from(SHADES - 1));
        u8::try_from((paper * (most - shade) + ink * shade) / most).unwrap_or(u8::MAX)
    };
    (0..SHADES)
        .flat_map(|shade| (0..3).map(move |channel| mix(PAPER[channel], INK[channel], shade)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_smaller_and_end_in_an_ellipsis() {
        let font = FONT.as_ref().unwrap();
        assert_eq!(fit(font, "Who is in it?"), (92.0, vec!["Who is in it?".to_owned()]));
        let long = "a very long title ".repeat(30);
        let (size, lines) = fit(font, &long);
        assert!((size - 50.0).abs() < 1.0, "{size}");
        assert_eq!(lines.len(), 5);
        assert!(lines.last().unwrap().ends_with('…'));
    }

    #[test]
    fn letters_that_the_font_lacks_are_known() {
        assert!(drawable("Łódź, Ελλάδα, Київ – “да”") && !drawable("北京") && !drawable(""));
    }
}
