// Each component by keyboard alone, and what Chromium's accessibility tree says it is.
import { resolve } from "node:path";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { finish, firstOf, allPages, launch, serve } from "./lib.mjs";

const site = resolve(process.argv[2]);
const problems = [];
const browser = await launch();
const { address, close } = await serve(site);
const list = await allPages(site);
let checks = 0;
const expect = (holds, what) => { checks += 1; if (!holds) problems.push(what); };
const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return { tag: at.localName, id: at.id, text: (at.getAttribute("aria-label") ?? at.textContent).trim(), href: at.getAttribute("href") };
});
const tree = async (page) => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter((node) => !node.ignored)
    .map((node) => ({ role: node.role?.value, name: node.name?.value ?? "", description: node.description?.value ?? "" }));
};

// The way in: the link that skips the navigation comes first, is seen, and leads to the content.
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
await page.goto(address);
await page.keyboard.press("Tab");
expect((await focused(page)).href === "#main", "the first thing that Tab reaches is not the link to the content");
expect(await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0), "the link to the content is not seen when it has the focus");
await page.keyboard.press("Enter");
expect((await focused(page)).id === "main", "the link to the content does not move the focus there");

// Everything that Tab reaches shows that it has the focus, and has a name.
await page.goto(address);
for (let step = 0; step < 60; step += 1) {
  await page.keyboard.press("Tab");
  const at = await focused(page);
  if (at.tag === "body") break;
  expect(at.text !== "", `<${at.tag}> has the focus and no name`);
  const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
  expect(seen, `<${at.tag}> “${at.text}” does not show that it has the focus`);
}

// The switch of colours says what it does, and does it without a flash on the next page.
await page.focus("#theme-switch");
expect((await focused(page)).text === "Dark colours", "the switch does not offer dark colours on a light page");
await page.keyboard.press("Space");
expect((await focused(page)).text === "Light colours", "the switch does not offer light colours on a dark page");
const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const dark = await background();
await page.goto(address, { waitUntil: "commit" });
await page.waitForSelector("body");
expect(await background() === dark, "a chosen colour scheme is not there when the page is first drawn");

// A reference opens its note in place, with the passage highlighted; the way back leads back.
const cited = list.find((path) => path.startsWith("what-") || path.startsWith("members/")) ?? "index.html";
for (const path of [cited, firstOf(list, "members"), "index.html"].filter(Boolean)) {
  await page.goto(address + path);
  const number = await page.evaluate(() => {
    const ref = document.querySelector("[role=doc-noteref]");
    ref?.focus();
    return ref?.textContent;
  });
  if (!number) { problems.push(`${path} has no reference`); continue; }
  await page.keyboard.press("Enter");
  await page.waitForTimeout(80);
  const note = await page.evaluate((n) => {
    const item = document.getElementById(`c${n}`);
    const box = item.getBoundingClientRect();
    return { open: item.closest("details").open, seen: box.top < innerHeight && box.bottom > 0, marked: !!item.querySelector("mark, .who"),
      links: [...item.querySelectorAll("a")].map((a) => a.getAttribute("href")) };
  }, number);
  expect(note.open && note.seen && note.marked, `${path}: reference ${number} does not open what it leads to`);
  expect(note.links.some((href) => /sources\/.*#p/.test(href)), `${path}: note ${number} does not lead to the passage`);
  await page.evaluate((n) => document.querySelector(`#c${n} [role=doc-backlink]`).focus(), number);
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash === `#r${number}`, `${path}: the way back from note ${number} does not lead back`);
}

// A closed part opens and closes with Enter and with the space bar.
await page.goto(address);
for (const key of ["Enter", "Space"]) {
  await page.focus("details.notes summary");
  await page.keyboard.press(key);
  expect(await page.evaluate(() => document.querySelector("details.notes").open) === (key === "Enter"), `${key} does not switch a note`);
}

// Search: typed, announced, reached with Tab.
if (existsSync(join(site, "search/index.html"))) {
  await page.goto(address + "search/");
  const term = await page.evaluate(() => document.querySelector(".links").textContent.match(/\p{L}{4,}/u)[0]);
  await page.focus("#search-form input");
  await page.keyboard.type(term);
  await page.waitForFunction(() => /result/.test(document.getElementById("search-status").textContent), null, { timeout: 5000 })
    .catch(() => problems.push(`search: “${term}” finds nothing`));
  const first = await page.evaluate(() => document.querySelector("#search-results a")?.href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest("#search-results") !== null), "search: Tab does not reach the results");
  const nodes = await tree(page);
  expect(nodes.some((n) => n.role === "search"), "search: there is no search landmark");
  expect(nodes.some((n) => n.role === "searchbox" && n.name !== ""), "search: the field has no name");
  expect(nodes.some((n) => n.role === "status"), "search: the number of results is not announced");
  if (first) {
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href.startsWith(first.split("#")[0]), { timeout: 5000 }).catch(() => {});
    expect(page.url().startsWith(first.split("#")[0]), "search: Enter on a result does not lead there");
  }
}

// Roles and names in the accessibility tree.
for (const path of list.filter((p) => p.split("/").length <= 2)) {
  await page.goto(address + path);
  const nodes = await tree(page);
  const has = (role, name) => nodes.some((n) => n.role === role && (!name || n.name.includes(name)));
  if (nodes.length < 5 || await page.evaluate(() => !document.querySelector("main"))) continue;
  for (const role of ["banner", "main", "contentinfo"]) expect(has(role), `${path}: no landmark “${role}”`);
  expect(has("navigation", "Main"), `${path}: the navigation has no name`);
  expect(nodes.filter((n) => n.role === "heading" && n.name === "").length === 0, `${path}: a heading has no name`);
  for (const role of ["link", "button", "image", "img", "table"]) {
    const bare = nodes.filter((n) => n.role === role && n.name === "");
    expect(bare.length === 0, `${path}: ${bare.length} of role “${role}” have no name`);
  }
  const drawn = await page.locator("svg[role=img]").count();
  const told = nodes.filter((n) => (n.role === "image" || n.role === "img") && n.name.length > 10 && n.description.length > 20);
  expect(told.length >= drawn, `${path}: ${drawn} pictures, ${told.length} with title and description`);
}
await browser.close();
close();
finish("keyboard", problems, `${checks} checks`);
