/** A headless Chromium: one that is there, else the one that comes inside npm's `@sparticuz/chromium`. */

import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions, type Page } from "playwright-core";
import { cached } from "./cache.ts";
import { findOnPath, ROOT, run } from "./commands.ts";

const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ARGUMENTS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

export async function launchBrowser(): Promise<Browser> {
	const found = await findBrowser();
	try {
		return await chromium.launch({ ...found, args: ARGUMENTS });
	} catch (error) {
		const which = found.executablePath ?? "an installed Chrome";
		throw new Error(`Chromium does not start (${which}). $CHROME_PATH names another one.`, { cause: error });
	}
}

/** A page that can reach nothing but this machine: no run depends on the net. */
export async function localPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	const isElsewhere = ({ hostname }: URL): boolean => !["localhost", "127.0.0.1"].includes(hostname);
	await context.route(isElsewhere, (route) => route.abort());
	return context.newPage();
}

async function findBrowser(): Promise<LaunchOptions> {
	const installed = process.env.CHROME_PATH || findOnPath(...NAMES);
	if (installed) return { executablePath: installed };
	if (process.platform === "linux" && process.arch === "x64") return packagedBrowser();
	return { channel: "chrome" };
}

/** The package brings the libraries and the font that a bare system lacks, so nothing has to be installed as root. */
async function packagedBrowser(): Promise<LaunchOptions> {
	const source = join(ROOT, "node_modules/@sparticuz/chromium");
	const { version } = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as { version: string };
	const folder = await cached(`chromium/${version}`, async (unfinished) => {
		const unpack = (name: string, to: string): Promise<void> =>
			pipeline(
				createReadStream(join(source, "bin", `${name}.br`)),
				createBrotliDecompress(),
				createWriteStream(join(unfinished, to), { mode: 0o755 }),
			);
		await unpack("chromium", "chromium");
		for (const archive of ["al2023.tar", "fonts.tar"]) {
			await unpack(archive, archive);
			await run("tar", ["xf", archive], unfinished);
		}
		await mkdir(join(unfinished, "font-cache"));
	});
	const fonts = join(folder, "fonts-here.conf");
	await writeFile(
		fonts,
		`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
	<dir>${folder}/fonts</dir>
	<cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`,
	);
	const { LD_LIBRARY_PATH } = process.env;
	const libraries = [join(folder, "lib"), LD_LIBRARY_PATH].filter((path) => path).join(delimiter);
	const env = { ...definedVariables(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts };
	return { executablePath: join(folder, "chromium"), env };
}

function definedVariables(): Record<string, string> {
	const all: Record<string, string> = {};
	for (const [name, value] of Object.entries(process.env)) if (value !== undefined) all[name] = value;
	return all;
}
