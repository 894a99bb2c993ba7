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

findPerson();
copyButtons();
