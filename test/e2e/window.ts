/** A person's way in a real VS Code window: look, hover, press keys, read what was saved. */

import * as assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { launchBrowser, localPage } from "../host/browser.ts";
import { Server, type ServerOptions } from "../host/server.ts";

const PATIENCE = 30_000;
/** How often a key is pressed anew that opened nothing, or whose widget the editor closed while it settled. */
const KEY_TRIES = 10;
const KEY_PATIENCE = 2500;

const SQUIGGLE = ".squiggly-error, .squiggly-warning, .squiggly-info";

export class Window {
	private constructor(
		private readonly server: Server,
		private readonly browser: Browser,
		readonly page: Page,
		readonly folder: string,
	) {}

	/** Opens a window on a new folder with these files, in which the first one is shown. */
	static async open(
		files: Readonly<Record<string, string>>,
		{ language, ...options }: ServerOptions & { language?: string },
	): Promise<Window> {
		const parent = await mkdtemp(join(tmpdir(), "hplint-e2e-"));
		const folder = join(parent, "training");
		await mkdir(folder);
		for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
		const server = await Server.start(options);
		const browser = await launchBrowser();
		const page = await localPage(browser, { deviceScaleFactor: 2, viewport: { width: 1100, height: 700 } });
		page.setDefaultTimeout(PATIENCE);
		if (language !== undefined) await display(page, language);
		const window = new Window(server, browser, page, folder);
		const [first = ""] = Object.keys(files);
		const openFile = ["openFile", server.remote(join(folder, first))] as const;
		await page.goto(server.url(folder, [openFile]), { waitUntil: "commit" });
		await window.waitForLine(/\S/);
		return window;
	}

	/** Opens another file of the folder, by its name. */
	async openFile(name: string): Promise<void> {
		await this.pressUntil("Control+p", this.page.locator(".quick-input-widget input.input"));
		await this.pick(name, name);
		await this.page.locator(".tab.active", { hasText: name }).waitFor();
	}

	/** The underline of the first finding, of whatever severity. */
	get squiggle(): Locator {
		return this.page.locator(SQUIGGLE).first();
	}

	async waitForSquiggle(): Promise<void> {
		await this.squiggle.waitFor({ state: "attached" });
	}

	async waitForNoSquiggle(): Promise<void> {
		await this.squiggle.waitFor({ state: "detached" });
	}

	/** Milliseconds from a key to the frame in which the squiggle is drawn, or is gone. */
	async timeToSquiggle(key: string, isShown: boolean): Promise<number> {
		await this.page.evaluate(
			([selector, shown, patience]) => {
				let pressed: number | undefined;
				const onKey = (): void => {
					pressed = performance.now();
				};
				window.addEventListener("keydown", onKey, { capture: true, once: true });
				const time = new Promise<number>((resolve, reject) => {
					setTimeout(() => reject(new Error("the squiggle stayed as it was")), patience);
					const observer = new MutationObserver(() => {
						const from = pressed;
						if (from === undefined || (document.querySelector(selector) !== null) !== shown) return;
						observer.disconnect();
						requestAnimationFrame(() => resolve(performance.now() - from));
					});
					observer.observe(document.body, {
						subtree: true,
						childList: true,
						attributes: true,
						attributeFilter: ["class"],
					});
				});
				Object.assign(window, { hplintTime: () => time });
			},
			[SQUIGGLE, isShown, PATIENCE] as const,
		);
		await this.page.keyboard.press(key);
		return this.page.evaluate(() => (window as unknown as { hplintTime(): Promise<number> }).hplintTime());
	}

	/** Rests the mouse on the squiggle until a hover with this text is shown; the text of the whole hover. */
	async hoverText(expected: string | RegExp): Promise<string> {
		const hover = this.page.locator(".monaco-hover:visible", { hasText: expected }).first();
		await this.until(hover, async () => {
			await this.mouseAway();
			const { x, y } = await this.middleOf(this.squiggle);
			await this.page.mouse.move(x, y, { steps: 4 });
		});
		return (await hover.textContent()) ?? "";
	}

	/** The words that stand for the picture of the hover that is shown, once it is drawn. */
	async hoverPicture(): Promise<string> {
		const picture = this.page.locator(".monaco-hover:visible img").first();
		await picture.waitFor();
		assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0)));
		return (await picture.getAttribute("alt")) ?? "";
	}

	/** Types at the end of the line with this text. */
	async typeAtEndOf(line: RegExp, text: string): Promise<void> {
		await this.lines.filter({ hasText: line }).first().click();
		await this.page.keyboard.press("End");
		await this.page.keyboard.type(text);
	}

	/** Clicks a link of the hover that is shown, by its text. */
	async followHoverLink(text: string): Promise<void> {
		await this.page.locator(".monaco-hover:visible a", { hasText: text }).first().click();
	}

	/** The page that is shown beside the documents. */
	get shownPage(): FrameLocator {
		return this.page.frameLocator("iframe.webview").frameLocator("iframe");
	}

	/** Waits for the page shown beside the documents to have this text. */
	async waitForPage(text: RegExp): Promise<void> {
		await this.shownPage.getByText(text).first().waitFor();
	}

	/** The row of the Hyperparameter Map's table that has this text. */
	onMap(row: RegExp): Locator {
		return this.shownPage.getByRole("row").filter({ hasText: row });
	}

	/** Goes with keys to the setup of the Hyperparameter Map's chart whose description begins so. */
	async walkOnMap(description: RegExp): Promise<void> {
		const option = this.shownPage.getByRole("option").and(this.shownPage.locator(".option"));
		const said = async (): Promise<string> => (await option.getAttribute("aria-label")) ?? "";
		await option.focus();
		await this.page.keyboard.press("Home");
		for (let left = Number(await option.getAttribute("aria-setsize")); left > 0; left--) {
			if (description.test(await said())) return;
			await this.page.keyboard.press("ArrowRight");
		}
		throw new Error(`no setup of the map is ${description}`);
	}

	/** The kinds that the Hyperparameter Map may show. */
	get mapKinds(): Locator {
		return this.shownPage.getByLabel("Kind of training", { exact: true });
	}

	/**
	 * Loads the window anew, as after a restart; documents and pages that were open are there again, since no file is asked for.
	 * What was open VS Code writes down every few seconds: it is waited for until this is part of it.
	 */
	async reload(kept: RegExp): Promise<void> {
		const end = Date.now() + PATIENCE;
		while (!kept.test(await this.page.evaluate(writtenDown))) {
			if (Date.now() > end) throw new Error(`VS Code has not written down ${kept}`);
			await delay(200);
		}
		await this.page.goto(this.server.url(this.folder), { waitUntil: "commit" });
		await this.page.locator(".part.editor .tab").first().waitFor();
	}

	/** Presses a key in the page or the document that has the focus. */
	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
	}

	/** Types over what is selected in the document, once it is shown. */
	async typeIn(name: string, text: string): Promise<void> {
		await this.page.locator(".tab.active", { hasText: name }).first().waitFor();
		await this.page.locator(".monaco-editor.focused").first().waitFor();
		await this.page.keyboard.type(text);
	}

	/** Ends a hover: it would cover the word, and take a click. */
	async leaveHover(): Promise<void> {
		await this.mouseAway();
		await this.page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden" });
	}

	/** Puts the cursor on the squiggle. */
	async clickSquiggle(): Promise<void> {
		const { x, y } = await this.middleOf(this.squiggle);
		await this.page.mouse.click(x, y);
		await this.leaveHover();
	}

	/** Presses a key until what it opens is there. */
	async pressUntil(key: string, opened: Locator): Promise<void> {
		await this.until(opened, async (again) => {
			if (again) await this.page.keyboard.press("Escape");
			await this.page.keyboard.press(key);
		});
	}

	/** Opens the light bulb's menu at the cursor, in which an entry has this text; its rows. */
	async openQuickFixes(title: string | RegExp, last = /Explain /): Promise<Locator> {
		const rows = this.page.locator(".action-widget .monaco-list-row.action");
		await this.pressUntil("Control+.", rows.filter({ hasText: title }).first());
		// Our last entry: with it the list is whole, and no row moves under the keys.
		await rows.filter({ hasText: last }).waitFor();
		return rows;
	}

	/** Opens the light bulb's menu at the cursor and takes the entry with this text, with keys only. */
	async quickFix(title: string | RegExp, last?: RegExp): Promise<void> {
		const rows = await this.openQuickFixes(title, last);
		const focused = this.page.locator(".action-widget .monaco-list-row.focused", { hasText: title });
		for (let row = await rows.count(); row > 0 && !(await focused.isVisible()); row--) {
			await this.page.keyboard.press("ArrowDown");
		}
		await focused.waitFor();
		await this.page.keyboard.press("Enter");
	}

	/** Runs a command from the palette. */
	async command(title: string): Promise<void> {
		await this.pressUntil("F1", this.page.locator(".quick-input-widget input.input"));
		await this.pick(title, title);
	}

	/** Types into the open pick and takes the row with this text, once it is the focused one. */
	async pick(row: string | RegExp, typed = ""): Promise<void> {
		await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
		if (typed !== "") await this.page.keyboard.type(typed);
		await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row }).waitFor();
		await this.page.keyboard.press("Enter");
	}

	/** Takes what is checked or typed in the open pick. */
	async accept(): Promise<void> {
		await this.page.keyboard.press("Enter");
	}

	/** Checks or unchecks a row of the open pick. */
	async checkRow(text: string): Promise<void> {
		await this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).click();
	}

	/** One question back, by the key for it. */
	async back(): Promise<void> {
		await this.page.keyboard.press("Control+Alt+Minus");
	}

	/** Clicks a code lens, once it is there. */
	async clickCodeLens(title: string): Promise<void> {
		await this.page.locator(".codelens-decoration a", { hasText: title }).first().click();
	}

	/** Takes the last change of the document back. */
	async undo(): Promise<void> {
		await this.page.locator(".monaco-editor.focused").first().waitFor();
		await this.page.keyboard.press("Control+z");
	}

	/** Waits for the open pick to have this title or placeholder: one pick follows another. */
	async waitForPick(text: string | RegExp): Promise<void> {
		await this.page.locator(".quick-input-widget:visible", { hasText: text }).waitFor();
	}

	/** Waits for the status bar to have this text. */
	async waitForStatus(text: RegExp): Promise<void> {
		await this.page.locator(".part.statusbar", { hasText: text }).waitFor();
	}

	/** Waits for a notification with this text. */
	async waitForNotice(text: RegExp): Promise<void> {
		await this.page.locator(".notification-toast", { hasText: text }).waitFor();
	}

	/** Waits until no notification covers anything. */
	async waitForNoNotice(): Promise<void> {
		await this.page.locator(".notification-toast").first().waitFor({ state: "hidden" });
	}

	/** Waits for the Problems view to have a row with this text. */
	async waitForProblem(text: RegExp): Promise<void> {
		await this.page.locator(".markers-panel .monaco-list-row", { hasText: text }).first().waitFor();
	}

	/** Waits for a walkthrough that is shown to have a step of this title. */
	async waitForWalkthrough(step: string): Promise<void> {
		await this.page.locator(".gettingStartedContainer .step-title", { hasText: step }).first().waitFor();
	}

	/** Waits until a line of the document has this text. Spaces are `\s`: the editor draws them as no-break spaces. */
	async waitForLine(expected: RegExp): Promise<void> {
		await this.lines.filter({ hasText: expected }).first().waitFor();
	}

	/** Saves the document, and waits for the file on disk to have this text. */
	async save(file: string, expected: RegExp): Promise<string> {
		// Keys go to the document only once a pick or menu has given the focus back.
		await this.page.locator(".monaco-editor.focused").first().waitFor();
		await this.page.keyboard.press("Control+s");
		const end = Date.now() + PATIENCE;
		for (;;) {
			const text = await readFile(join(this.folder, file), "utf8");
			if (expected.test(text)) return text;
			if (Date.now() > end) throw new Error(`${file} does not match ${expected}:\n${text}`);
			await delay(50);
		}
	}

	async screenshot(path: string): Promise<void> {
		await this.page.screenshot({ path });
	}

	/** The editor alone, with what floats above it. */
	async screenshotOfEditor(path: string): Promise<void> {
		await this.page.locator(".part.editor").screenshot({ path });
	}

	/** The upper part of the window as WebP, a fifth of what it is as PNG. */
	async picture(path: string, height: number): Promise<void> {
		const width = this.page.viewportSize()?.width ?? 0;
		const png = await this.page.screenshot({ clip: { x: 0, y: 0, width, height } });
		const painter = await this.page.context().newPage();
		const webp = await painter.evaluate(
			async (source) => {
				const image = new Image();
				image.src = source;
				await image.decode();
				const canvas = Object.assign(document.createElement("canvas"), {
					width: image.naturalWidth,
					height: image.naturalHeight,
				});
				canvas.getContext("2d")?.drawImage(image, 0, 0);
				return canvas.toDataURL("image/webp", 0.75);
			},
			`data:image/png;base64,${png.toString("base64")}`,
		);
		await painter.close();
		await writeFile(path, webp.slice(webp.indexOf(",") + 1), "base64");
	}

	async resize(width: number, height: number): Promise<void> {
		await this.page.setViewportSize({ width, height });
	}

	/** What the server said last, for a run that went wrong. */
	serverLog(): string {
		return this.server.lastLines();
	}

	async close(): Promise<void> {
		await Promise.allSettled([this.browser.close(), this.server.stop()]);
		await rm(dirname(this.folder), { recursive: true, force: true });
	}

	private get lines(): Locator {
		return this.page.locator(".editor-instance .view-line");
	}

	private async mouseAway(): Promise<void> {
		const size = this.page.viewportSize();
		if (size) await this.page.mouse.move(size.width - 40, size.height - 60);
	}

	/** Taken anew for every try: it moves while the layout settles. */
	private async middleOf(target: Locator): Promise<{ x: number; y: number }> {
		await target.waitFor({ state: "attached" });
		const box = await target.boundingBox();
		if (!box) throw new Error(`${target} has no place on the page`);
		return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	}

	private async until(opened: Locator, attempt: (again: boolean) => Promise<void>): Promise<void> {
		for (let tries = 0; tries < KEY_TRIES; tries++) {
			await attempt(tries > 0);
			const isThere = opened.waitFor({ timeout: KEY_PATIENCE });
			if (await isThere.then(() => true).catch(() => false)) return;
		}
		throw new Error(`${opened} did not appear in ${KEY_TRIES} tries`);
	}
}

/** Has the window run in a display language. VS Code's own words stay English: their translations are extensions that are not at hand. */
const display = (page: Page, language: string): Promise<void> =>
	page.route("**/nls.messages.js", async (route) => {
		const response = await route.fetch();
		const body = `${await response.text()}\nglobalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`;
		await route.fulfill({ response, body });
	});

/** In the page: what VS Code keeps of the window for the next time. */
async function writtenDown(): Promise<string> {
	const done = <T>(request: IDBRequest<T>): Promise<T> =>
		new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const texts: string[] = [];
	for (const { name = "" } of await indexedDB.databases()) {
		const database = await done(indexedDB.open(name));
		for (const store of database.objectStoreNames)
			texts.push(JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())));
		database.close();
	}
	return texts.join("\n");
}
