#!/usr/bin/env node
"use strict";
// Runs the TypeScript as it lies there, so that `npx failover` works in a checkout right after `npm ci`.
const { join } = require("node:path");
require("ts-node").register({ transpileOnly: true, project: join(__dirname, "..", "tsconfig.json") });
const { main } = require("./main");
const { processSurroundings } = require("./surroundings");

main(processSurroundings()).then((exitCode) => {
  process.exitCode = exitCode;
});
