"use strict";

// Pages work without this file, but for dropped files: it keeps what moves up to date, shows the place that a quote stands in,
// sends the demo's buttons without leaving the page, and sends files.

// ---- Times: how long ago, beside the absolute time in the reader's own zone.

const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function sayAgo(seconds) {
  if (seconds < 60) return ago.format(-Math.max(0, Math.round(seconds)), "second");
  if (seconds < 3600) return ago.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86400) return ago.format(-Math.round(seconds / 3600), "hour");
  return ago.format(-Math.round(seconds / 86400), "day");
}

function showTimes() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (isNaN(at)) continue;
    time.title = at.toISOString();
    const text = sayAgo((Date.now() - at) / 1000) + ", at " + at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
    if (time.textContent !== text) time.textContent = text;
  }
}

// ---- What moves: the server sends the elements again, and only what differs is touched, so that focus, selection and open
// details stay as they are.

const kept = new Set(["open", "data-lit"]);

function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeName === "TIME" && from.dateTime === to.dateTime) return;
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !kept.has(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);

  const byId = new Map([...from.children].filter((c) => c.id).map((c) => [c.id, c]));
  let here = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const same = wanted.id && byId.get(wanted.id);
    if (same) {
      if (same !== here) from.insertBefore(same, here);
      morph(same, wanted);
      here = same.nextSibling;
    } else if (here && !(here.id && to.querySelector("#" + CSS.escape(here.id)))) {
      const next = here.nextSibling;
      morph(here, wanted);
      here = next;
    } else {
      from.insertBefore(wanted, here);
    }
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

let stream = null;

function watch() {
  const address = document.body.dataset.live;
  if (!address || stream) return;
  stream = new EventSource(address);
  stream.onopen = () => { document.getElementById("connection").hidden = true; };
  stream.onerror = () => {
    document.getElementById("connection").hidden = false;
    // A browser gives up when the answer was an error; the page does not.
    if (stream && stream.readyState === EventSource.CLOSED) {
      leave();
      setTimeout(watch, 3000);
    }
  };
  stream.onmessage = (event) => {
    const sent = document.createElement("template");
    sent.innerHTML = event.data;
    for (const element of [...sent.content.children]) {
      const old = element.id && document.getElementById(element.id);
      if (old) morph(old, element);
    }
    showTimes();
  };
}

function leave() {
  if (stream) stream.close();
  stream = null;
}

// A browser opens few connections to one server: pages that nobody sees give theirs back.
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : watch()));
addEventListener("pagehide", leave);

// ---- Quotes: the place in the text that something rests on.

function light(link) {
  const { in: where, from, to } = link.dataset;
  const paper = where && document.getElementById(where);
  if (!paper) return null;
  for (const lit of document.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
  let first = null;
  for (const piece of paper.querySelectorAll("[data-from]")) {
    if (+piece.dataset.from >= +from && +piece.dataset.to <= +to) {
      piece.setAttribute("data-lit", "");
      first ??= piece;
    }
  }
  return first;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.quote");
  const place = link && light(link);
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  place.closest(".paper").focus({ preventScroll: true });
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest("a.quote");
  if (link) light(link);
});

// ---- The demo's buttons.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-quiet]")) return;
  event.preventDefault();
  // Not form.action: a field of that name hides the attribute.
  const address = form.getAttribute("action");
  const said = document.getElementById("said");
  const button = form.querySelector("button");
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/plain" } });
    said.textContent = answer.ok ? await answer.text() : await problemOf(answer);
  } catch {
    said.textContent = "ClearView did not answer. Try again in a moment.";
  }
  said.hidden = false;
  button.removeAttribute("aria-disabled");
});

async function problemOf(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return "This did not work. Try again in a moment.";
  }
}

// ---- Own files: each is sent by itself and followed until its results are there. File names stay in this page.

const doing = { received: "Received", working: "Being read", anonymous: "Anonymous; scores follow", held: "Waits for your review", dead: "Could not be read", refused: "Refused in review" };
const parts = { anonymous: "text without identity", skills: "skills", story: "story", tips: "tips", matches: "matches" };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const queue = [];
let sending = 0;

function addFiles(files) {
  for (const file of files) {
    const row = document.createElement("li");
    row.className = "row";
    const main = document.createElement("div");
    main.className = "row-main";
    const name = document.createElement("span");
    name.className = "row-title";
    name.textContent = file.name;
    const text = document.createElement("p");
    text.className = "row-text";
    text.textContent = "Waiting to be sent";
    main.append(name, text);
    row.append(main);
    document.getElementById("own").prepend(row);
    queue.push({ file, name, text, row, key: crypto.randomUUID() });
  }
  document.getElementById("drop-said").textContent = files.length === 1 ? "1 file is being sent." : files.length + " files are being sent.";
  sendNext();
}

function sendNext() {
  while (sending < 3 && queue.length > 0) {
    sending++;
    send(queue.shift()).finally(() => {
      sending--;
      sendNext();
    });
  }
}

async function send(item) {
  const form = new FormData();
  form.append("file", item.file, "file");
  for (let attempt = 0; attempt < 8; attempt++) {
    item.text.textContent = "Being sent";
    try {
      const answer = await fetch("/api/v1/resumes", { method: "POST", body: form, headers: { "Idempotency-Key": item.key } });
      if (answer.status === 202) {
        follow(item, await answer.json());
        return;
      }
      if (answer.status !== 503) {
        fail(item, await problemOf(answer));
        return;
      }
      item.text.textContent = "ClearView is busy; it is sent again in a moment";
      await pause(1000 * Math.min(30, +answer.headers.get("Retry-After") || 5));
    } catch {
      item.text.textContent = "No answer; it is sent again in a moment";
      await pause(3000);
    }
  }
  fail(item, "It could not be sent. Drop it again later.");
}

function fail(item, text) {
  item.text.textContent = text;
  item.row.dataset.tone = "bad";
}

async function follow(item, accepted) {
  const link = document.createElement("a");
  link.className = "row-title";
  link.href = "/candidates/" + accepted.candidate;
  link.textContent = item.name.textContent;
  item.text.textContent = doing.received;
  for (let look = 0; look < 600; look++) {
    try {
      const answer = await fetch(accepted.status);
      if (answer.ok) {
        const status = await answer.json();
        if (status.state !== "received" && item.name.isConnected) item.name.replaceWith(link);
        const open = status.steps.filter((s) => s.state === "open").map((s) => s.name);
        const failed = status.steps.filter((s) => s.state === "failed");
        item.text.textContent = status.cause ?? sayFailed(failed) ?? (status.state === "anonymous" && open.length === 0 ? "Ready: anonymous, told and matched" : doing[status.state] ?? status.state);
        if (status.state === "dead" || failed.length > 0) item.row.dataset.tone = "bad";
        if (["dead", "held", "refused"].includes(status.state) || open.length === 0) return;
      }
    } catch {
      // The page says by itself that ClearView does not answer.
    }
    await pause(look < 20 ? 500 : 3000);
  }
}

function sayFailed(failed) {
  if (failed.length === 0) return null;
  const what = new Intl.ListFormat("en").format(failed.map((s) => parts[s.name] ?? s.name));
  return "Not complete: its " + what + " could not be made. " + failed[0].cause + " What is there can be used. Drop the file again to have all of it tried once more; the page Operations keeps the cause.";
}

const drop = document.getElementById("drop");
if (drop) {
  const input = document.getElementById("files");
  input.addEventListener("change", () => {
    addFiles([...input.files]);
    input.value = "";
  });
  for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.dataset.over = ""; });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    addFiles([...event.dataTransfer.files]);
  });
  // A file that misses the place must not replace the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

showTimes();
setInterval(showTimes, 5000);
watch();
