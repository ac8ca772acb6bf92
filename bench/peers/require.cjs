/** Prints the milliseconds that `require` of a module takes in a new process, with a stub of VS Code: `node require.cjs MODULE`. */

const Module = require("node:module");

// Whatever is asked of it is a stub again.
const stub = new Proxy(class {}, { get: (target, name) => (name in target ? target[name] : stub) });
const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? stub : load(request, ...rest));

const start = performance.now();
require(process.argv[2]);
const end = performance.now();
console.log(end - start);
