/** The suite in the Node extension host. */

import Mocha from "mocha";
import { loadTests } from "./tests.ts";

export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: "tdd", timeout: 60_000, failZero: true, forbidOnly: process.env.CI !== undefined });
	mocha.suite.emit("pre-require", globalThis, "", mocha);
	await loadTests();
	const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
	if (failures > 0) throw new Error("a test has failed, or there was none");
}
