//! Golden projects: each folder of `tests/sites` is built, and its main facts and everything said
//! about it are compared with the snapshot `facts.snap` in it. A new test is a new folder.

use std::fmt::Write as _;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sitegen::date::Date;
use sitegen::disk;
use sitegen::pipeline::{self, Options, Outcome, Silent};
use sitegen::report::{self, Format};

fn projects() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    assert!(all.len() > 5, "the golden projects were not found");
    all
}

fn build(root: &Path) -> Outcome {
    let read = disk::read(root);
    let options = Options { as_of: Date::from_day(2031, 12, 1), ..Options::default() };
    let mut outcome = pipeline::run(&read.value, &options, &Silent);
    outcome.diagnostics.extend(read.diagnostics);
    report::sort(&mut outcome.diagnostics);
    outcome
}

fn subject(outcome: &Outcome) -> Value {
    let file = outcome.site.iter().find(|file| file.path.as_str() == "data/subject.json");
    file.map_or(Value::Null, |file| serde_json::from_slice(&file.bytes).unwrap())
}

/// What a person would want to know of a project, in few lines.
fn facts(outcome: &Outcome) -> String {
    let mut out = String::new();
    let subject = subject(outcome);
    let inferred = if outcome.inferred { " (inferred)" } else { "" };
    let _ = writeln!(out, "subject: {}{inferred}", outcome.subject);
    let list = |out: &mut String, name: &str, line: &dyn Fn(&Value) -> String| {
        let items = subject[name].as_array().map_or(&[][..], Vec::as_slice);
        for item in items {
            let _ = writeln!(out, "{name}: {}", line(item));
        }
    };
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    list(&mut out, "sources", &|s| {
        let removed = s["removed"].as_array().map_or(0, Vec::len);
        format!(
            "{} | {} | {} | {} | headings {} | items {} | removed {removed}",
            text(&s["id"]),
            text(&s["title"]),
            text(&s["publisher"]),
            text(&s["published"]),
            s["headings"],
            s["list_items"],
        )
    });
    list(&mut out, "members", &|m| {
        let positions = m["positions"].as_array().map_or(&[][..], Vec::as_slice);
        let stances: Vec<String> = positions.iter().map(|p| text(&p["stance"])).collect();
        format!("{} | {} | {} | {stances:?}", text(&m["name"]), text(&m["kind"]), text(&m["role"]))
    });
    list(&mut out, "people", &|p| {
        let roles = p["roles"].as_array().map_or(&[][..], Vec::as_slice);
        let roles: Vec<String> = roles
            .iter()
            .map(|r| format!("{}, {}", text(&r["role"]), text(&r["affiliation"])))
            .collect();
        format!("{} | {roles:?}", text(&p["name"]))
    });
    list(&mut out, "quotations", &|q| format!("{}: {}", text(&q["speaker"]), text(&q["text"])));
    list(&mut out, "events", &|e| format!("{} ({})", text(&e["date"]), text(&e["when"])));
    list(&mut out, "figures", &|f| {
        format!("{} {} {}", text(&f["bound"]), text(&f["value"]), text(&f["unit"]))
    });
    list(&mut out, "precedents", &|p| format!("{}, {}", text(&p["name"]), text(&p["year"])));
    list(&mut out, "disagreements", &|d| {
        format!("{} | {}", text(&d["about"]), text(&d["verdict"]))
    });
    confirmed(&subject, &mut |id| {
        let _ = writeln!(out, "confirmed: {id}");
    });
    edited(&subject, "", &mut |id, edit| {
        let _ = writeln!(
            out,
            "{}: {id} | {} | {}",
            text(&edit["change"]),
            text(&edit["was"]),
            text(&edit["note"])
        );
    });
    for write in &outcome.writes {
        let _ = writeln!(out, "write: {:?} {}", write.kind, write.path);
    }
    for page in ["changes/index.html", "corrections/index.html"] {
        if let Some(file) = outcome.site.iter().find(|file| file.path.as_str() == page) {
            let _ = writeln!(out, "\n{page}:\n{}", shown(&String::from_utf8_lossy(&file.bytes)));
        }
    }
    let said = report::render(&outcome.diagnostics, Format::Human, false);
    let _ = write!(out, "\n{said}");
    out
}

/// What a reader sees of a page's main part with all passages closed, a line for each block.
fn shown(html: &str) -> String {
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let closed: String =
        main.split("<details").map(|part| part.split("</details>").last().unwrap()).collect();
    let mut out = String::new();
    for part in closed.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if matches!(name, "p" | "li" | "h1" | "h2" | "h3" | "ul" | "br") && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&text.replace('\n', ""));
    }
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Calls `f` with the id of everything that a person confirmed.
fn confirmed(value: &Value, f: &mut impl FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| confirmed(item, f)),
        Value::Object(fields) => {
            if fields.get("status").is_some_and(|status| status == "confirmed") {
                f(fields["id"].as_str().unwrap_or_default());
            }
            fields.values().for_each(|field| confirmed(field, f));
        }
        _ => {}
    }
}

/// Calls `f` with the id (or name) of everything that an editor's entry speaks of, and what it did.
fn edited(value: &Value, above: &str, f: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| edited(item, above, f)),
        Value::Object(fields) => {
            let own = fields.get("id").or_else(|| fields.get("role")).and_then(Value::as_str);
            let id = own.unwrap_or(above);
            if let Some(edit) = fields.get("edit") {
                f(id, edit);
            }
            fields.values().for_each(|field| edited(field, id, f));
        }
        _ => {}
    }
}

#[test]
fn golden_sites() {
    let mut failed = Vec::new();
    for root in projects() {
        let text = facts(&build(&root));
        let compared = catch_unwind(|| {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(&root);
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!("facts", text));
        });
        if compared.is_err() {
            failed.push(root.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    assert!(failed.is_empty(), "the snapshots of {failed:?} differ: see the diffs above");
}

/// Marks of a page that was put right, for readers and for machines, and the way to the list.
#[test]
fn corrections_are_told_where_they_belong() {
    let outcome = build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/corrections"));
    let page = |path: &str| {
        let file = outcome.site.iter().find(|file| file.path.as_str() == path).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let machine = |html: &str| -> Option<Value> {
        let script = html.split("<script type=\"application/ld+json\">").nth(1)?;
        Some(serde_json::from_str(script.split("</script>").next()?).unwrap())
    };
    let plan = page("plan/index.html");
    assert!(plan.contains("Corrected on") && plan.contains("The pact was signed in Porto."));
    let told = machine(&plan).expect("markup");
    assert_eq!(
        (&told["@type"], &told["headline"]),
        (&"Article".into(), &"Is the plan sound?".into())
    );
    assert_eq!(told["correction"][0]["@type"], "CorrectionComment");
    assert_eq!(told["correction"][0]["datePublished"], "2031-06-04");
    let text = told["correction"][0]["text"].as_str().unwrap();
    assert!(text.contains("signed in Porto") && text.contains("signed in Lisbon"), "{text}");
    // Words that look like the end of the script do not end it.
    let home = machine(&page("index.html")).expect("markup");
    assert_eq!(home["@type"], "WebPage");
    assert!(home["correction"][0]["text"].as_str().unwrap().contains("</script>"));
    let list = page("corrections/index.html");
    assert!(machine(&list).is_none() && list.contains("id=\"correction-2031-06-09-2\""));
    for path in ["about/index.html", "sources/lantern/index.html", "404.html"] {
        let html = page(path);
        assert!(html.contains("corrections/index.html\""), "{path} has no way to the list");
        assert!(machine(&html).is_none() && !html.contains("Corrected on"), "{path}");
    }
    let without = build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/policy"));
    assert!(without.site.iter().all(|file| !file.path.as_str().starts_with("corrections/")));
}

#[test]
fn the_machine_readable_twin_keeps_to_its_schema() {
    for root in projects() {
        let outcome = build(&root);
        let file = |name: &str| outcome.site.iter().find(|f| f.path.as_str() == name);
        let Some(schema) = file("data/subject.schema.json") else { continue };
        let schema: Value = serde_json::from_slice(&schema.bytes).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let data = subject(&outcome);
        let wrong: Vec<String> = validator.iter_errors(&data).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", root.display());
    }
}

#[test]
fn every_passage_is_verbatim() {
    let mut checked = 0;
    for root in projects() {
        visit(&subject(&build(&root)), &mut |passage| {
            let (Some(text), Some(start), Some(end)) =
                (passage["text"].as_str(), passage["start"].as_u64(), passage["end"].as_u64())
            else {
                return;
            };
            let words = text.get(usize::try_from(start).unwrap()..usize::try_from(end).unwrap());
            assert!(words.is_some_and(|words| !words.is_empty()), "{}: {passage}", root.display());
            checked += 1;
        });
    }
    assert!(checked > 20, "only {checked} passages were there to check");
}

/// Calls `f` with everything that looks like a passage.
fn visit(value: &Value, f: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, f)),
        Value::Object(fields) => {
            if fields.contains_key("start") && fields.contains_key("text") {
                f(value);
            }
            fields.values().for_each(|field| visit(field, f));
        }
        _ => {}
    }
}
