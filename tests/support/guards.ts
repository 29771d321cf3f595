/** Loaded before every test file: what mocha and the SDKs would otherwise let pass in silence. */

// mocha passes a test whose promise rejects unobserved (mocha#5507); thrown here, it fails the run.
process.on("unhandledRejection", (reason) => {
  throw reason;
});

// A developer's own AWS settings must never reach a test: they would fill in a provider's region or account.
for (const name of Object.keys(process.env)) {
  if (name.startsWith("AWS_") || name.startsWith("PULUMI_")) Reflect.deleteProperty(process.env, name);
}
