"use strict";
// Only comfort: filter, keys, colours. Every word on the page is there without this file.

const root = document.documentElement;
const store = {
  get() { try { return localStorage.getItem("kj-farben") || ""; } catch { return ""; } },
  set(v) { try { v ? localStorage.setItem("kj-farben", v) : localStorage.removeItem("kj-farben"); } catch { /* file:// may refuse */ } },
};
const paint = v => { v ? (root.dataset.theme = v) : delete root.dataset.theme; };
paint(store.get());  // before the first pixel

document.addEventListener("DOMContentLoaded", () => {
  const $ = (s, el = document) => el.querySelector(s);
  const $$ = (s, el = document) => [...el.querySelectorAll(s)];
  for (const el of $$(".js[hidden]")) el.hidden = false;

  // colours: system, light, dark
  const words = document.body.dataset;
  const order = ["", "light", "dark"], names = words.colours.split("|");
  const toggle = $("[data-theme-toggle]");
  const label = () => { $("[data-theme-name]").textContent = names[Math.max(order.indexOf(store.get()), 0)]; };
  const nextTheme = () => { const v = order[(order.indexOf(store.get()) + 1) % order.length]; store.set(v); paint(v); label(); };
  toggle?.addEventListener("click", nextTheme);
  label();

  // filter: every word must occur somewhere in the entry; case and accents do not matter, ue is ü
  const fold = s => s.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
  const umlauts = { ä: "ae", ö: "oe", ü: "ue" };
  const wide = s => fold(s.normalize("NFC").replace(/[äöü]/gi, c => umlauts[c.toLowerCase()]));
  const entries = $$("[data-entry]"), input = $("[data-filter]");
  const texts = new Map(entries.map(e => [e, `${fold(e.textContent)} ${wide(e.textContent)}`]));
  const filter = () => {
    const typed = input.value.split(/\s+/).filter(Boolean).map(w => [fold(w), wide(w)]);
    document.body.toggleAttribute("data-filtering", typed.length > 0);
    let n = 0;
    for (const e of entries) { const hit = typed.every(forms => forms.some(w => texts.get(e).includes(w))); e.hidden = !hit; n += hit; }
    // Whoever stands at the top is only named in a list: without a filter that list is there, too.
    for (const g of $$("[data-group]")) g.hidden = typed.length > 0 && !$("[data-entry]:not([hidden])", g);
    const none = $("[data-none]"); if (none) none.hidden = n > 0 || !typed.length;
    $("[data-filter-status]").textContent = typed.length ? (n === 1 ? words.one : words.many.replace("{n}", n)) : "";
  };
  input?.addEventListener("input", filter);
  input?.addEventListener("keydown", e => { if (e.key === "Escape") { input.value = ""; filter(); input.blur(); } });
  $("[data-filter-clear]")?.addEventListener("click", () => { input.value = ""; filter(); input.focus(); });

  // an old page says so
  const made = words.made, p = n => String(n).padStart(2, "0"), now = new Date();
  const today = `${now.getFullYear()}-${p(now.getMonth() + 1)}-${p(now.getDate())}`;
  if (made < today) {
    const note = Object.assign(document.createElement("p"), { className: "stale", textContent: words.stale });
    note.setAttribute("role", "status");
    $("main").prepend(note);
  }

  // keys
  const help = $("#hilfe");
  const isAlone = !$(".nav");  // a single file leads nowhere else
  const go = page => { if (!isAlone) location.href = `${words.up}${page}`; };
  const shown = () => $$("[data-entry] [data-open]").filter(a => a.getClientRects().length);
  const current = () => document.activeElement?.closest("[data-entry], .pick3 li");
  const step = d => {
    const all = shown(), i = all.indexOf(document.activeElement);
    const a = all[i < 0 ? (d > 0 ? 0 : all.length - 1) : Math.min(Math.max(i + d, 0), all.length - 1)];
    a?.focus({ preventScroll: true }); a?.scrollIntoView({ block: "center" });
  };
  const keys = {
    j: () => step(1), k: () => step(-1),
    a: () => $("[data-way]", current() ?? $("article.person") ?? document)?.click(),
    e: () => $("[data-file]", current() ?? $("article.person") ?? document)?.click(),
    t: nextTheme,
    "/": () => input?.focus(),
    "?": () => help.open ? help.close() : help.showModal(),
    "g a": () => go("index.html"),
    "g t": () => go("trichter.html"),
  };
  let last = "";
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, [contenteditable]")) return;
    const run = keys[`${last} ${e.key}`] ?? keys[e.key];
    last = e.key === "g" ? "g" : "";
    if (run) { e.preventDefault(); run(); }
  });
});
