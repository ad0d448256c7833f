// One picture of each type of page, narrow and wide, light and dark, a contact sheet of all of them,
// and what goes wrong in the browser meanwhile: failed requests, requests to other hosts, script
// errors, text wider than the screen, parts that move after they were drawn.
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { finish, launch, pages, serve } from "./lib.mjs";

const [site, out] = [resolve(process.argv[2]), resolve(process.argv[3])];
const problems = [];
const browser = await launch();
const { address, close } = await serve(site);
await mkdir(out, { recursive: true });
const cells = [];
const list = await pages(site);
for (const path of list) {
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const where = `${path} at ${width}, ${colorScheme}`;
      page.on("pageerror", (error) => problems.push(`${where}: ${error.message}`));
      page.on("requestfailed", (request) => problems.push(`${where}: cannot load ${request.url()}`));
      page.on("request", (request) => {
        if (!request.url().startsWith(address)) problems.push(`${where}: asks another host for ${request.url()}`);
      });
      await page.addInitScript(() => {
        window.moved = 0;
        new PerformanceObserver((seen) => { for (const e of seen.getEntries()) window.moved += e.value; })
          .observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(address + path);
      await page.waitForTimeout(50);
      const [wide, moved] = await page.evaluate(() =>
        [document.documentElement.scrollWidth - innerWidth, window.moved]);
      if (wide > 0) problems.push(`${where}: ${wide} pixels wider than the screen`);
      if (moved > 0) problems.push(`${where}: its layout shifts by ${moved}`);
      const name = `${path.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "home"}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(out, name), fullPage: true });
      cells.push([name, where]);
      await page.close();
    }
  }
}
// At 200 % zoom a screen of 1280 pixels has 640.
for (const path of list) {
  const page = await browser.newPage({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await page.goto(address + path);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) problems.push(`${path} at 200 %: ${wide} pixels wider than the screen`);
  await page.close();
}
const sheet = `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>
body { font: 13px system-ui; margin: 1rem; background: #777; color: #fff; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, 240px); }
figure { margin: 0; } div { block-size: 320px; overflow: hidden; } img { inline-size: 240px; display: block; }
</style>${cells.map(([name, where]) => `<figure><a href="${name}"><div><img src="${name}" alt=""></div></a><figcaption>${where}</figcaption></figure>`).join("\n")}\n`;
await writeFile(join(out, "index.html"), sheet);
const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
await page.goto(pathToFileURL(join(out, "index.html")).href);
await page.screenshot({ path: join(out, "contact-sheet.png"), fullPage: true });
await browser.close();
close();
finish("screenshots", problems, `${cells.length} in ${out}, all on contact-sheet.png`);
