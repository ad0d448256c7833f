// What the browser tests share: which pages to look at, a server for them, Chromium, problems found.
import { createServer } from "node:http";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const executablePath = process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/// Chromium, driven by a script.
export const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox"] });

/// The home page, each section, and the first page of each section: one page of each type.
export async function pages(site) {
  const found = ["index.html", "404.html"];
  for (const entry of await readdir(site, { withFileTypes: true })) {
    if (!entry.isDirectory() || !existsSync(join(site, entry.name, "index.html"))) continue;
    found.push(`${entry.name}/index.html`);
    const below = await readdir(join(site, entry.name), { withFileTypes: true });
    const first = below.filter((e) => e.isDirectory()).map((e) => e.name).sort()
      .find((name) => existsSync(join(site, entry.name, name, "index.html")));
    if (first) found.push(`${entry.name}/${first}/index.html`);
  }
  return found.filter((path) => existsSync(join(site, path)));
}

/// All pages of the site.
export async function allPages(site) {
  const files = await readdir(site, { recursive: true });
  return files.filter((path) => path.endsWith(".html")).sort();
}

/// The first page below a section.
export const firstOf = (list, section) =>
  list.find((path) => path.startsWith(`${section}/`) && path !== `${section}/index.html`);

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain",
  ".xml": "application/xml",
};

/// Serves a site as a static host does: compressed, 404.html for what is missing.
export async function serve(site) {
  const root = resolve(site);
  const server = createServer(async (request, response) => {
    let path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (path.endsWith("/")) path += "index.html";
    let file = join(root, path);
    let status = 200;
    if (!file.startsWith(root) || !existsSync(file)) [file, status] = [join(root, "404.html"), 404];
    const body = gzipSync(await readFile(file));
    response.writeHead(status, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "cache-control": "max-age=31536000",
    });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/// Prints what was found wrong; the process then fails.
export function finish(name, problems, said) {
  for (const problem of problems) console.error(`${name}: ${problem}`);
  console.log(`${name}: ${said}, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
