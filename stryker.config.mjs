/** Mutation tests of Route 53's rules: `npm run mutation` breaks the run below 85 % (docs/mutation.md). */
export default {
  mutate: ["route53/**/*.ts"],
  testRunner: "mocha",
  mochaOptions: {
    "no-config": true,
    require: ["ts-node/register/transpile-only", "tests/support/guards.ts"],
    spec: ["tests/route53/**/*.test.ts"],
  },
  // The sandbox needs the rules and their tests, and nothing else of the project.
  ignorePatterns: ["/*", "!/route53", "!/tests", "!/tests/**", "!/package.json", "!/tsconfig.json"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 95, low: 90, break: 85 },
  tempDirName: "reports/stryker",
};
