//! What a YAML file may hold: every unknown key and wrong value is said, with its line.
//!
//! It stands alone because serde stops at the first mistake, and a person wants all of them. Every
//! file format that people write by hand is checked with it before it is read, and its JSON Schema
//! is made from the same declaration, so that the two agree.

pub mod front;
mod mistakes;
mod schema;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};

pub(crate) use mistakes::plainly;
pub use mistakes::{conflict, yaml_error};
pub use schema::{key_schema, schema};

/// What may stand in a place of a YAML file. Nothing (`key:` alone) may stand anywhere.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text; a number or a truth value counts as its text.
    Text,
    /// A number; one between quotation marks counts too.
    Number,
    /// A year, month or day: 2031, 2031-05 or 2031-05-03.
    Date,
    /// `true` or `false`.
    Bool,
    /// A list of texts.
    Texts,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// These keys, each optional.
    Keys(&'static [(&'static str, Shape)]),
    /// Keys of a person's choice, each with this.
    Each(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// Any of these, for what may be written briefly.
    Either(&'static [Shape]),
    /// One of these, with what it means for whom an editor shows it.
    About(&'static str, &'static Shape),
    /// Anything.
    Any,
}

/// A YAML value whose parts know where they stand.
#[derive(Debug)]
enum Node {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<Key>, Spanned<Node>)>),
}

/// A key as it is written: `no:` and `2025:` are keys too.
#[derive(Debug)]
struct Key(String);

/// Checks the `text` of `file` against `shape`; what is wrong gets the code `code`.
pub fn check(file: &str, text: &str, code: &str, shape: &Shape) -> Vec<Diagnostic> {
    match serde_yaml::from_str::<Spanned<Node>>(text) {
        Ok(node) => {
            let mut checker = Checker { file, text, code, out: Vec::new() };
            checker.node(&node, shape, "the file");
            checker.out
        }
        Err(_) if text.lines().all(is_blank) => Vec::new(),
        Err(error) => vec![yaml_error(file, text, code, &error)],
    }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// `length` characters from a location on.
pub(crate) fn place(file: &str, text: &str, at: &serde_yaml::Location, length: usize) -> Place {
    let line = usize::try_from(at.line()).unwrap_or(1).max(1);
    let column = usize::try_from(at.column()).unwrap_or(1).max(1);
    let content = text.lines().nth(line - 1).unwrap_or("");
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        file: file.to_owned(),
        line: count(line),
        column: count(column),
        length: count(length.max(1)),
        text: content.to_owned(),
    }
}

struct Checker<'a> {
    file: &'a str,
    text: &'a str,
    code: &'a str,
    out: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn node(&mut self, node: &Spanned<Node>, shape: &Shape, name: &str) {
        match (shape, &node.value) {
            (_, Node::Null)
            | (Shape::Any, _)
            | (Shape::Text, Node::Text(_) | Node::Number(_) | Node::Bool(_))
            | (Shape::Number, Node::Number(_))
            | (Shape::Bool, Node::Bool(_)) => {}
            (Shape::About(_, shape), _) => self.node(node, shape, name),
            (Shape::Either(shapes), found) => {
                // The last one is the long form: it tells best what is wrong.
                if let Some(shape) =
                    shapes.iter().find(|shape| shape.takes(found)).or(shapes.last())
                {
                    self.node(node, shape, name);
                }
            }
            (Shape::Number, Node::Text(word)) if word.trim().parse::<f64>().is_ok() => {}
            (Shape::Date, Node::Text(word) | Node::Number(word)) if Date::parse(word).is_some() => {
            }
            (Shape::Date, Node::Text(word) | Node::Number(word)) => {
                let message = format!("{name} must be a date, not {word:?}");
                let hint = "write a year, month or day: 2031, 2031-05 or 2031-05-03".to_owned();
                self.say(&node.referenced, word, message, Some(hint));
            }
            (Shape::OneOf(words), Node::Text(word)) if words.contains(&word.as_str()) => {}
            // YAML reads an unquoted `off` or `no` as a truth value.
            (Shape::OneOf(words), Node::Bool(false)) if words.contains(&"off") => {}
            (Shape::OneOf(words), Node::Text(word)) => {
                let message = format!("{name} cannot be {word:?}");
                self.say(&node.referenced, word, message, Some(choice(word, words)));
            }
            (Shape::Texts, Node::List(items)) => {
                for item in items {
                    self.node(item, &Shape::Text, name);
                }
            }
            (Shape::List(each), Node::List(items)) => {
                for item in items {
                    self.node(item, each, name);
                }
            }
            (Shape::Each(each), Node::Map(entries)) => {
                for (key, value) in entries {
                    self.node(value, each, &key.value.0);
                }
            }
            (Shape::Keys(keys), Node::Map(entries)) => {
                for (key, value) in entries {
                    self.key(key, value, keys);
                }
            }
            (shape, found) => {
                let message =
                    format!("{name} must be {}, not {}", shape.wanted(), found.described());
                self.say(&node.referenced, found.words(), message, shape.example(name));
            }
        }
    }

    fn key(&mut self, key: &Spanned<Key>, value: &Spanned<Node>, keys: &[(&'static str, Shape)]) {
        let word = key.value.0.as_str();
        if let Some((_, shape)) = keys.iter().find(|(name, _)| *name == word) {
            self.node(value, shape, word);
            return;
        }
        let names: Vec<_> = keys.iter().map(|(name, _)| *name).collect();
        let message = format!("unknown key {word:?}");
        self.say(&key.referenced, word, message, Some(choice(word, &names)));
    }

    fn say(
        &mut self,
        at: &serde_yaml::Location,
        words: &str,
        message: String,
        hint: Option<String>,
    ) {
        let place = place(self.file, self.text, at, words.chars().count());
        let mut diagnostic = Diagnostic::error(self.code, message).at(place);
        diagnostic.hint = hint;
        self.out.push(diagnostic);
    }
}

fn choice(word: &str, words: &[&'static str]) -> String {
    let all = words.join(", ");
    match did_you_mean(word, words.iter().copied()) {
        Some(near) => format!("did you mean {near:?}? It may be: {all}"),
        None => format!("it may be: {all}"),
    }
}

impl Shape {
    fn wanted(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Bool => "true or false",
            Self::Texts => "a list of texts",
            Self::OneOf(_) => "a word",
            Self::Keys(_) | Self::Each(_) => "a group of keys",
            Self::List(_) => "a list",
            Self::Either(shapes) => shapes.last().map_or("nothing", |shape| shape.wanted()),
            Self::About(_, shape) => shape.wanted(),
            Self::Any => "anything",
        }
    }

    /// Whether a value is of the sort that this describes, whatever may be wrong within.
    fn takes(&self, node: &Node) -> bool {
        match self {
            Self::About(_, shape) => shape.takes(node),
            Self::Either(shapes) => shapes.iter().any(|shape| shape.takes(node)),
            Self::Any => true,
            Self::Text => matches!(node, Node::Text(_) | Node::Number(_) | Node::Bool(_)),
            Self::Number => matches!(node, Node::Number(_)),
            Self::Date | Self::OneOf(_) => matches!(node, Node::Text(_) | Node::Number(_)),
            Self::Bool => matches!(node, Node::Bool(_)),
            Self::Texts | Self::List(_) => matches!(node, Node::List(_)),
            Self::Keys(_) | Self::Each(_) => matches!(node, Node::Map(_)),
        }
    }

    fn example(&self, name: &str) -> Option<String> {
        match self {
            Self::Texts => Some(format!("write it as {name}: [one, two]")),
            Self::List(_) => Some("begin each of its entries with a hyphen and a blank".to_owned()),
            Self::OneOf(words) => Some(format!("it may be: {}", words.join(", "))),
            Self::Keys(_) | Self::Each(_) => {
                Some("below it, indented, write a key, a colon and a value on each line".to_owned())
            }
            Self::Number => Some("write digits alone, such as 1600000".to_owned()),
            Self::Bool => Some("write true or false, without quotation marks".to_owned()),
            Self::Text => Some("write a text, between quotation marks if it has signs".to_owned()),
            Self::About(_, shape) => shape.example(name),
            Self::Either(shapes) => shapes.last().and_then(|shape| shape.example(name)),
            Self::Date | Self::Any => None,
        }
    }
}

impl Node {
    fn described(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of keys",
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            _ => "",
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
