// One picture of each type of page, narrow and wide, light and dark, and what goes wrong in the
// browser while it is shown: failed requests, script errors, text wider than the screen.
import { mkdir, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site, out] = [resolve(process.argv[2]), resolve(process.argv[3])];
const executablePath = process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

// The home page, each section, and the first page of each section.
async function pages() {
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

const problems = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
await mkdir(out, { recursive: true });
let count = 0;
for (const path of await pages()) {
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const where = `${path} at ${width}, ${colorScheme}`;
      page.on("pageerror", (error) => problems.push(`${where}: ${error.message}`));
      page.on("requestfailed", (request) => problems.push(`${where}: cannot load ${request.url()}`));
      await page.goto(pathToFileURL(join(site, path)).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) problems.push(`${where}: ${wide} pixels wider than the screen`);
      const name = path.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "home";
      await page.screenshot({ path: join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.close();
      count += 1;
    }
  }
}
await browser.close();
for (const problem of problems) console.error(`screenshots: ${problem}`);
console.log(`screenshots: ${count} in ${out}, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
