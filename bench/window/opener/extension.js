const { realpathSync, writeFileSync } = require("node:fs");
const { Session } = require("node:inspector/promises");
const { setTimeout: delay } = require("node:timers/promises");
const { pathToFileURL } = require("node:url");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const vscode = require("vscode");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const SLICE = 3000;
/** Collections after which the engine has let go of the code that nothing runs any more. */
const COLLECTIONS = 8;

/** When the slice began that is now, by the clock of the machine: those of two windows are the same. */
const begunAt = () => Math.floor(Date.now() / SLICE) * SLICE;

/** A timer may be early by a millisecond, which would be a slice by itself. */
const nextSlice = async () => {
	const next = begunAt() + SLICE;
	while (Date.now() < next) await delay(next - Date.now());
};

/** Milliseconds of CPU until the next slice begins. */
const slice = async () => {
	const before = process.cpuUsage();
	await nextSlice();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
};

/** Has the engine count, without sampling, how often functions of ours are called; what it has counted is then told. */
const countCalls = async () => {
	const path = vscode.extensions.getExtension("hplint.hplint")?.extensionPath;
	const ours = path && pathToFileURL(realpathSync(path)).href;
	const session = new Session();
	session.connect();
	const scripts = new Set();
	session.on("Debugger.scriptParsed", ({ params: { url } }) => scripts.add(url));
	await session.post("Debugger.enable");
	await session.post("Debugger.disable");
	const isOurs = (url) => ours !== undefined && url.startsWith(ours);
	// What goes by another name would be counted as nothing.
	if (ours !== undefined && ![...scripts].some(isOurs)) throw new Error(`no script of ${ours} is running`);
	await session.post("Profiler.enable");
	await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
	const taken = async () => {
		const { result } = await session.post("Profiler.takePreciseCoverage");
		return result
			.filter(({ url }) => isOurs(url))
			.flatMap(({ functions }) => functions)
			.reduce((sum, { ranges: [whole] }) => sum + whole.count, 0);
	};
	// What was called before is told, and counts no more.
	await taken();
	return taken;
};

/** Opens every document, waits until the extension host has settled, and writes what it does in a while and then still needs. */
exports.activate = async () => {
	const { HPLINT_BENCH_OUT: file, HPLINT_BENCH_SECONDS: seconds } = process.env;
	for (const uri of await vscode.workspace.findFiles("*.yaml"))
		await vscode.window.showTextDocument(uri, { preview: false, preserveFocus: true });
	await nextSlice();
	// While each slice takes much less than the one before, it is still at work.
	for (let last = Infinity, now = await slice(); now < last / 2; now = await slice()) last = now;
	const countedCalls = await countCalls();
	await nextSlice();
	const slices = [];
	while (slices.length * SLICE < Number(seconds) * 1000) {
		slices.push({ begun: begunAt(), cpu: await slice() });
	}
	const calls = await countedCalls();
	for (let i = 0; i < COLLECTIONS; i++) collect();
	const heap = process.memoryUsage().heapUsed;
	writeFileSync(file, JSON.stringify({ slices, calls, heap, open: vscode.workspace.textDocuments.length }));
};
