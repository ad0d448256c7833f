//! The house rules that a compiler does not know: layers, module headers, file lengths, no subject
//! in the code, a page for each code of an error.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which data flows. Each may import those before it, and itself.
const LAYERS: &[&[&str]] = &[
    // Vocabulary.
    &[
        "span",
        "fold",
        "diagnostic",
        "date",
        "moment",
        "slug",
        "shape",
        "config",
        "token",
        "lexicon",
        "entity",
    ],
    // Stages.
    &["seeds"],
    &["sources"],
    &["citations"],
    &["text"],
    &["evidence"],
    &["subject"],
    &["pictures"],
    &["pages"],
    &["site"],
    &["check", "formats"],
    // Shell.
    &["report", "disk", "memo"],
    &["external"],
    &["pipeline"],
    &["server", "watch"],
];

/// The first layers of the shell, where files, threads and the clock begin.
const SHELL: &[&str] =
    &["report", "disk", "memo", "external", "pipeline", "server", "watch", "cli", "main", "lib"];

/// What only the shell may name.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "SystemTime",
    "Instant::now",
    "std::env",
];

const LONGEST: usize = 400;

/// Files that are longer, until they are split: none may be added.
const LONGER: &[&str] = &[
    "lexicon/commitments.rs",
    "pages/block.rs",
    "pages/markdown.rs",
    "site/data.rs",
    "site/view/blocks.rs",
];

struct Module {
    path: PathBuf,
    /// The module of the crate that it is in: "sources" for src/sources/print.rs.
    top: String,
    /// Without the tests at its end.
    code: String,
    lines: usize,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn modules() -> Vec<Module> {
    let src = root().join("src");
    let mut out = Vec::new();
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let relative = path.strip_prefix(&src).unwrap().to_owned();
        let first = relative.components().next().unwrap().as_os_str().to_string_lossy();
        let top = first.trim_end_matches(".rs").to_owned();
        let tests = relative.to_string_lossy().contains("tests");
        let code = if tests {
            String::new()
        } else {
            text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned()
        };
        out.push(Module { path: relative, top, code, lines: text.lines().count(), text });
    }
    assert!(out.len() > 10, "the modules were not found");
    out
}

fn complain(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn modules_import_only_what_comes_before_them() {
    let mut problems = Vec::new();
    for module in modules().iter().filter(|m| !matches!(m.top.as_str(), "cli" | "main" | "lib")) {
        let Some(own) = layer(&module.top) else {
            problems.push(format!(
                "{}: its layer is not known to tests/tidy.rs",
                module.path.display()
            ));
            continue;
        };
        for line in module.code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for import in line.split("crate::").skip(1) {
                let name: String =
                    import.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if layer(&name).is_some_and(|other| other > own) {
                    problems.push(format!(
                        "{}: imports {name}, which comes after it",
                        module.path.display()
                    ));
                }
            }
        }
    }
    complain(&problems);
}

#[test]
fn stages_do_no_input_or_output() {
    let mut problems = Vec::new();
    for module in modules().iter().filter(|module| !SHELL.contains(&module.top.as_str())) {
        for word in OUTSIDE {
            if module.code.lines().any(|l| !l.trim_start().starts_with("//") && l.contains(word)) {
                problems.push(format!("{}: names {word}", module.path.display()));
            }
        }
    }
    complain(&problems);
}

#[test]
fn every_module_says_what_it_is() {
    let silent = |m: &&Module| !m.text.starts_with("//! ");
    let all = modules();
    let problems: Vec<_> = all
        .iter()
        .filter(silent)
        .map(|m| format!("{}: does not open with `//! ` and what it is", m.path.display()))
        .collect();
    complain(&problems);
}

#[test]
fn no_file_is_too_long() {
    let all = modules();
    let problems: Vec<_> = all
        .iter()
        .filter(|m| m.lines > LONGEST && !LONGER.iter().any(|path| m.path == Path::new(path)))
        .map(|m| format!("{}: {} lines, at most {LONGEST}", m.path.display(), m.lines))
        .collect();
    complain(&problems);
}

#[test]
fn nothing_in_the_code_knows_the_subject() {
    let Ok(text) = fs::read_to_string(root().join("sitegen.yaml")) else { return };
    let read = sitegen::config::read(&text);
    let subject = read.value.subject;
    let names: Vec<String> = subject
        .name
        .iter()
        .chain(&subject.aliases)
        .map(|name| name.to_lowercase())
        // A common word such as "coalition" may stand in a list of common words.
        .filter(|name| name.contains(' '))
        .collect();
    let stances = read.value.positions.values().flat_map(|axis| axis.stances.keys());
    let stances: Vec<String> = stances.filter(|id| id.contains('-')).cloned().collect();
    let mut problems = Vec::new();
    for entry in walkdir::WalkDir::new(root().join("src")) {
        let path = entry.unwrap().into_path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let text = text.to_lowercase();
        for word in names.iter().chain(&stances).filter(|word| text.contains(word.as_str())) {
            problems.push(format!("{}: holds {word:?}", path.display()));
        }
    }
    complain(&problems);
}

#[test]
fn every_code_has_a_page() {
    let mut problems = Vec::new();
    let explained = fs::read_to_string(root().join("src/cli/explain.rs")).unwrap();
    for module in modules() {
        for kind in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note("] {
            for call in module.code.split(kind).skip(1) {
                let Some(code) =
                    call.trim_start().strip_prefix('"').and_then(|c| c.split('"').next())
                else {
                    continue;
                };
                let page = root().join("docs/errors").join(format!("{code}.md"));
                if !page.is_file() || !explained.contains(&format!("\"{code}\"")) {
                    problems.push(format!(
                        "{}: the code {code:?} needs docs/errors/{code}.md, and its name in \
                         src/cli/explain.rs",
                        module.path.display()
                    ));
                }
            }
        }
    }
    complain(&problems);
}
