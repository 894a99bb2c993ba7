// The operations page's only script. Every page works without it, but for finding a person and copying.
"use strict";

/** The instance id of a person: computed here, so that the user id is never sent. See contracts: base32 of SHA-256(organization, 0x00, user). */
async function instanceIdOf(organization, user) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${organization}\0${user}`)));
  let id = "ob-";
  for (let i = 0; i < 26; i++) {
    const bit = i * 5;
    const twoBytes = (hash[bit >> 3] << 8) | hash[(bit >> 3) + 1];
    id += "abcdefghijklmnopqrstuvwxyz234567"[(twoBytes >> (11 - (bit & 7))) & 31];
  }
  return id;
}

function findPerson() {
  const form = document.getElementById("find-person");
  if (!form || !globalThis.crypto?.subtle) return; // Without https, and not on this machine, a browser computes no hash.
  form.hidden = false;
  document.getElementById("find-person-needs").hidden = true;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const [organization, user] = [...form.querySelectorAll("input")].map(input => input.value.trim());
    location.assign(`/ops/onboardings/${await instanceIdOf(organization, user)}`);
  });
}

function copyButtons() {
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
  if (navigator.clipboard) document.documentElement.classList.add("can-copy");
}

/** Keeps the parts marked data-live up to date: on a server-sent event, and where those don't come, every 15 seconds. */
function live() {
  const part = document.getElementById("live");
  if (!part) return;
  const [words, button] = [part.querySelector("[role=status]"), part.querySelector("button")];
  let source = null, timer = null, paused = false, wanted = false, busy = false;

  async function refresh() {
    wanted = true;
    if (busy || paused) return;
    busy = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.redirected) return location.reload(); // The session has ended.
      if (answer.ok) wanted = !swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The host doesn't answer just now: what is shown stays.
    } finally {
      busy = false;
    }
  }

  /** False when somebody is using a part: it stays until they are done. */
  function swap(page) {
    let all = true;
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (!fresh || fresh.innerHTML === old.innerHTML) continue;
      if (old.contains(document.activeElement) || (!getSelection().isCollapsed && getSelection().containsNode(old, true))) {
        all = false;
        continue;
      }
      const details = [...fresh.querySelectorAll("details")];
      [...old.querySelectorAll("details")].forEach((was, i) => { if (details[i]) details[i].open = was.open; });
      old.replaceWith(fresh);
    }
    return all;
  }

  function stop() {
    source?.close();
    source = null;
    clearInterval(timer);
    timer = null;
  }

  function start() {
    stop();
    if (paused || document.hidden) return;
    source = new EventSource("/ops/events");
    source.addEventListener("changed", refresh);
    source.onopen = () => { words.textContent = part.dataset.liveWords; };
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return; // It connects again by itself.
      stop();
      words.textContent = part.dataset.pollingWords;
      timer = setInterval(refresh, 15000);
    };
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? part.dataset.resume : part.dataset.pause;
    if (paused) {
      stop();
      words.textContent = part.dataset.pausedWords;
    } else {
      start();
      refresh();
    }
  });
  document.addEventListener("visibilitychange", () => {
    start();
    if (!document.hidden && !paused) refresh();
  });
  document.addEventListener("focusout", () => setTimeout(() => { if (wanted && !paused) refresh(); }, 500));
  addEventListener("pagehide", stop);
  start();
}

findPerson();
copyButtons();
live();
