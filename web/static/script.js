// What the pages can do without: keys (/ to the question, j and k from hit to hit or from mark to mark), and completion of
// what is typed.
"use strict";

addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { j: 1, n: 1, k: -1, p: -1 }[event.key];
  if (event.key === "/") {
    const question = document.getElementById("q");
    if (!question) return;
    event.preventDefault();
    question.focus();
    question.select();
  } else if (step) {
    go(step);
  }
});

// The next place is the one after that which has the focus, else the first in the window.
function go(step) {
  const hits = document.querySelectorAll(".hit a.title");
  const places = [...(hits.length ? hits : document.querySelectorAll("article mark"))];
  const at = places.indexOf(document.activeElement);
  const below = places.findIndex((place) => place.getBoundingClientRect().top > 0);
  const place = places[at >= 0 ? at + step : step > 0 ? below : below - 1];
  if (!place) return;
  if (!place.matches("a")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  scrollBy({ top: place.getBoundingClientRect().top - innerHeight / 3 });
}

// The words, titles and authors that what is typed may become. An answer that comes after a later one is not shown.
const question = document.getElementById("q");
const completions = document.getElementById("completions");
let asked = 0;

async function complete() {
  const turn = ++asked;
  const typed = question.value;
  if (!typed.trim()) return completions.replaceChildren();
  const answer = await fetch("/api/v1/complete?limit=6&q=" + encodeURIComponent(typed)).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const { words, documents, authors } = await answer.json();
  const texts = [...words.map((word) => word.text), ...documents.map((document) => document.title), ...authors];
  const options = texts.filter((text) => text !== typed).map((text) => Object.assign(document.createElement("option"), { value: text }));
  completions.replaceChildren(...options);
}

question?.addEventListener("input", complete);
