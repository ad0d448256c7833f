// Keeps a page of `sitegen watch` up to date. It is added on the way out, never published.
(() => {
  const id = "sitegen-overlay";
  const { have, assets } = document.currentScript.dataset;
  // What the page has loaded besides itself, as the server last told.
  let loaded = assets;

  const scroll = "sitegen-scroll:" + location.pathname;
  const restore = () => {
    try {
      const kept = sessionStorage.getItem(scroll);
      if (kept === null) return;
      scrollTo(0, Number(kept));
      // Pictures may still make the page longer.
      addEventListener("load", () => { scrollTo(0, Number(kept)); sessionStorage.removeItem(scroll); });
    } catch { /* Without storage the browser's own memory of the place has to do. */ }
  };
  restore();

  let leaving = false;
  const reload = () => {
    if (leaving) return;
    leaving = true;
    try { sessionStorage.setItem(scroll, String(scrollY)); } catch { /* As above. */ }
    location.reload();
  };

  // The path of a file of this site behind an address, "" for anything else.
  const file = (address) => {
    try {
      const url = new URL(address, location.href);
      return url.origin === location.origin ? decodeURIComponent(url.pathname).slice(1) : "";
    } catch { return ""; }
  };

  // Loads a style sheet anew and lets go of the old one when it is there: nothing flashes.
  const swap = (link) => {
    const url = new URL(link.href);
    url.searchParams.set("t", Date.now());
    const next = link.cloneNode();
    next.href = url.href;
    next.onload = () => link.remove();
    next.onerror = () => next.remove();
    link.after(next);
  };

  // Style sheets are swapped in place; a page that uses anything else that changed reloads.
  const refresh = (changed) => {
    const links = [...document.querySelectorAll("link[rel~=stylesheet]")];
    const linked = new Set(links.map((link) => file(link.href)));
    const used = new Set(performance.getEntriesByType("resource").map((entry) => file(entry.name)));
    for (const element of document.querySelectorAll("[src]")) used.add(file(element.src));
    if (changed.some((path) => used.has(path) && !linked.has(path))) return reload();
    links.filter((link) => changed.includes(file(link.href))).forEach(swap);
  };

  const hide = () => document.getElementById(id)?.remove();

  const show = (text) => {
    hide();
    const box = document.createElement("div");
    box.id = id;
    box.setAttribute("role", "alert");
    box.style.cssText =
      "position:fixed;inset:0;z-index:2147483647;overflow:auto;padding:2rem;" +
      "background:rgba(20,20,24,.96);color:#eee;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap";
    const close = document.createElement("button");
    close.textContent = "Close";
    close.style.cssText = "position:absolute;top:1rem;right:1rem;font:inherit";
    close.onclick = hide;
    const body = document.createElement("div");
    body.textContent = "The site was not rebuilt; this page shows the last good one.\n\n" + text;
    box.append(close, body);
    document.body.append(box);
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  let source = null;
  const listen = () => {
    if (source || leaving) return;
    const query = new URLSearchParams({ page: location.pathname, have, assets: loaded });
    source = new EventSource("/__sitegen/events?" + query);
    source.onmessage = (message) => {
      const news = JSON.parse(message.data);
      if (news.reload) return reload();
      loaded = news.assets;
      if (news.failure === null) hide();
      else show(news.failure);
      refresh(news.changed);
    };
    source.onerror = () => {
      // The browser tries again by itself, but gives up after some answers, and asks for what it
      // first asked for.
      rest();
      setTimeout(() => { if (!document.hidden) listen(); }, 400);
    };
  };
  const rest = () => { source?.close(); source = null; };

  // A browser has few connections for all its tabs: those in the background let go of theirs, and
  // ask what they have missed when they are looked at again.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pageshow", () => { if (!document.hidden) listen(); });
  if (!document.hidden) listen();
})();
