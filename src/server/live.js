// Keeps a page of `sitegen watch` up to date. It is added on the way out, never published.
(() => {
  const id = "sitegen-overlay";
  const scroll = "sitegen-scroll:" + location.pathname;
  const kept = sessionStorage.getItem(scroll);
  if (kept !== null) {
    sessionStorage.removeItem(scroll);
    scrollTo(0, Number(kept));
  }

  const reload = () => {
    sessionStorage.setItem(scroll, String(scrollY));
    location.reload();
  };

  // The file behind this address, as the server finds it.
  const here = () => {
    const path = decodeURIComponent(location.pathname).replace(/^\/+/, "");
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  };

  const swap = (sheets) => {
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const url = new URL(link.href);
      if (url.origin !== location.origin || !sheets.includes(decodeURIComponent(url.pathname).slice(1))) continue;
      const next = link.cloneNode();
      url.searchParams.set("t", Date.now());
      next.href = url.href;
      next.onload = () => link.remove();
      link.after(next);
    }
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

  let lost = false;
  const source = new EventSource("/__sitegen/events");
  source.onerror = () => { lost = true; };
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.kind === "failure") return show(event.text);
    // After the server was away nobody knows what changed.
    if (event.kind === "lost" || (event.kind === "fine" && lost)) return reload();
    hide();
    if (event.kind !== "change") return;
    const pages = event.changed.filter((path) => path.endsWith(".html"));
    const sheets = event.changed.filter((path) => path.endsWith(".css"));
    const assets = event.changed.filter((path) => /\.(js|png|jpe?g|gif|svg|webp|avif|woff2?)$/.test(path));
    if (pages.includes(here()) || assets.length > 0) return reload();
    if (sheets.length > 0) swap(sheets);
  };
})();
