import tseslint from "typescript-eslint";

/** What each room of the project may import of ours (docs/architecture.md draws the same table). */
const rooms = {
  components: ["route53", "site", "site-watcher"],
  stacks: ["route53", "site"],
  route53: [],
  recording: ["route53", "site-watcher"],
  rehearsal: ["recording", "route53", "site", "site-watcher"],
  drill: ["rehearsal", "recording", "route53", "site-watcher"],
  cli: ["components", "stacks", "route53", "recording", "rehearsal", "drill", "site"],
  site: [],
  "site-watcher": [],
};
const allRooms = [...Object.keys(rooms), "tests"];

function roomRule([room, allowed]) {
  const forbidden = allRooms.filter((other) => other !== room && !allowed.includes(other));
  const patterns = [
    {
      group: forbidden.map((other) => `**/${other}/**`),
      message: `${room}/ may import: ${allowed.join(", ") || "nothing of ours"}.`,
    },
  ];
  if (room === "route53" || room === "site") {
    const outside = {
      group: ["@pulumi/*", "node:net", "node:dgram", "node:http", "node:timers*", "node:child_process"],
    };
    patterns.push({ ...outside, message: `${room}/ is pure: no Pulumi, no sockets, no timers.` });
  }
  if (room === "site-watcher") {
    const packages = { regex: "^(?!node:|\\.)" };
    patterns.push({ ...packages, message: `${room}/ is bundled for Lambda: Node's own modules only.` });
  }
  return { files: [`${room}/**/*.ts`], rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const noResourceInApply = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.name!='Error']",
  message: "Create nothing inside apply: a preview cannot see it.",
};
const noApplyInTests = {
  selector: "CallExpression[callee.property.name='apply']",
  message: "An assertion inside apply passes even when it fails: assert on the recording.",
};
const noExit = {
  selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
  message: "Only cli/ ends the process.",
};

export default tseslint.config(
  { ignores: ["node_modules/", "coverage/", "reports/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", noResourceInApply, noExit],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // A resource is declared for what it does; most are never read again.
      "no-new": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  ...Object.entries(rooms).map(roomRule),
  {
    files: ["index.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["./*/**", "!./stacks/**", "!./components/**"],
              message: "index.ts may import: stacks, components.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["cli/**/*.ts", "bench/**/*.ts"],
    rules: { "no-console": "off", "no-restricted-syntax": ["error", noResourceInApply] },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", noApplyInTests],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
