// Keeps the form of a visit in the browser while there is no network, and sends it later, once. Without this script the
// form is sent as any other.
"use strict";

// In a room of its own: a page has other scripts with words like these.
(() => {
  const STORE = "brobygger-unsent:";
  const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
  const SIGN_IN = "/log-ind";

  const box = () => document.querySelector("[data-unsent]");
  const person = () => box()?.dataset.unsent ?? "";

  function read(name) {
    try {
      const kept = JSON.parse(localStorage.getItem(name) ?? "[]");
      return kept.filter((note) => Date.now() - note.at < KEPT_MS);
    } catch {
      return [];
    }
  }

  function write(name, notes) {
    if (notes.length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(notes));
  }

  const mine = () => read(STORE + person());

  function change(act) {
    write(STORE + person(), act(mine()));
    tell();
  }

  // What is older than seven days goes, whoever wrote it; nobody else's is looked at otherwise.
  function dropOld() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(STORE));
    for (const name of names) write(name, read(name));
  }

  const keep = (note) => change((notes) => [...notes.filter((other) => other.key !== note.key), note]);
  const drop = (key) => change((notes) => notes.filter((note) => note.key !== key));
  const mark = (key, state) => change((notes) => notes.map((note) => (note.key === key ? { ...note, state } : note)));

  function line(note, texts) {
    const item = document.createElement("li");
    item.append(`${note.title} `);
    const link = document.createElement("a");
    link.href = note.state === "sign-in" ? `${SIGN_IN}?videre=${encodeURIComponent(note.action)}` : note.action;
    link.textContent = note.state === "sign-in" ? texts.textSignIn : note.state === "look" ? texts.textLook : texts.textOpen;
    item.append(link);
    return item;
  }

  /** Says on every page what has not been sent yet. */
  function tell() {
    const told = box();
    if (!told) return;
    const notes = mine();
    told.hidden = notes.length === 0;
    const text = notes.length === 1 ? told.dataset.textOne : told.dataset.textMany.replace("0", notes.length);
    told.querySelector("[data-unsent-told]").textContent = notes.length === 0 ? "" : text;
    told.querySelector("[data-unsent-list]").replaceChildren(...notes.map((note) => line(note, told.dataset)));
  }

  /** Sends a note: "sent" with the next page, or why it stays. */
  async function send(note) {
    let answer;
    try {
      answer = await fetch(note.action, { method: "POST", headers: { "x-sent-by": "script" }, body: new URLSearchParams(note.body) });
    } catch {
      return { state: "waiting" };
    }
    if (answer.redirected) return { state: new URL(answer.url).pathname === SIGN_IN ? "sign-in" : "look" };
    if (answer.status === 204) return { state: "sent", next: answer.headers.get("location") };
    return { state: answer.status === 429 || answer.status >= 500 ? "waiting" : "look" };
  }

  /** Whether the form of a note stands on the page and says something else by now: then its own button sends it. */
  function isEdited(note) {
    const form = document.querySelector("form[data-keep-unsent]");
    const isShown = form?.getAttribute("action") === note.action;
    return isShown && JSON.stringify(noteOf(form).body) !== JSON.stringify(note.body);
  }

  async function sendAll() {
    for (const note of mine().filter((one) => one.state !== "look" && !isEdited(one))) {
      const { state } = await send(note);
      if (state === "sent") drop(note.key);
      else mark(note.key, state);
      if (state === "waiting" || state === "sign-in") return;
    }
  }

  // One tab at a time; the key of each note keeps it one even where browsers have no locks.
  const sendLater = () => {
    if (!person() || mine().length === 0) return undefined;
    return navigator.locks ? navigator.locks.request(STORE, { ifAvailable: true }, (lock) => (lock ? sendAll() : undefined)) : sendAll();
  };

  function noteOf(form) {
    const body = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const key = form.elements.namedItem("client_key").value;
    return { key, action: form.getAttribute("action"), title: form.dataset.keepUnsent, body, at: Date.now(), state: "waiting" };
  }

  async function submit(form) {
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    form.setAttribute("aria-busy", "true");
    const note = noteOf(form);
    const { state, next } = await send(note);
    delete form.dataset.sending;
    form.removeAttribute("aria-busy");
    if (state === "sent") {
      drop(note.key);
      window.location.assign(next ?? "/konsulent/start");
    } else if (state === "look") {
      // Refused, and nothing was written: the server shows the form again with what to mend.
      drop(note.key);
      form.submit();
    } else {
      keep({ ...note, state });
      box()?.scrollIntoView({ block: "start" });
    }
  }

  /** A note that stays is put back into its own form when the visit's page is opened again. */
  function putBack() {
    const form = document.querySelector("form[data-keep-unsent]");
    const note = form && mine().find((one) => one.action === form.getAttribute("action"));
    if (!note || form.dataset.hasErrors) return;
    const used = {};
    for (const [name, value] of note.body) {
      const fields = [...form.elements].filter((field) => field.name === name && field.type !== "submit");
      const place = used[name] ?? 0;
      used[name] = place + 1;
      const choice = fields.find((field) => (field.type === "radio" || field.type === "checkbox") && field.value === value);
      if (choice) choice.checked = true;
      else if (fields[place]) fields[place].value = value;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-keep-unsent]")) {
      event.preventDefault();
      submit(form);
    } else if (form.getAttribute("action") === box()?.dataset.signOut && mine().length > 0) {
      leave(event, form);
    }
  }, true);

  // Signing out takes what is unsent with it, after a warning.
  function leave(event, form) {
    if (form.dataset.warned) {
      localStorage.removeItem(STORE + person());
      return;
    }
    event.preventDefault();
    form.dataset.warned = "yes";
    const warning = document.createElement("p");
    warning.setAttribute("role", "alert");
    warning.textContent = box().dataset.textLeaving;
    form.prepend(warning);
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!person()) return;
    dropOld();
    tell();
    putBack();
    sendLater();
  });
  window.addEventListener("online", sendLater);
  window.addEventListener("storage", tell);
})();
