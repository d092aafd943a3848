// What the pages can do without: keys (/ to the question, j and k from hit to hit or from mark to mark), completion of
// what is typed, files that are dropped, and news of those that are read.
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

// Where a first page cannot be drawn, its text stands alone.
const picture = document.querySelector(".picture img");

function withoutPicture() {
  picture.closest(".picture").remove();
  document.querySelector(".as-read").open = true;
}

if (picture?.complete && !picture.naturalWidth) withoutPicture();
picture?.addEventListener("error", withoutPicture);

// The desk. Files that are dropped, or chosen, are sent with their folders' names, and the page says how far it is.
const drop = document.getElementById("drop");

function send(files) {
  const said = drop.querySelector("output");
  const form = new FormData();
  for (const [file, path] of files) form.append("files", file, path);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/documents");
  request.setRequestHeader("X-Apostille-Form", drop.elements.word.value);
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    said.value = `${drop.dataset.sending} ${Math.floor((100 * event.loaded) / (event.total || 1))} %`;
  });
  request.addEventListener("load", () => {
    if (request.status === 202) location.assign(request.response.page);
    else said.value = request.response?.detail ?? String(request.status);
  });
  request.addEventListener("error", () => (said.value = "—"));
  request.send(form);
}

// The files under what was dropped. A folder tells its entries some at a time, until it tells none.
async function under(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [[file, path + file.name]];
  }
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (!some.length) return all;
    for (const one of some) all.push(...(await under(one, path + entry.name + "/")));
  }
}

drop?.addEventListener("submit", (event) => {
  const chosen = [...drop.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  event.preventDefault();
  if (chosen.length) send(chosen.map((file) => [file, file.webkitRelativePath || file.name]));
});
drop?.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
drop?.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = (await Promise.all(entries.map((entry) => under(entry)))).flat();
  if (files.length) send(files);
});

// A batch's page is renewed until all of its files are done.
async function renew() {
  const batch = document.getElementById("batch");
  if (!batch?.hasAttribute("data-renew")) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const renewed = page.getElementById("batch");
    if (renewed) batch.replaceWith(renewed);
  }
  setTimeout(renew, 1500);
}
setTimeout(renew, 1500);
