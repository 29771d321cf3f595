#!/usr/bin/env node
"use strict";
// Runs the TypeScript as it lies there, so that `npx failover` works in a checkout right after `npm ci`. Types are only cut
// out, which leaves every line where it is: TypeScript's own compiler would take longer to load than most commands do.
// (sucrase/register would turn import() into require(), and some packages are ES modules.)
const { readFileSync } = require("node:fs");
const { transform } = require("sucrase");

const options = {
  transforms: ["imports", "typescript"],
  disableESTransforms: true,
  preserveDynamicImport: true,
};
require.extensions[".ts"] = (module, filePath) => {
  module._compile(transform(readFileSync(filePath, "utf8"), { ...options, filePath }).code, filePath);
};
const { main } = require("./main");
const { processSurroundings } = require("./surroundings");

main(processSurroundings()).then((exitCode) => {
  process.exitCode = exitCode;
});
