//! The rules of the house: which crate may name which, which module of `shared` may name which, and how a
//! file looks. The drawing is in ARCHITECTURE.md; this is what holds the code to it.

use std::fmt;

use crate::source::{End, Path, Token, paths, tokens, without_tests};

/// The members of the workspace, each the name of its folder.
pub(crate) const MEMBERS: [&str; 4] = ["shared", "server", "client", "tests"];

/// The one file of the client that may name the server: it hosts a match in the same process.
const HOSTING_FILE: &str = "client/src/host.rs";

/// A crate of its own below a member, outside the workspace: it holds Hogs against general stacks, which stand on the
/// engine.
const PEERS: &str = "tests/peers/";

/// At this length a file holds more than one noun for certain.
const MOST_LINES: usize = 700;

/// What rapier's vectors and rotations compute by trigonometry inside, where clippy does not see it: `libm`'s or std's, as
/// a dependency's features have it.
const VECTOR_TRIGONOMETRY: &[&str] = &[
    "from_rotation_x",
    "from_rotation_y",
    "from_rotation_z",
    "from_axis_angle",
    "from_scaled_axis",
    "from_euler",
    "from_angle",
    "to_euler",
    "to_axis_angle",
    "to_scaled_axis",
    "to_angle",
    "angle_between",
    "angle_to",
    "slerp",
    "rotate_towards",
    "rotate_axis",
    "rotate_x",
    "rotate_y",
    "rotate_z",
];

/// Modules of `shared` that stand side by side: they may name each other and what stands below.
struct Layer {
    modules: &'static [&'static str],
    below: &'static [&'static [&'static str]],
    because: &'static str,
}

// `quantize` is a leaf because both the step and the protocol round through it.
const LEAVES: &[&str] = &["tick", "ids", "math", "rng", "quantize"];
const DATA: &[&str] = &["tuning", "level", "assets"];
const MATCH: &[&str] = &["arena", "weapon", "mode", "awards"];

/// `shared` from the ground up. A new module of `shared` is given its place here.
const LAYERS: [Layer; 7] = [
    Layer {
        modules: LEAVES,
        below: &[],
        because: "a leaf knows nothing of the game",
    },
    Layer {
        modules: DATA,
        below: &[LEAVES],
        because: "data is read and checked before there is a match",
    },
    Layer {
        modules: MATCH,
        below: &[LEAVES, DATA],
        because: "the match is a plain value that knows of no wire, no bots and no network",
    },
    Layer {
        modules: &["bot"],
        below: &[LEAVES, DATA, MATCH],
        because: "a bot is a player: it looks at the arena and produces inputs, wherever it runs",
    },
    Layer {
        modules: &["protocol"],
        below: &[LEAVES, DATA, MATCH],
        because: "the wire carries what the rules say; who is playing and who predicts is nothing to it",
    },
    Layer {
        modules: &["netplay"],
        below: &[LEAVES, DATA, MATCH, &["protocol"]],
        because: "netplay is the same whoever is at the controls",
    },
    Layer {
        modules: &["replay"],
        below: &[LEAVES, DATA, MATCH, &["protocol"]],
        because: "a record is of the match alone; of the wire it only borrows the coder",
    },
];

/// Something that is not as the house wants it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Checks files, each given as its path from the root (with `/`) and its text.
pub(crate) fn check(files: &[(String, String)]) -> Vec<Finding> {
    let parsed: Vec<_> = files
        .iter()
        .map(|(file, text)| {
            let all = tokens(text);
            let (code, test_modules) = without_tests(&all);
            (file.as_str(), text.as_str(), all, code, test_modules)
        })
        .collect();
    let test_folders: Vec<String> = parsed
        .iter()
        .flat_map(|(file, _, _, _, names)| names.iter().map(|name| format!("{}{name}", folder_below(file))))
        .collect();
    let only_tests = |file: &str| {
        test_folders.iter().any(|folder| {
            file.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        })
    };

    let mut findings = Vec::new();
    for (file, text, all, code, _) in &parsed {
        let mut add = |line, what| {
            findings.push(Finding {
                file: (*file).to_owned(),
                line,
                what,
            })
        };
        for (line, what) in looks(text, all) {
            add(line, what);
        }
        if only_tests(file) {
            continue;
        }
        if file.starts_with("shared/src/") {
            for (line, what) in trigonometry(code) {
                add(line, what);
            }
        }
        for path in paths(code) {
            let backwards = crate_arrow(file, &path).or_else(|| module_arrow(file, &path));
            if let Some(what) = backwards {
                add(path.line, what);
            }
        }
    }
    findings
}

/// What is wrong with the form of a file, by line.
fn looks(text: &str, tokens: &[Token]) -> Vec<(usize, String)> {
    let mut wrong = Vec::new();
    if !text.starts_with("//!") {
        wrong.push((
            1,
            "a file opens with `//!`: one to four sentences on what it is and why it is here".to_owned(),
        ));
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        wrong.push((
            MOST_LINES + 1,
            format!(
                "{lines} lines, and {MOST_LINES} is the limit: at 500 it was time to think. One noun a file"
            ),
        ));
    }
    for window in tokens.windows(3) {
        match [
            window[0].text.as_str(),
            window[1].text.as_str(),
            window[2].text.as_str(),
        ] {
            [name @ ("todo" | "unimplemented"), "!", "(" | "[" | "{"] => {
                wrong.push((
                    window[0].line,
                    format!("`{name}!` is a promise to crash: write it, or leave it out"),
                ));
            }
            ["#", "[", "ignore"] => {
                wrong.push((
                    window[0].line,
                    "an ignored test tests nothing: mend it, or remove it".to_owned(),
                ));
            }
            _ => {}
        }
    }
    wrong
}

/// What differs from one kind of machine to another, by line.
fn trigonometry(code: &[Token]) -> Vec<(usize, String)> {
    let mut wrong = Vec::new();
    for pair in code.windows(2) {
        let [before, name] = pair else { continue };
        let is_called = matches!(before.text.as_str(), "." | "::");
        if is_called && VECTOR_TRIGONOMETRY.contains(&name.text.as_str()) {
            wrong.push((
                name.line,
                format!(
                    "`{}` is a dependency's trigonometry, alike on all machines only by one of its features: build it \
                     from `math::sin`, `math::cos` and `math::yaw_pitch`",
                    name.text
                ),
            ));
        }
    }
    wrong
}

/// What is wrong with naming `path` in `file`, judged by the crates.
fn crate_arrow(file: &str, path: &Path) -> Option<String> {
    let (member, below) = file.split_once('/')?;
    let named = path.segments.first()?.as_str();
    // A lone word such as a variable's name is no arrow.
    if path.segments.len() == 1 && matches!(path.end, End::Name | End::Macro) {
        return None;
    }
    let whole = path.segments.join("::");
    let backwards = |because: &str| {
        Some(format!(
            "{member} → {named} runs backwards (`{whole}`): {because}"
        ))
    };
    let is_engine = named == "bevy" || named.starts_with("bevy_");
    match (member, named) {
        ("tests", _) if is_engine && file.starts_with(PEERS) => None,
        ("shared", "hogs_server" | "hogs_client" | "hogs_tests") => {
            backwards("shared is what the others stand on; it knows none of them")
        }
        ("server", "hogs_client" | "hogs_tests") => backwards("the server serves any client and needs none"),
        ("client", "hogs_tests") => backwards("the game does not need its tests"),
        ("tests", "hogs_client") => backwards(
            "tests run without the engine; what needs the client is tested in client/, or as a process",
        ),
        ("shared" | "server" | "client" | "tests", "hogs_peers") => {
            backwards("it compares; nothing stands on it")
        }
        ("shared" | "server" | "tests", _) if is_engine => backwards("only the client may see the engine"),
        ("client", "hogs_server") if file != HOSTING_FILE && below.starts_with("src/") => backwards(
            &format!("only {HOSTING_FILE}, which hosts a match in-process, may name the server"),
        ),
        ("server", "hogs_shared") if below.starts_with("src/") => {
            let hides = path.segments.len() == 1;
            if path.starts_with(&["hogs_shared", "netplay"]) {
                Some(format!(
                    "server → hogs_shared::netplay runs backwards (`{whole}`): netplay is the client's half; \
                     the server judges in its own present"
                ))
            } else if hides {
                Some(
                    "`hogs_shared` as a whole hides what the server takes from it: name its modules"
                        .to_owned(),
                )
            } else {
                None
            }
        }
        _ => None,
    }
}

/// What is wrong with naming `path` in `file`, judged by the modules of `shared`.
fn module_arrow(file: &str, path: &Path) -> Option<String> {
    let mut module = module_of(file)?;
    let from = module.first()?.clone();
    module.extend_from_slice(&path.inside);
    let target = resolve(&module, path)?;
    let layer = LAYERS.iter().find(|layer| layer.modules.contains(&from.as_str()));
    let place = "tests/tests/tidy/house.rs";
    let Some(layer) = layer else {
        return Some(format!(
            "`{from}` has no place in the house of shared yet: give it one in LAYERS, {place}"
        ));
    };
    let Some(to) = target.first() else {
        return matches!(path.end, End::Glob | End::Renamed).then(|| {
            "the crate's root as a whole hides which way the arrow runs: name the module".to_owned()
        });
    };
    // `crate::name!` is a macro, and macros live at the root.
    let is_macro = target.len() == 1 && path.end == End::Macro;
    let mut in_reach = layer.below.iter().chain([&layer.modules]);
    if is_macro || in_reach.any(|modules| modules.contains(&to.as_str())) {
        return None;
    }
    let whole = path.segments.join("::");
    if LAYERS.iter().any(|layer| layer.modules.contains(&to.as_str())) {
        Some(format!(
            "{from} → {to} runs backwards (`{whole}`): {}",
            layer.because
        ))
    } else {
        Some(format!(
            "`{whole}` names no module that has a place in the house of shared: name a thing by its module, \
             and give a new module its place in LAYERS, {place}"
        ))
    }
}

/// The module that a file of `shared` is, as `["arena", "hog"]`; empty for the root, none for other files.
fn module_of(file: &str) -> Option<Vec<String>> {
    let path = file.strip_prefix("shared/src/")?.strip_suffix(".rs")?;
    let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
    module.pop_if(|last| last == "mod" || last == "lib");
    Some(module)
}

/// Where a path leads, counted from the root of the crate; none if it leads out of it or stays where it is.
fn resolve(module: &[String], path: &Path) -> Option<Vec<String>> {
    let mut rest = path.segments.as_slice();
    let mut target = match rest.first()?.as_str() {
        "crate" | "hogs_shared" => Vec::new(),
        "super" => module.to_vec(),
        _ => return None,
    };
    // `pub(crate)` and `pub(super)` name nothing.
    if rest.len() == 1 && path.end == End::Name {
        return None;
    }
    while let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
        target.pop()?;
        rest = after;
    }
    if rest
        .first()
        .is_some_and(|first| first == "crate" || first == "hogs_shared")
    {
        rest = &rest[1..];
    }
    target.extend_from_slice(rest);
    Some(target)
}

/// Where the child modules of a file live, ending in `/`.
fn folder_below(file: &str) -> String {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    for root in ["lib", "main", "mod"] {
        if let Some(folder) = stem.strip_suffix(root).filter(|folder| folder.ends_with('/')) {
            return folder.to_owned();
        }
    }
    format!("{stem}/")
}
