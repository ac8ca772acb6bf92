/** Prints the milliseconds that `require` of a module takes in a new process, with a stub of VS Code: `node require.cjs MODULE`. */

const Module = require("node:module");

// Whatever is asked of it, what it returns and what a bundle makes of it (an heir) is a stub again; it may be extended, and be a key.
const stub = new Proxy(class {}, {
	get: (target, name) => (name === "prototype" ? target.prototype : name === Symbol.toPrimitive ? () => "stub" : stub),
	apply: () => stub,
	getPrototypeOf: () => stub,
});
const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? stub : load(request, ...rest));

const start = performance.now();
require(process.argv[2]);
const end = performance.now();
console.log(end - start);
