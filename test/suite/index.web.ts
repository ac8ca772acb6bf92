/** The suite in the web worker extension host: the same tests, with mocha's browser build, told on the console. */

import "mocha/mocha";
import { WEB_BEGAN, WEB_ENDED, WEB_LINE } from "../host/marks.ts";
import { loadTests } from "./tests.ts";

const say = (text: string): void => {
	for (const line of text.split("\n")) console.log(`${WEB_LINE}${line}`);
};

class ConsoleReporter extends Mocha.reporters.Base {
	constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
		super(runner, options);
		runner.on("suite", (suite) => say(`${"  ".repeat(depth(suite))}${suite.title}`));
		runner.on("pass", (test) => say(`${indent(test)}✔ ${test.title}`));
		runner.on("pending", (test) => say(`${indent(test)}- ${test.title}`));
		runner.on("fail", (test, error: Error) => say(`${indent(test)}✗ ${test.title}\n${error.stack ?? error.message}`));
		runner.once("end", () => {
			const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
			say(`\n  ${passes} passing\n  ${pending} pending\n  ${failures} failing`);
		});
	}
}

function depth(suite: Mocha.Suite): number {
	return suite.parent ? depth(suite.parent) + 1 : 0;
}

function indent({ parent }: Mocha.Runnable): string {
	return "  ".repeat(parent ? depth(parent) + 1 : 1);
}

export async function run(): Promise<void> {
	say(WEB_BEGAN);
	try {
		mocha.setup({ ui: "tdd", timeout: 60_000, failZero: true, reporter: ConsoleReporter });
		await loadTests();
		const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
		if (failures > 0) throw new Error("a test has failed, or there was none");
	} catch (error) {
		say(String(error instanceof Error ? error.stack : error));
		throw error;
	} finally {
		say(WEB_ENDED);
	}
}
