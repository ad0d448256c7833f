// Times edits from just before the file is written until the browser shows them, see watch.sh.
import { readFileSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { browse, serve, watch } from "../tests/browser/watching.mjs";

const [sitegen, hugo, own, ours, theirs, edits] = process.argv.slice(2);

// The first page of the first section: its file below content/, and its address.
function first(site) {
  const folder = join(site, "content", "s00");
  const name = readdirSync(folder).filter((name) => !name.startsWith("_")).sort()[0];
  return { file: join(folder, name), path: `/s00/${name.replace(/\.md$/, "")}/` };
}

const appended = (text, mark) => `${text}\n\nOne sentence more, ${mark}.\n`;
// The same, said to rest on no article: otherwise the repository's own site would not build.
const added = (text, mark) => `${text}\n\nOne sentence more, ${mark}. {synthesis}\n`;

// What changes in the repository's own site: an editor's page, and what is said about a seed.
const seed = readdirSync(join(own, "seeds")).find((name) => name.endsWith(".meta.yaml"));
const page = readdirSync(join(own, "content")).filter((name) => name.endsWith(".md")).sort()
  .find((name) => !name.startsWith("_") && name !== "index.md");
const retitled = (text, mark) => text.replace(/^title:.*\n?/m, "") + `\ntitle: "Seen at ${mark}"\n`;

// Hugo does not say which port the system chose for it.
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const hugoServer = async (site) => serve(hugo, ["server", "--source", site, "--bind", "127.0.0.1",
  "--port", String(await freePort())], /available at (http:\S+)/);

const runs = [
  { name: "own site, a page", server: () => watch(sitegen, own), edit: added,
    file: join(own, "content", page), path: `/${page.replace(/\.md$/, "")}/`, by: "sitegen" },
  { name: "own site, what is said of a seed", server: () => watch(sitegen, own), edit: retitled,
    file: join(own, "seeds", seed), path: `/sources/${seed.replace(/\.meta\.yaml$/, "")}/`,
    by: "sitegen" },
  { ...first(ours), name: "many pages, one page", server: () => watch(sitegen, ours),
    edit: appended, by: "sitegen" },
  { ...first(theirs), name: "many pages, one page", server: () => hugoServer(theirs),
    edit: appended, by: "Hugo" },
];

// Milliseconds of each edit, once the server and the browser are warm.
async function time(run) {
  const browser = await browse();
  const server = await run.server();
  const page = await browser.newPage();
  let seen = () => {};
  await page.exposeFunction("sitegenSeen", (text) => seen(text));
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => window.sitegenSeen(document.body.innerText));
  });
  await page.goto(new URL(run.path, server.address).href);
  await page.waitForTimeout(1500);
  const before = await readFile(run.file, "utf8");
  const taken = [];
  for (let n = 0; n < Number(edits) + 3; n += 1) {
    const mark = `number ${n} of ${process.pid}`;
    const shown = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${run.name}: ${mark} was never seen`)), 60_000);
      seen = (text) => {
        if (!text.includes(mark)) return;
        clearTimeout(timer);
        resolve(performance.now());
      };
    });
    const text = run.edit(before, mark);
    const begun = performance.now();
    await writeFile(run.file, text);
    const end = await shown;
    if (n >= 3) taken.push(end - begun);
    await page.waitForTimeout(300 + Math.random() * 200);
  }
  await writeFile(run.file, before);
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"));
  await browser.close();
  await server.stop();
  return { taken: taken.sort((a, b) => a - b), memory: Number(memory[1]) / 1024 };
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const pages = readdirSync(join(ours, "content"), { recursive: true })
  .filter((name) => name.endsWith(".md")).length;
console.log(`From save to seen, ${edits} edits each; "many pages" are ${pages}.\n`);
console.log("| | server | median | 99th percentile | peak memory |");
console.log("|---|---|---|---|---|");
for (const run of runs) {
  const { taken, memory } = await time(run);
  const ms = (part) => `${Math.round(at(taken, part))} ms`;
  console.log(`| ${run.name} | ${run.by} | ${ms(0.5)} | ${ms(0.99)} | ${Math.round(memory)} MB |`);
}
