#!/usr/bin/env bash
# Writes the seeds of a fuzz target from a corpus of documents: seeds.sh TARGET CORPUS FOLDER.
#
# They are pieces of other people's documents, so the folder must be one that git ignores. A fuzzer is fast on short
# inputs: of a text, and of each part of an archive, the first bytes are enough.
set -euo pipefail
target=$1 corpus=$2 folder=$3
short=6144
mkdir -p "$folder"

# The files of the corpus with an ending, and the name of the seed of each.
each() { find "$corpus" -name "*.$1" -not -name '*bomb*' -size -250k | sort; }
seed() { echo "$folder/$(basename "$1")$2"; }

# The parts of an archive, with the byte between them that `src/inputs.rs` calls PART; $1 is the archive.
parts() {
  local archive=$1 part
  shift
  for part in "$@"; do
    unzip -p "$archive" "$part" 2>/dev/null | head -c $short || true
    printf '\376'
  done
}

# Texts with an ending as seeds, each behind a first byte if one is given: the number of its reader in `Input::OTHERS`.
texts() {
  local file
  for file in $(each "$1"); do
    { printf '%b' "${2-}"; head -c $short "$file"; } > "$(seed "$file" -head)"
  done
}

odt() { for file in $(each odt); do { printf '\0'; parts "$file" content.xml styles.xml meta.xml; } > "$(seed "$file" '')"; done; }

docx() {
  for file in $(each docx); do
    parts "$file" word/{document,footnotes,endnotes,styles,numbering,settings}.xml docProps/core.xml > "$(seed "$file" '')"
  done
}

case $target in
  layout) texts md ;;
  pdf) for file in $(each pdf); do cp "$file" "$folder"; done ;;
  rtf | html) texts "$target" ;;
  docx) docx ;;
  others) odt; texts xml '\002'; texts md '\003'; texts txt '\004'; texts epub '\006' ;;
  *) echo "no fuzz target is called $target" >&2; exit 2 ;;
esac
