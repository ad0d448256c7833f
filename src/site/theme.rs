//! A theme: compiled templates and static files. The default one is built in; a project's own
//! files win over it, one by one.
//!
//! It stands alone because compiling happens once a build, and its errors belong to template
//! files, not to pages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::Tera;

use crate::diagnostic::{Checked, Diagnostic, Place, did_you_mean};
use crate::slug::SitePath;

/// Names each file of the default theme once.
macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_bytes!(concat!("../../themes/default/", $folder, "/", $name)).as_slice(),
        )),*]
    };
}

/// Templates of the default theme.
const TEMPLATES: &[(&str, &[u8])] = files!["templates":
    "404.html", "base.html", "blocks.html", "cite.html", "home.html", "page.html",
    "pictures.html", "redirect.html", "search.html", "source.html", "tables.html",
];

/// Static files of the default theme.
const STATIC: &[(&str, &[u8])] = files!["static":
    "assets/search.js", "assets/style.css", "assets/theme.js", "favicon.svg",
];

/// A file of a theme or of a project's own `templates` or `static`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Path relative to the project's root, with forward slashes.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl ThemeFile {
    /// A file.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Compiled templates and static files. Immutable, shared between threads.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<SitePath, Cow<'static, [u8]>>,
    fingerprint: [u8; 16],
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("assets", &self.assets.keys()).finish_non_exhaustive()
    }
}

/// Where a file of a project belongs.
enum Part<'a> {
    Template(&'a str),
    Static(&'a str),
}

impl Theme {
    /// Compiles the theme `name` (none: the default one) from the project's `files`, over the
    /// default theme. A template with an error is an error in the diagnostics, with the engine's
    /// own report; the theme is then the default one.
    pub fn load(name: Option<&str>, files: &[ThemeFile]) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut templates: BTreeMap<String, (Option<&str>, Cow<'_, str>)> = builtin();
        let mut assets: BTreeMap<SitePath, Cow<'static, [u8]>> = BTreeMap::new();
        for (path, bytes) in STATIC {
            add_asset(&mut assets, path, Cow::Borrowed(*bytes));
        }
        missing_theme(name, files, &mut diagnostics);
        let theme = name.map(|name| format!("themes/{name}/"));
        // The theme's files first, then the project's own, so that the latter win.
        let layers = [theme.as_deref(), Some("")];
        for layer in layers.into_iter().flatten() {
            for file in files {
                match file.path.strip_prefix(layer).and_then(part) {
                    Some(Part::Template(path)) => match std::str::from_utf8(&file.bytes) {
                        Ok(text) => {
                            let entry = (Some(file.path.as_str()), Cow::Borrowed(text));
                            templates.insert(path.to_owned(), entry);
                        }
                        Err(_) => diagnostics.push(
                            Diagnostic::error("template", "a template that is not UTF-8")
                                .at(Place::file(file.path.clone()))
                                .hint("save it as UTF-8"),
                        ),
                    },
                    Some(Part::Static(path)) => {
                        add_asset(&mut assets, path, Cow::Owned(file.bytes.clone()));
                    }
                    None => {}
                }
            }
        }
        let fingerprint = fingerprint(&templates);
        let tera = compile(&templates).unwrap_or_else(|error| {
            diagnostics.push(broken(&error, &templates));
            compile(&builtin()).unwrap_or_default()
        });
        Checked::new(Self { tera, assets, fingerprint }, diagnostics)
    }

    /// The built-in theme.
    pub fn builtin() -> Self {
        Self::load(None, &[]).value
    }

    /// A hash of all templates: a page rendered with other ones is stale.
    pub fn fingerprint(&self) -> [u8; 16] {
        self.fingerprint
    }

    pub(super) fn tera(&self) -> &Tera {
        &self.tera
    }

    pub(super) fn assets(&self) -> &BTreeMap<SitePath, Cow<'static, [u8]>> {
        &self.assets
    }
}

fn builtin<'a>() -> BTreeMap<String, (Option<&'a str>, Cow<'a, str>)> {
    TEMPLATES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), (None, String::from_utf8_lossy(bytes))))
        .collect()
}

fn part(path: &str) -> Option<Part<'_>> {
    let template = path.strip_prefix("templates/").map(Part::Template);
    template.or_else(|| path.strip_prefix("static/").map(Part::Static))
}

fn add_asset(
    assets: &mut BTreeMap<SitePath, Cow<'static, [u8]>>,
    path: &str,
    bytes: Cow<'static, [u8]>,
) {
    if let Ok(path) = SitePath::new(path) {
        assets.insert(path, bytes);
    }
}

/// A theme that `sitegen.yaml` names and that has no files.
fn missing_theme(name: Option<&str>, files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) {
    let Some(name) = name.filter(|name| *name != "default") else { return };
    let names =
        files.iter().filter_map(|file| file.path.strip_prefix("themes/")?.split('/').next());
    if names.clone().any(|other| other == name) {
        return;
    }
    let near = did_you_mean(name, names.chain(["default"]));
    diagnostics.push(
        Diagnostic::error("theme", format!("there is no theme {name:?}"))
            .at(Place::file("sitegen.yaml"))
            .hint(match near {
                Some(near) => format!("did you mean {near:?}?"),
                None => format!("put it into themes/{name}/templates, or leave `theme` out"),
            }),
    );
}

fn compile(
    templates: &BTreeMap<String, (Option<&str>, Cow<'_, str>)>,
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on(["html", "xml"]);
    tera.add_raw_templates(templates.iter().map(|(path, (_, text))| (path.as_str(), &**text)))?;
    Ok(tera)
}

fn fingerprint(templates: &BTreeMap<String, (Option<&str>, Cow<'_, str>)>) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    for (path, (_, text)) in templates {
        for part in [path.as_bytes(), text.as_bytes()] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    let mut out = [0; 16];
    hasher.finalize_xof().fill(&mut out);
    out
}

/// A template that does not compile, at its place in the project's file.
fn broken(
    error: &tera::Error,
    templates: &BTreeMap<String, (Option<&str>, Cow<'_, str>)>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error("template", "a template does not compile")
        .also(report(error))
        .hint("templates are in the syntax of Tera 2: components instead of macros");
    let place = match error.kind() {
        tera::ErrorKind::SyntaxError(report) => place_in(report, templates),
        _ => None,
    };
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

fn place_in(
    report: &tera::ReportError,
    templates: &BTreeMap<String, (Option<&str>, Cow<'_, str>)>,
) -> Option<Place> {
    let (file, text) = templates.get(report.filename())?;
    let range = report.span().range.clone();
    Some(Place::in_text((*file)?, text, range.start, range.end))
}

/// The template engine's report, with all of its causes.
pub(super) fn report(error: &tera::Error) -> String {
    let mut out = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        out.push('\n');
        out.push_str(&inner.to_string());
        cause = inner.source();
    }
    out
}
