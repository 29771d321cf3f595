/** Loaded before every test file: what mocha and the SDKs would otherwise let pass in silence. */

const leftBehind: ((reason: unknown) => boolean)[] = [];

/**
 * For tests of what leaves calls behind that reject later than anybody looks: such reasons fail no test.
 * Must not be done by a wrapper of `process.emit`, which signal-exit puts back as it was after every child process.
 */
export function tolerateRejections(isLeftBehind: (reason: unknown) => boolean): void {
  leftBehind.push(isLeftBehind);
}

// mocha passes a test whose promise rejects unobserved (mocha#5507); thrown here, it fails the run.
process.on("unhandledRejection", (reason) => {
  if (!leftBehind.some((isLeftBehind) => isLeftBehind(reason))) throw reason;
});

// A developer's own AWS settings must never reach a test: they would fill in a provider's region or account.
for (const name of Object.keys(process.env)) {
  if (name.startsWith("AWS_") || name.startsWith("PULUMI_")) Reflect.deleteProperty(process.env, name);
}
