/** The `hplint` command. */

import { version } from "../../package.json";
import { run } from "./run.ts";

async function readStdin(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
	return Buffer.concat(chunks);
}

// A reader that has gone (`hplint | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	if (error.code !== "EPIPE") throw error;
});

run(process.argv.slice(2), {
	cwd: process.cwd(),
	version,
	readStdin,
	out: (text) => void process.stdout.write(text),
	err: (line) => console.error(line),
}).then((status) => {
	process.exitCode = status;
});
