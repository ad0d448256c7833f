//! Bytes to text: byte-order marks, UTF-16 without one, what a page declares, and a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text, how it was encoded, and how many characters were lost.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) losses: usize,
}

/// Starts of files that people mistake for text, with their names.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "compressed data"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "rich text"),
];

/// What the bytes are, if they are not text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(name);
    }
    if Encoding::for_bom(bytes).is_some() || utf16(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(65_536)];
    let odd = |b: &u8| usize::from(*b < 32 && !(9..=13).contains(b) && *b != 27);
    let controls: usize = head.iter().map(odd).sum();
    (head.contains(&0) || controls * 50 > head.len()).then_some("binary data")
}

/// Decodes `bytes`; a `page` may say how it is encoded.
pub(super) fn decode(bytes: &[u8], page: bool) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[bom..]);
    }
    if let Some(encoding) = utf16(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), losses: 0 };
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    if let Some(encoding) = page.then(|| declared(bytes)).flatten() {
        return with(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Deny), bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let losses = if broken { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), losses }
}

/// UTF-16 without a mark: most characters of news text are below 256, so one half of the bytes is
/// nearly always zero and the other never.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 2 > units && even * 50 <= units {
        Some(UTF_16LE)
    } else if even * 2 > units && odd * 50 <= units {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the text is UTF-8 with a few broken places (a file cut in the middle of a character, a
/// pasted line), rather than something else: no other encoding has many valid sequences by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// The encoding that a page names in its first kilobytes (`<meta charset=...>`, XML declaration).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    for key in [&b"charset="[..], b"encoding="] {
        let Some(at) = head.windows(key.len()).position(|w| w == key) else { continue };
        let label: Vec<u8> = head[at + key.len()..]
            .iter()
            .copied()
            .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .collect();
        // A page that can be searched for ASCII is not in UTF-16, whatever it says.
        if let Some(encoding) = Encoding::for_label(&label) {
            return Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The café’s owner said “no” – twice, in Łódź.";

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        let bytes = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        for big in [false, true] {
            let plain = utf16_bytes(TEXT, big);
            assert_eq!(decode(&plain, false).text, TEXT);
            assert_eq!(binary(&plain), None);
            let marked = utf16_bytes(&format!("\u{feff}{TEXT}"), big);
            assert_eq!(decode(&marked, false).text, TEXT);
        }
        assert_eq!(decode(TEXT.as_bytes(), false).text, TEXT);
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes(), false).text, TEXT);
    }

    #[test]
    fn windows_1252_is_guessed_and_declarations_are_believed() {
        let decoded = decode(b"The caf\xe9\x92s owner said \x93no\x94 \x96 twice.", false);
        assert_eq!(decoded.text, "The café’s owner said “no” – twice.");
        assert_eq!((decoded.encoding, decoded.losses), ("windows-1252", 0));
        let page = decode(b"<meta charset='iso-8859-2'><p>\xa3\xf3d\xbc", true);
        assert_eq!(page.text, "<meta charset='iso-8859-2'><p>Łódź");
    }

    #[test]
    fn a_cut_character_costs_one_character() {
        let mut bytes = "“One” “two” “three” é".as_bytes().to_vec();
        bytes.pop();
        let decoded = decode(&bytes, false);
        assert!(decoded.text.starts_with("“One” “two” “three” "));
        assert_eq!((decoded.encoding, decoded.losses), ("UTF-8", 1));
    }
}
