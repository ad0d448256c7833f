// Pages without their scripts, without their style sheet, on paper, and how heavy they are.
import { mkdir, readFile } from "node:fs/promises";
import { join, resolve, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { allPages, finish, launch, pages, serve } from "./lib.mjs";

const [site, out] = [resolve(process.argv[2]), resolve(process.argv[3])];
const MOST = 60 * 1024;
const problems = [];
const browser = await launch();
const { address, close } = await serve(site);
await mkdir(out, { recursive: true });

// What a page says, without the controls that only a script can work.
const said = (page) => page.evaluate(() => {
  const body = document.body.cloneNode(true);
  body.querySelectorAll("script, #theme-switch, #search-form, #search-status, #search-results").forEach((e) => e.remove());
  return body.textContent.replace(/\s+/g, " ").trim();
});
const list = await pages(site);
for (const path of list) {
  const [with_, without] = await Promise.all([true, false].map(async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(address + path);
    // Scripts of this test run all the same.
    const text = await said(page);
    const controls = await page.locator("button:visible, form:visible").count();
    await context.close();
    return { text, controls };
  }));
  if (with_.text !== without.text) problems.push(`${path}: without scripts it does not say the same`);
  if (without.controls > 0) problems.push(`${path}: without scripts it shows ${without.controls} controls that do nothing`);

  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  await page.route("**/*.css", (route) => route.abort());
  await page.goto(address + path);
  const tops = await page.evaluate(() => {
    const top = (selector) => document.querySelector(selector)?.getBoundingClientRect().top;
    return ["header.top", "main", "main h1", "footer"].map((s) => [s, top(s)]).filter(([, at]) => at !== undefined);
  });
  const sorted = tops.every(([, at], i) => i === 0 || tops[i - 1][1] <= at);
  if (!sorted) problems.push(`${path}: without its style sheet its parts are out of order: ${tops.map(([s]) => s)}`);
  await page.close();

  const print = await browser.newPage();
  await print.goto(address + path);
  const name = path.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "home";
  await print.pdf({ path: join(out, `${name}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  await print.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await print.emulateMedia({ media: "print" });
  const printed = await print.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).length;
    return { nav: shown("nav.main a"), refs: document.querySelectorAll("[role=doc-noteref]").length, notes: shown(".endnotes li") };
  });
  if (printed.nav > 0) problems.push(`${path}: the navigation is printed`);
  if (printed.refs > 0 && printed.notes === 0) problems.push(`${path}: the notes are not printed`);
  await print.close();
}

// How heavy each page is, compressed, with all that it loads.
const sizes = new Map();
const size = async (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(await readFile(file)).length);
  return sizes.get(file);
};
let heaviest = [0, ""];
for (const path of await allPages(site)) {
  const html = await readFile(join(site, path), "utf8");
  const loads = [...html.matchAll(/<(?:script|img)[^>]* src="([^"]+)"|<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)];
  let all = await size(join(site, path));
  for (const [, src, href] of loads) {
    const at = src ?? href;
    if (!/^[a-z]+:/.test(at)) all += await size(join(site, dirname(path), at));
  }
  if (all > heaviest[0]) heaviest = [all, path];
  if (all > MOST) problems.push(`${path}: ${all} bytes with all that it loads, more than ${MOST}`);
}
await browser.close();
close();
finish("plain", problems, `${list.length} pages printed to ${out}; the heaviest, ${heaviest[1]}, loads ${heaviest[0]} bytes`);
