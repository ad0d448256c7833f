// A project of our own under `sitegen watch`, and a browser that looks at it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

// Nothing that a browser does besides showing pages.
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Playwright starts it headless, with a fresh profile that it deletes in the end.
export const browse = () => chromium.launch({ executablePath, args });

// A folder with these files, by path.
export async function project(files) {
  const root = await mkdtemp(join(tmpdir(), "sitegen-"));
  for (const [path, text] of Object.entries(files)) await put(join(root, path), text);
  return root;
}

export async function put(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

// Starts a server and waits until it says its address. Calls `line` with whatever it says.
export function serve(command, options, pattern, line = () => {}) {
  const child = spawn(command, options, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (text) => {
        said += text + "\n";
        line(text);
        const found = pattern.exec(text);
        if (found) resolve(found[1]);
      });
    }
    ended.then(() => reject(new Error(`${command} ended: ${said}`)));
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return address.then((address) => ({ address, stop, said: () => said, pid: child.pid }));
}

export const watch = (sitegen, root, port = 0) =>
  serve(sitegen, ["watch", "--root", root, "--port", String(port)], /^Serving (http:\S+)/);

export const remove = (root) => rm(root, { recursive: true, force: true });
