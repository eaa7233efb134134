"use strict";
// Only in pages that `journal watch --serve` offers: a page shows what its file says now.

(() => {
  const words = document.currentScript.dataset;
  const name = decodeURIComponent(location.pathname.slice(1)) || "index.html";
  const memory = `kj-live:${name}`;
  const $ = selector => document.querySelector(selector);

  // Over a reload: the filter and its cursor, the place, the focus, what is folded out.
  const keep = () => {
    const input = $("[data-filter]"), at = document.activeElement;
    const kept = {
      filter: input?.value ?? "",
      cursor: at && at === input ? input.selectionStart : null,
      link: at?.getAttribute("href") ?? "",
      folds: [...document.querySelectorAll("details[id]")].map(each => [each.id, each.open]),
      x: scrollX,
      y: scrollY,
    };
    try { sessionStorage.setItem(memory, JSON.stringify(kept)); } catch { /* full or forbidden */ }
  };
  const recall = () => {
    try {
      const kept = sessionStorage.getItem(memory);
      sessionStorage.removeItem(memory);
      return JSON.parse(kept);
    } catch { return null; }
  };
  const restore = kept => {
    const input = $("[data-filter]");
    if (input && kept.filter) {
      input.value = kept.filter;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const [id, open] of kept.folds) {
      const fold = document.getElementById(id);
      if (fold) fold.open = open;
    }
    if (input && kept.cursor !== null) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(kept.cursor, kept.cursor);
    } else if (kept.link) {
      $(`a[href="${CSS.escape(kept.link)}"]`)?.focus({ preventScroll: true });
    }
    scrollTo(kept.x, kept.y);
  };
  let leaves = false;
  const reload = () => {
    if (leaves) return;
    leaves = true;
    hangUp();
    keep();
    location.reload();
  };

  // One quiet line where the page is no longer live.
  const line = Object.assign(document.createElement("p"), { className: "stale", hidden: true });
  line.setAttribute("role", "status");
  const say = text => {
    if (line.textContent === text) return;
    line.textContent = text;
    line.hidden = !text;
    if (!line.isConnected) ($("main") ?? document.body).prepend(line);
  };

  // Which state of the page this is: it came with the page, so that nothing slips in between.
  const [came] = performance.getEntriesByType("navigation");
  let mine = came?.serverTiming?.find(each => each.name === "page")?.description;
  const look = async hasChanged => {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (answer.status === 404) return say(words.gone);
      if (!answer.ok) return setTimeout(look, 1000, hasChanged);
      const now = answer.headers.get("ETag").slice(1, -1);
      if (mine ? now !== mine : hasChanged) return reload();
      mine = now;
      say("");
    } catch { /* the stream notices, too, and comes back */ }
  };

  // A browser opens few connections to one place, so a page that nobody sees hangs up.
  let news, again;
  const hangUp = () => {
    clearTimeout(again);
    news?.close();
    news = undefined;
  };
  const listen = () => {
    if (news || document.visibilityState === "hidden") return;
    news = new EventSource("/-/live");
    news.onopen = () => look(false);
    news.onmessage = event => {
      const changed = JSON.parse(event.data);
      // Styles and scripts belong to every page.
      if (!changed?.every(each => each.endsWith(".html"))) reload();
      else if (changed.includes(name)) look(true);
    };
    news.onerror = () => {
      say(words.lost);
      if (news?.readyState === EventSource.CLOSED) {  // refused: the browser does not ask again
        hangUp();
        again = setTimeout(listen, 5000);
      }
    };
  };
  document.addEventListener("visibilitychange", () => document.hidden ? hangUp() : listen());
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", listen);

  const kept = recall();
  if (kept) document.addEventListener("DOMContentLoaded", () => restore(kept));
})();
