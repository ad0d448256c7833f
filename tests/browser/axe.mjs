// axe-core on each type of page, narrow and wide, light and dark, with all notes closed and open.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { finish, launch, pages, serve } from "./lib.mjs";

const site = resolve(process.argv[2]);
const axe = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const problems = [];
const browser = await launch();
const { address, close } = await serve(site);
let runs = 0;

async function look(path, width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.goto(address + path);
  await page.evaluate(axe);
  for (const open of [false, true]) {
    await page.evaluate((open) => document.querySelectorAll("details").forEach((d) => { d.open = open; }), open);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of violations) {
      problems.push(`${path} at ${width}, ${colorScheme}: ${id} (${help}), ${nodes.length} times, first at ${nodes[0].target}: ${nodes[0].failureSummary.replaceAll("\n", " ")}`);
    }
    runs += 1;
  }
  await page.close();
}

for (const path of await pages(site)) {
  await Promise.all([390, 1280].flatMap((width) => ["light", "dark"].map((scheme) => look(path, width, scheme))));
}
await browser.close();
close();
finish("axe", problems, `${runs} runs`);
