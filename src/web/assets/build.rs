//! Build script: fetches the two front-end packages once and lays the named files out for embedding.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The folder of our own front-end files, relative to the package.
const HOME: &str = "src/web/assets";

/// The files taken from packages: (path in `node_modules`, path under `/assets/{hash}/`).
const TAKEN: &[(&str, &str)] = &[
    ("dkfds/dist/fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Regular.woff2", "fonts/IBMPlexSans-Regular.woff2"),
    ("dkfds/dist/fonts/IBMPlexSans/complete/woff2/IBMPlexSans-SemiBold.woff2", "fonts/IBMPlexSans-SemiBold.woff2"),
    ("dkfds/dist/fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Italic.woff2", "fonts/IBMPlexSans-Italic.woff2"),
    ("dkfds/dist/fonts/IBMPlexSans/complete/woff2/license.txt", "fonts/license.txt"),
    ("dkfds/LICENSE.md", "css/dkfds-license.md"),
    ("htmx.org/LICENSE", "scripts/htmx-license.txt"),
    ("htmx.org/dist/htmx.min.js", "scripts/htmx.min.js"),
];

/// The letters of printed documents: (path in `node_modules`, name in the folder `print`), which no browser asks for.
const PRINTED: &[(&str, &str)] = &[
    ("dkfds/dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Regular.ttf", "IBMPlexSans-Regular.ttf"),
    ("dkfds/dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-SemiBold.ttf", "IBMPlexSans-SemiBold.ttf"),
];

/// Components of the design system that no page uses; a page that wants one takes its word out of this list.
const UNUSED: &[&str] = &[
    ".accordion",
    ".back-to-top",
    ".breadcrumbs",
    ".card",
    ".cookie",
    ".date-picker",
    ".date-group",
    ".details",
    ".fds-",
    "footer",
    ".footer",
    ".header",
    ".language-switcher",
    ".mobile",
    ".modal",
    ".nav-",
    ".navigation",
    ".overflow-menu",
    ".page-",
    ".pagination",
    ".portal-",
    ".sidemenu",
    ".sidenav",
    ".spinner",
    ".step-indicator",
    ".structured-list",
    ".tab-",
    ".table",
    ".tag",
    ".toast",
    ".toggle",
    ".tooltip",
    ".solution-",
    ".sub-",
    ".function-link",
    ".d-",
    ".icon-",
    ".col-",
    ".row",
    // Utility classes: spacing and position are the business of `app.css`.
    ".order-",
    ".offset-",
    ".w-percent",
    ".flex-",
    ".justify-",
    ".align-",
    ".displayheading",
    ".bg-",
    ".float-",
    ".m-",
    ".mt-",
    ".mr-",
    ".mb-",
    ".ml-",
    ".p-",
    ".pt-",
    ".pr-",
    ".pb-",
    ".pl-",
    ".mx-",
    ".my-",
    ".px-",
    ".py-",
];

/// Icons that the design system's style sheet paints as backgrounds of the parts we use.
const PAINTED: &[&str] = &["check-white", "minus-white", "chevron-down", "chevron-up", "chevron-down-gray-200"];

/// Icons of the sprite `img/icons.svg`; a page names one by its file name.
const ICONS: &[&str] = &[
    "account",
    "bookmark",
    "business",
    "calendar-month",
    "chat",
    "check",
    "close",
    "document",
    "download",
    "edit",
    "email",
    "engineering",
    "error",
    "home",
    "info",
    "list-check",
    "location",
    "lock",
    "menu",
    "person-add",
    "persons",
    "plus",
    "print",
    "search",
    "send",
    "settings",
    "success",
    "summary",
    "time",
    "truck",
    "tune",
    "view-split",
    "warning",
];

fn main() {
    if let Err(fault) = lay_out() {
        eprintln!("{fault}");
        std::process::exit(1);
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts through the environment")]
fn lay_out() -> Result<(), Box<dyn Error>> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join(HOME);
    let out = PathBuf::from(env::var("OUT_DIR")?).join("assets");
    watch();
    let packages = installed_packages(&home)?;
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    for (from, to) in TAKEN {
        copy(&packages.join(from), &out.join(to))?;
    }
    let print = PathBuf::from(env::var("OUT_DIR")?).join("print");
    for (from, to) in PRINTED {
        copy(&packages.join(from), &print.join(to))?;
    }
    for icon in PAINTED {
        copy(&icon_file(&packages, icon), &out.join(format!("img/svg-icons/{icon}.svg")))?;
    }
    fs::write(out.join("img/icons.svg"), sprite(&packages, &home)?)?;
    copy(&home.join("app.css"), &out.join("css/app.css"))?;
    fs::write(out.join("css/dkfds.css"), layered(&packages)?)?;
    copy(&home.join("brand.svg"), &out.join("img/brand.svg"))?;
    for script in fs::read_dir(home.join("scripts"))? {
        let script = script?;
        copy(&script.path(), &out.join("scripts").join(script.file_name()))?;
    }
    Ok(())
}

/// Reruns when the lock file, our own front-end files or the texts change.
fn watch() {
    for file in ["build.rs", "package.json", "package-lock.json", "app.css", "brand.svg", "shapes.svg", "scripts"] {
        println!("cargo::rerun-if-changed={HOME}/{file}");
    }
    println!("cargo::rerun-if-changed=src/i18n");
}

/// The folder `node_modules` as the lock file wants it; `npm ci` runs when it is absent or older than the lock file.
fn installed_packages(home: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let packages = home.join("node_modules");
    let stamp = packages.join(".installed-lock.json");
    let lock = fs::read_to_string(home.join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(packages);
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let run = Command::new(npm).args(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(home).status();
    match run {
        Ok(status) if status.success() => fs::write(&stamp, lock)?,
        Ok(_) => return Err(format!("`npm ci` failed in {HOME}: check that the npm registry can be reached, then build again.").into()),
        Err(_) => return Err("Node.js is missing: install Node 20 or newer (with npm), then build again.".into()),
    }
    Ok(packages)
}

/// The design system's style sheet in a cascade layer of its own, so that every rule of `app.css` wins without a fight.
fn layered(packages: &Path) -> Result<String, Box<dyn Error>> {
    let sheet = fs::read_to_string(packages.join("dkfds/dist/css/dkfds.min.css"))?;
    let sheet = sheet.trim_start_matches('\u{feff}').replace("@charset \"UTF-8\";", "");
    Ok(format!("@charset \"UTF-8\";\n@layer dkfds {{\n{}\n}}\n", needed_rules(&sheet)))
}

/// The rules that our pages can meet: without the components of [`UNUSED`], and without the font faces, which ask for files
/// that are not embedded (`app.css` has its own).
fn needed_rules(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((head, body, after)) = next_rule(rest) {
        rest = after;
        if head.starts_with("@media") || head.starts_with("@supports") {
            let inner = needed_rules(body);
            if !inner.is_empty() {
                kept.push_str(&format!("{head}{{{inner}}}"));
            }
        } else if head.starts_with("@keyframes") {
            kept.push_str(&format!("{head}{{{body}}}"));
        } else if !head.starts_with('@') {
            let selectors: Vec<_> =
                selectors(head).into_iter().filter(|selector| !UNUSED.iter().any(|word| selector.contains(word))).collect();
            if !selectors.is_empty() {
                kept.push_str(&format!("{}{{{body}}}", selectors.join(",")));
            }
        }
    }
    kept
}

/// The next rule of a sheet: what stands before its braces, what stands in them, and the rest.
fn next_rule(sheet: &str) -> Option<(&str, &str, &str)> {
    let open = sheet.find('{')?;
    let mut depth = 0_usize;
    for (place, sign) in sheet.char_indices().skip_while(|(place, _)| *place < open) {
        match sign {
            '{' => depth += 1,
            '}' if depth == 1 => return Some((sheet.get(..open)?.trim(), sheet.get(open + 1..place)?, sheet.get(place + 1..)?)),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The selectors of a list; a comma inside parentheses does not part them.
fn selectors(list: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0_i32;
    for sign in list.chars() {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        if sign == ',' && depth == 0 {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(sign);
        }
    }
    found
}

fn icon_file(packages: &Path, icon: &str) -> PathBuf {
    packages.join(format!("dkfds/dist/img/svg-icons/{icon}.svg"))
}

/// One file with every icon as a symbol, and our own shapes after them.
fn sprite(packages: &Path, home: &Path) -> Result<String, Box<dyn Error>> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
    for icon in ICONS {
        let drawing = fs::read_to_string(icon_file(packages, icon))?;
        let symbol = drawing.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "").replace("<svg", &format!("<symbol id=\"{icon}\""));
        sprite.push_str(&symbol.replace("</svg>", "</symbol>\n"));
    }
    sprite.push_str(&fs::read_to_string(home.join("shapes.svg"))?);
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

fn copy(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map_err(|fault| format!("{}: {fault}", from.display()))?;
    Ok(())
}
