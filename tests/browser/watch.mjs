// Live reload as a person sees it: pages that change by themselves where one was reading, style
// sheets that change without reloading, errors laid over the page until they are mended.
//
//   node watch.mjs SITEGEN
import assert from "node:assert/strict";
import { rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { browse, project, put, remove, watch } from "./watching.mjs";

const sitegen = resolve(process.argv[2]);
const patience = { timeout: 20_000 };

const lines = Array.from({ length: 40 }, (_, n) =>
  `On ${1 + (n % 28)} May 2031 Portugal lit lamp number ${n} of the Lantern Pact.`).join("\n\n");
const article = (words) =>
  `Portugal signs the Lantern Pact\n\nPortugal signed the Lantern Pact in Lisbon on 3 May 2031. ` +
  `"${words}", said Inês Valadão, minister of Portugal.\n\nNorway and Portugal joined it.\n\n${lines}\n`;
const note = (text) => `---\ntitle: A note\n---\n\n${text}\n\n${"Read on.\n\n".repeat(120)}`;
const template = (text) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gone</title></head>` +
  `<body><h1>Gone</h1><p>${text}</p></body></html>`;

const root = await project({
  "seeds/pact.txt": article("We will keep every lamp burning"),
  "content/note.md": note("First words."),
  "static/assets/own.css": "h1 { color: rgb(1, 2, 3) }\n",
  "themes/mine/templates/404.html": template("first"),
  "sitegen.yaml": "title: Lamps\ntheme: mine\nsubject:\n  name: Lantern Pact\n  kind_of_members: countries\n",
});
const at = (path) => join(root, path);

let server = await watch(sitegen, root);
const browser = await browse();
const problems = [];

// Opens a page and marks its window: the mark is gone once it was reloaded.
async function open(path) {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
  page.on("pageerror", (error) => problems.push(`${path}: ${error.message}`));
  await page.goto(new URL(path, server.address).href);
  await mark(page);
  return page;
}
const mark = (page) => page.evaluate(() => { window.marked = true; });
const marked = (page) => page.evaluate(() => window.marked === true);
const text = (page, words) =>
  page.waitForFunction((words) => document.body.innerText.includes(words), words, patience);
const overlay = (page, there) =>
  page.waitForFunction((there) =>
    (document.getElementById("sitegen-overlay") !== null) === there, there, patience);
const scrolled = (page) => page.evaluate(() => scrollY);

// Waits until `page` has been told of a change made now, whatever it does about it.
let sentinels = 0;
async function told(page) {
  sentinels += 1;
  const probe = await open("/note/");
  await put(at("content/note.md"), note(`Sentinel ${sentinels}.`));
  await text(probe, `Sentinel ${sentinels}.`);
  await probe.close();
  await page.waitForTimeout(100);
}

async function step(name, run) {
  const begun = performance.now();
  await run();
  console.log(`watch: ${name} (${Math.round(performance.now() - begun)} ms)`);
}

const home = await (await fetch(server.address)).text();
const member = (await (await fetch(new URL("/data/subject.json", server.address))).json())
  .members.find((member) => member.name === "Portugal");
assert.ok(member, "Portugal is a member");
const members = `/members/${member.id}/`;
assert.ok(home.includes("/__sitegen/live.js"));

try {
  await step("a seed is edited: the member's page changes by itself, scroll kept", async () => {
    const page = await open(members);
    const other = await open("/gone/");
    await page.evaluate(() => scrollTo(0, 350));
    const before = await scrolled(page);
    assert.ok(before > 100, `the page is long enough to scroll: ${before}`);
    await put(at("seeds/pact.txt"), article("We will light twice as many lamps"));
    await text(page, "We will light twice as many lamps");
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, before, patience);
    assert.equal(await marked(page), false, "it was reloaded");
    assert.equal(await marked(other), true, "a page whose bytes are the same is left alone");
    await page.close();
    await other.close();
  });

  await step("a style sheet is swapped without reloading", async () => {
    const page = await open("/gone/");
    await put(at("themes/mine/templates/404.html"), template("styled").replace("<title>",
      `<link rel="stylesheet" href="/assets/own.css"><title>`));
    await text(page, "styled");
    const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
    assert.equal(await colour(), "rgb(1, 2, 3)");
    await mark(page);
    await put(at("static/assets/own.css"), "h1 { color: rgb(7, 8, 9) }\n");
    await page.waitForFunction(() =>
      getComputedStyle(document.querySelector("h1")).color === "rgb(7, 8, 9)", null, patience);
    assert.equal(await marked(page), true, "it was not reloaded");
    await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1,
      null, patience);
    // And once more: the sheet that was put in is itself swapped.
    await put(at("static/assets/own.css"), "h1 { color: rgb(4, 5, 6) }\n");
    await page.waitForFunction(() =>
      getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)", null, patience);
    assert.equal(await marked(page), true);
    await page.close();
  });

  await step("a broken template is laid over pages, which stay; mended, it goes", async () => {
    const page = await open("/note/");
    await page.evaluate(() => scrollTo(0, 400));
    await put(at("templates/home.html"), "<p>\n{% if <img src=x onerror=\"window.bad = 1\"> %}\n");
    await overlay(page, true);
    const shown = await page.textContent("#sitegen-overlay");
    assert.ok(shown.includes("templates/home.html") && shown.includes("<img src=x"), shown);
    assert.equal(await page.locator("#sitegen-overlay img").count(), 0, "it is escaped");
    assert.equal(await page.evaluate(() => window.bad), undefined);
    assert.equal(await marked(page), true, "the page is as it was");
    assert.ok(server.said().includes("templates/home.html"), "the terminal says the same");
    // Other pages are still served, the last good ones, with the same over them.
    const other = await open("/");
    await overlay(other, true);
    assert.ok((await other.title()).includes("Lamps"));
    await other.keyboard.press("Escape");
    await overlay(other, false);
    await rm(at("templates/home.html"));
    await overlay(page, false);
    assert.equal(await marked(page), true, "nothing of it had changed");
    assert.equal(await scrolled(page), 400);
    await page.close();
    await other.close();
  });

  await step("a page that was deleted, and is there again, reloads each time", async () => {
    const page = await open("/note/");
    await rename(at("content/note.md"), at("note.md"));
    await page.waitForFunction(() => document.title === "Gone", null, patience);
    await rename(at("note.md"), at("content/note.md"));
    await page.waitForFunction(() => document.title.includes("A note"), null, patience);
    await page.close();
  });

  await step("a page open over a restart of the server learns what it missed", async () => {
    const page = await open("/note/");
    const same = await open(members);
    const port = new URL(server.address).port;
    await server.stop();
    await put(at("content/note.md"), note("Written while nobody looked."));
    server = await watch(sitegen, root, port);
    await text(page, "Written while nobody looked.");
    await told(same);
    assert.equal(await marked(same), true, "it missed nothing");
    await put(at("content/note.md"), note("And it still listens."));
    await text(page, "And it still listens.");
    await page.close();
    await same.close();
  });

  await step("more tabs are open than a browser has connections", async () => {
    // A browser without windows hides nothing by itself.
    const look = (page, hidden) => page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
    const pages = [];
    for (let n = 0; n < 10; n += 1) {
      pages.push(await open("/note/"));
      await look(pages[n], true);
    }
    await put(at("content/note.md"), note("All of them see it, once looked at."));
    const last = await open("/note/");
    await text(last, "All of them see it");
    for (const page of pages) {
      await look(page, false);
      await text(page, "All of them see it");
      await look(page, true);
    }
    for (const page of [...pages, last]) await page.close();
  });
  assert.deepEqual(problems, [], "no script fails");
} finally {
  await browser.close();
  await server.stop();
  await remove(root);
}
