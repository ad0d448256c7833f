//! Many small values in one file, of which a few can be read without the others.
//!
//! It stands alone because a build that changes one page must not read what is kept of ten thousand:
//! the index is proved as a whole, and each value by itself.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Hash;
use super::store::{FOLDER, prepare};

/// Begins each file; another form of them needs another mark.
const MAGIC: &[u8; 12] = b"sitegen-shlf";

/// Bytes before the front: the mark, the program, the proof of the front, its length.
const HEAD: usize = MAGIC.len() + 16 + 16 + 8;

/// What all values share, as it is serialised, and where each of them lies.
#[derive(Serialize, Deserialize)]
struct Front<'a> {
    #[serde(borrow)]
    shared: &'a [u8],
    #[serde(borrow)]
    index: Vec<Entry<'a>>,
}

/// Where a value lies.
#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    key: &'a str,
    length: usize,
    proof: Hash,
}

/// A value on its way to a shelf.
#[derive(Debug)]
pub struct Item {
    key: String,
    bytes: Vec<u8>,
    proof: Hash,
}

impl Item {
    /// A value under its key; none if it cannot be serialised.
    pub fn new(key: &str, value: &impl Serialize) -> Option<Self> {
        let bytes = postcard::to_stdvec(value).ok()?;
        Some(Self { key: key.to_owned(), proof: Hash::of_bytes(&bytes), bytes })
    }

    /// Its key.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The value.
    pub fn value<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        postcard::from_bytes(&self.bytes).ok()
    }
}

/// Keeps values in a file. If it cannot be written, the next build does the work again, that is all.
pub fn save_shelf(root: &Path, name: &str, shared: &impl Serialize, items: &[Item]) {
    let Ok(shared) = postcard::to_stdvec(shared) else { return };
    let entry = |item: &Item| (item.key.clone(), item.bytes.len(), item.proof);
    let entries: Vec<_> = items.iter().map(entry).collect();
    let index = entries
        .iter()
        .map(|(key, length, proof)| Entry { key, length: *length, proof: *proof })
        .collect();
    let Ok(front) = postcard::to_stdvec(&Front { shared: &shared, index }) else { return };
    let mut bytes = Vec::with_capacity(
        HEAD + front.len() + items.iter().map(|item| item.bytes.len()).sum::<usize>(),
    );
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&super::program().0);
    bytes.extend_from_slice(&Hash::of_bytes(&front).0);
    bytes.extend_from_slice(&(front.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&front);
    for item in items {
        bytes.extend_from_slice(&item.bytes);
    }
    prepare(root);
    let _ = crate::disk::replace(&root.join(FOLDER).join(name), &bytes);
}

/// A file of values that this program wrote.
#[derive(Debug)]
pub struct Shelf {
    file: File,
    front: Vec<u8>,
}

impl Shelf {
    /// Opens a file of the project's memo, if it is there and its index whole.
    pub fn open(root: &Path, name: &str) -> Option<Self> {
        let mut file = File::open(root.join(FOLDER).join(name)).ok()?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let (program, rest) = head.strip_prefix(MAGIC)?.split_at(16);
        let (proof, length) = rest.split_at(16);
        let length = u64::from_le_bytes(length.try_into().ok()?);
        if program != super::program().0 || length > file.metadata().ok()?.len() {
            return None;
        }
        let mut front = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut front).ok()?;
        (Hash::of_bytes(&front).0 == *proof).then_some(Self { file, front })
    }

    /// What all values share.
    pub fn shared<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        postcard::from_bytes(self.front()?.shared).ok()
    }

    /// The bytes of the values under these keys; none unless all are there and whole.
    pub fn take(&mut self, keys: &[&str]) -> Option<Vec<Vec<u8>>> {
        let front: Front = postcard::from_bytes(&self.front).ok()?;
        let mut at = (HEAD + self.front.len()) as u64;
        let mut places = vec![None; keys.len()];
        for entry in &front.index {
            if let Some(place) = keys.iter().position(|key| *key == entry.key) {
                places[place] = Some((at, entry.length, entry.proof));
            }
            at += entry.length as u64;
        }
        let mut out = Vec::with_capacity(keys.len());
        for place in places {
            let (at, length, proof) = place?;
            let mut bytes = vec![0; length];
            self.file.seek(SeekFrom::Start(at)).ok()?;
            self.file.read_exact(&mut bytes).ok()?;
            out.push(Some(bytes).filter(|bytes| Hash::of_bytes(bytes) == proof)?);
        }
        Some(out)
    }

    fn front(&self) -> Option<Front<'_>> {
        postcard::from_bytes(&self.front).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_some_of_what_was_kept_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Shelf::open(dir.path(), "x").is_none());
        let items: Vec<Item> =
            ["a", "b", "c"].iter().filter_map(|key| Item::new(key, &(*key, 7))).collect();
        save_shelf(dir.path(), "x", &("shared", 1), &items);
        let take = |keys: &[&str]| {
            let mut shelf = Shelf::open(dir.path(), "x")?;
            assert_eq!(shelf.shared::<(&str, i32)>(), Some(("shared", 1)));
            shelf.take(keys)
        };
        let value = |bytes: &[u8]| postcard::from_bytes::<(String, i32)>(bytes).unwrap().0;
        let both = take(&["c", "a"]).unwrap();
        assert_eq!((value(&both[0]), value(&both[1])), ("c".into(), "a".into()));
        assert!(take(&["a", "d"]).is_none() && take(&[]).unwrap().is_empty());
        let file = dir.path().join(FOLDER).join("x");
        let whole = std::fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            std::fs::write(&file, broken).unwrap();
            assert!(take(&["a", "b", "c"]).is_none(), "byte {at}");
        }
        for length in 0..whole.len() {
            std::fs::write(&file, &whole[..length]).unwrap();
            assert!(take(&["a", "b", "c"]).is_none(), "cut at {length}");
        }
    }
}
