//! A program that stands in for tesseract, so that what surrounds OCR is tested where tesseract is not installed; and the
//! true one, where it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the stand-in begins with: its languages, the number of the page since its first call, and a way to print words.
const BEGINNING: &str = r#"#!/bin/sh
if [ "$1" = --list-langs ]; then
  printf 'List of available languages (2):\neng\nspa\n'
  exit 0
fi
cat >/dev/null
page=$(($(cat "$0.page" 2>/dev/null || echo 0) + 1))
echo "$page" >"$0.page"
say() {
  echo "<html><div class='ocr_page' title='bbox 0 0 600 800'><p class='ocr_par' title='bbox 60 300 540 330'>"
  echo "<span class='ocr_line' title='x_size 11'>"
  for word in "$@"; do echo "<span class='ocrx_word' title='bbox 0 0 1 1; x_wconf 91'>$word</span>"; done
  echo "</span></p></div></html>"
}
"#;

/// Writes a stand-in whose answer about a page is what these lines of shell print; `$page` counts pages, `say` prints words.
pub fn stand_in(folder: &Path, lines: &str) -> PathBuf {
    let path = folder.join("stand-in");
    fs::write(&path, format!("{BEGINNING}{lines}\n")).unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&path).status().unwrap().success());
    path
}

/// A new pipe: whoever reads it waits for somebody to write, and whoever writes for somebody to read.
pub fn pipe(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

/// Opens a pipe without waiting for anybody: who reads there waits until this is dropped.
pub fn open(pipe: &Path) -> fs::File {
    fs::OpenOptions::new().read(true).write(true).open(pipe).unwrap()
}

/// Whether tesseract is installed with both languages; if not, a line says so.
pub fn is_installed() -> bool {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    let listed = listed.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let installed = ["eng", "spa"].iter().all(|language| listed.lines().any(|line| line.trim() == *language));
    if !installed {
        println!("no tesseract with eng and spa here: what it would read is not looked at");
    }
    installed
}
