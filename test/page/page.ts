/**
 * The map's page by itself in a browser, as VS Code would show it: its content security policy, its theme's colours, its
 * messages. `themes.json` holds what a window of VS Code 1.100 gives a page in its own four themes.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { analyse } from "../../src/core/linter.ts";
import type { FromPage, Kind, MappedFile, ToPage } from "../../src/core/map/model.ts";
import { setupsOf } from "../../src/core/map/setups.ts";
import { languageOf } from "../../src/core/read/languages.ts";
import { pageHtml } from "../../src/editor/map/page.ts";
import { textsIn } from "../../src/editor/map/texts.ts";
import { localPage } from "../host/browser.ts";
import { ROOT } from "../host/commands.ts";
import themes from "./themes.json";

export type Theme = keyof typeof themes;
export const THEMES = Object.keys(themes) as Theme[];

const ADDRESS = "http://localhost/map/";
const TYPES: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css" };

/** What the map is told of these files. */
export function messageOf(files: Readonly<Record<string, string>>): ToPage {
	const kinds = new Map<string, Kind>();
	const mapped = Object.entries(files).map(([path, text]): MappedFile => {
		const analysis = analyse(text, languageOf(path) ?? "yaml");
		const setups = setupsOf(analysis).map(({ setup, kind, span }) => {
			kinds.set(kind.id, kind);
			return { ...setup, document: `file:///${path}`, ...analysis.places.range(span) };
		});
		return { uri: `file:///${path}`, path, setups };
	});
	return { type: "files", files: mapped, kinds: [...kinds.values()] };
}

export class MapPage {
	private constructor(readonly page: Page) {}

	static async open(browser: Browser, theme: Theme, width = 1200, height = 800): Promise<MapPage> {
		const page = await localPage(browser, { viewport: { width, height } });
		const errors: string[] = [];
		page.on("pageerror", ({ message }) => errors.push(message));
		page.on("console", (line) => void (line.type() === "error" && errors.push(line.text())));
		const html = pageHtml({
			nonce: "only-this-once",
			script: "map.js",
			style: "map.css",
			language: "en",
			texts: textsIn({ t: (message) => message }),
		});
		await page.route(`${ADDRESS}**`, (route) => {
			const name = new URL(route.request().url()).pathname.slice("/map/".length);
			const extension = name.split(".").at(-1) ?? "";
			return name === ""
				? route.fulfill({ contentType: "text/html", body: html })
				: route.fulfill({ contentType: TYPES[extension] ?? "", body: readFileSync(join(ROOT, "dist", name)) });
		});
		await page.addInitScript(
			({ variables, classes }) => {
				const told: unknown[] = [];
				Object.assign(globalThis, {
					told,
					acquireVsCodeApi: () => ({
						postMessage: (message: unknown) => told.push(message),
						getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
						setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
					}),
				});
				document.addEventListener("DOMContentLoaded", () => {
					document.body.className = classes;
					for (const [name, value] of Object.entries(variables))
						document.documentElement.style.setProperty(name, value);
				});
			},
			{ variables: themes[theme].variables, classes: themes[theme].class },
		);
		await page.goto(ADDRESS);
		if (errors.length > 0) throw new Error(errors.join("\n"));
		return new MapPage(page);
	}

	/** Tells the page something, and waits until it has drawn it. */
	async tell(message: ToPage): Promise<void> {
		await this.page.evaluate(async (data) => {
			dispatchEvent(new MessageEvent("message", { data }));
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		}, message);
	}

	/** What the page has told the extension. */
	told(): Promise<FromPage[]> {
		return this.page.evaluate(() => (globalThis as unknown as { told: FromPage[] }).told);
	}

	/** The one setup of the chart that Tab leads to. */
	get option(): Locator {
		return this.page.getByRole("option", { includeHidden: false }).and(this.page.locator(".option"));
	}

	/** How many setups the chart says it has. */
	async count(): Promise<number> {
		return Number(await this.option.getAttribute("aria-setsize"));
	}

	/** Goes to a setup of the chart with keys, by what its name begins with. */
	async walkTo(name: string): Promise<void> {
		await this.option.focus();
		await this.page.keyboard.press("Home");
		const most = await this.count();
		for (let i = 0; i < most && !(await this.focused()).startsWith(name); i++)
			await this.page.keyboard.press("ArrowRight");
		if (!(await this.focused()).startsWith(name)) throw new Error(`the chart has no ${name}`);
	}

	/** Where the marks of the chart stand, those of other kinds first. */
	async marks(): Promise<string[]> {
		const paths = await this.page.locator("#chart .mark").evaluateAll((all) => all.map((one) => one.getAttribute("d")));
		return paths.flatMap((path) => path?.match(/M[\d.-]+ [\d.-]+/g) ?? []);
	}

	/** The name of what has the focus, as a screen reader would say it. */
	focused(): Promise<string> {
		return this.page.evaluate(
			() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
		);
	}

	/** The first cell of every row. */
	async rows(): Promise<string[]> {
		return (await this.page.locator("tbody th").allTextContents()).map((text) => text.trim());
	}

	close(): Promise<void> {
		return this.page.context().close();
	}
}
