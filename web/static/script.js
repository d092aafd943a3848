// Keys for what the pages can do without them: / to the question, j and k from hit to hit or from mark to mark.
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

// The next place is the first below the one that was gone to, else below the upper edge of the window.
function go(step) {
  const hits = document.querySelectorAll(".hit a.title");
  const places = hits.length ? [...hits] : [...document.querySelectorAll("article mark, article :target")];
  const at = places.indexOf(document.activeElement);
  const edge = innerHeight / 3;
  const above = places.filter((place) => place.getBoundingClientRect().top < edge - 2).length;
  const next = at >= 0 ? at + step : step > 0 ? places.findIndex((p) => p.getBoundingClientRect().top > edge + 2) : above - 1;
  const place = places[next];
  if (!place) return;
  if (!place.matches("a")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  scrollTo({ top: scrollY + place.getBoundingClientRect().top - edge });
}
