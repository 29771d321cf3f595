/**
 * What the workflows may do, as exact sets: an action, a right or a trigger that is added must be added here too.
 * This reads the files; whether GitHub and AWS accept them shows only in a run.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly "runs-on": string;
  readonly "timeout-minutes": number;
  readonly if?: string;
  readonly needs?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: unknown;
  readonly strategy?: { readonly matrix: { readonly stack: readonly string[] } };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(__dirname, "../..");
const yamlFiles = readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yml"))
  .map((file) => join(".github", file))
  .sort();
const text = (file: string) => readFileSync(join(root, file), "utf8");

const pullRequest = parse(text(".github/workflows/pull-request.yml")) as Workflow;
const deploy = parse(text(".github/workflows/deploy.yml")) as Workflow;
const jobs = { ...pullRequest.jobs, ...deploy.jobs };
const composites = ["look", "prepare", "pulumi"].map((name) => {
  const action = parse(text(`.github/actions/${name}/action.yml`)) as {
    runs: { steps: readonly Step[] };
  };
  return action.runs.steps;
});
const steps = [...Object.values(jobs).map((job) => job.steps), ...composites].flat();

describe("files under .github", () => {
  it("are these", () => {
    assert.deepEqual(yamlFiles, [
      ".github/actions/look/action.yml",
      ".github/actions/prepare/action.yml",
      ".github/actions/pulumi/action.yml",
      ".github/dependabot.yml",
      ".github/workflows/deploy.yml",
      ".github/workflows/pull-request.yml",
    ]);
  });

  it("use these actions, by commit and with the version beside it", () => {
    const used = yamlFiles.flatMap((file) =>
      [...text(file).matchAll(/\buses: (.*)$/gm)].map(([, action]) => action),
    );
    const others = used.filter((action) => !action!.startsWith("./"));
    assert.deepEqual(
      others.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action!)),
      [],
    );
    assert.deepEqual([...new Set(others)].sort(), [
      "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
      "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
      "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
      "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
      "aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3",
      "pulumi/actions@8e5e406f4007fca908480587cb9893c07090f58d # v7.0.0",
      "pulumi/auth-actions@141415910c3beb54e03b48e9057c204c97b956f2 # v2.1.0",
    ]);
    const own = [...new Set(used)].filter((action) => action!.startsWith("./")).sort();
    assert.deepEqual(own, [
      "./.github/actions/look",
      "./.github/actions/prepare",
      "./.github/actions/pulumi",
    ]);
  });

  it("hold no secret and no long-lived key", () => {
    const stored = /secrets\.|aws-(access-key-id|secret-access-key)|AKIA|AWS_SECRET|PULUMI_ACCESS_TOKEN/;
    assert.deepEqual(
      yamlFiles.filter((file) => stored.test(text(file))),
      [],
    );
  });

  it("put no expression into a script, where its value would be code", () => {
    assert.deepEqual(
      steps.filter((step) => step.run?.includes("${{")),
      [],
    );
  });
});

describe("workflows", () => {
  it("start on a pull request to main and on a push to main, and on nothing else", () => {
    assert.deepEqual(pullRequest.on, { pull_request: { branches: ["main"] } });
    assert.deepEqual(deploy.on, { push: { branches: ["main"] } });
  });

  it("grant nothing but what a job states", () => {
    assert.deepEqual([pullRequest.permissions, deploy.permissions], [{}, {}]);
    const read = { contents: "read" };
    const assumeRole = { contents: "read", "id-token": "write" };
    assert.deepEqual(field("permissions"), {
      check: read,
      test: read,
      rehearse: read,
      preview: { ...assumeRole, "pull-requests": "write" },
      "preview-withheld": {},
      verify: read,
      "up-staging": assumeRole,
      "prove-staging": read,
      "plan-prod": assumeRole,
      "up-prod": assumeRole,
      "look-at-prod": read,
    });
  });

  it("run each job with credentials in an environment, and no other", () => {
    assert.deepEqual(field("environment"), {
      preview: "${{ matrix.stack }}-preview",
      "up-staging": "staging",
      "plan-prod": "prod-preview",
      "up-prod": "prod",
    });
    const withCredentials = Object.keys(jobs).filter(
      (name) => jobs[name]!.permissions["id-token"] === "write",
    );
    assert.deepEqual(withCredentials, Object.keys(field("environment")));
  });

  it("go to prod only over staging, the proof and the plan", () => {
    assert.deepEqual(field("needs"), {
      "up-staging": "verify",
      "prove-staging": "up-staging",
      "plan-prod": "prove-staging",
      "up-prod": "plan-prod",
      "look-at-prod": "up-prod",
    });
  });

  it("update a stack one at a time and never end an update", () => {
    assert.deepEqual(field("concurrency"), {
      "up-staging": { group: "up-staging", "cancel-in-progress": false },
      "up-prod": { group: "up-prod", "cancel-in-progress": false },
    });
    assert.deepEqual(pullRequest.concurrency, {
      group: "pull-request-${{ github.event.pull_request.number }}",
      "cancel-in-progress": true,
    });
    assert.equal(deploy.concurrency, undefined);
  });

  it("preview nothing from a fork or from Dependabot, and say so instead", () => {
    const own = "github.event.pull_request.head.repo.full_name == github.repository";
    const person = "github.event.pull_request.user.login != 'dependabot[bot]'";
    const ready = "vars.PULUMI_BACKEND_URL != ''";
    assert.equal(jobs["preview"]!.if, [own, person, ready].join(" && "));
    const opposite = [own.replace("==", "!="), person.replace("!=", "=="), ready.replace("!=", "==")];
    assert.equal(jobs["preview-withheld"]!.if, opposite.join(" || "));
  });

  it("end every job within the hour that a role's credentials last", () => {
    const tooLong = Object.values(jobs).filter(
      ({ "timeout-minutes": minutes }) => !(minutes >= 5 && minutes < 60),
    );
    assert.deepEqual(tooLong, []);
    assert.deepEqual([...new Set(Object.values(jobs).map((job) => job["runs-on"]))], ["ubuntu-24.04"]);
  });

  it("leave no token behind a checkout", () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
    assert.equal(checkouts.length, 10);
    for (const { with: inputs } of checkouts) assert.deepEqual(inputs, { "persist-credentials": false });
  });

  it("run on the newest LTS of Node.js, exactly, with the locked packages", () => {
    const [setUp, install] = composites[1]!;
    assert.deepEqual(setUp!.with, { "node-version-file": ".node-version", "package-manager-cache": false });
    assert.match(text(".node-version"), /^24\.\d+\.\d+\n$/);
    assert.equal(install!.run, "npm ci");
    assert.equal(composites[1]!.length, 2);
  });

  it("preview and update these stacks, which exist", () => {
    const runs = Object.entries(jobs).flatMap(([name, job]) =>
      job.steps
        .filter((step) => step.uses === "./.github/actions/pulumi")
        .map(({ with: inputs }) => [name, inputs!["command"], inputs!["stack"], inputs!["plan"] ?? ""]),
    );
    assert.deepEqual(runs, [
      ["preview", "preview", "${{ matrix.stack }}", ""],
      ["up-staging", "up", "staging", ""],
      ["plan-prod", "preview", "prod", "plan.json"],
      ["up-prod", "up", "prod", "${{ vars.UPDATE_PLANS != 'off' && 'plan.json' || '' }}"],
    ]);
    const stacks = ["staging", "prod"];
    assert.deepEqual(field("strategy"), {
      rehearse: { "fail-fast": false, matrix: { stack: stacks } },
      preview: { "fail-fast": false, matrix: { stack: stacks } },
    });
    assert.deepEqual(
      stacks.filter((stack) => !existsSync(join(root, `Pulumi.${stack}.yaml`))),
      [],
    );
  });

  it("call scripts that package.json has", () => {
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
    const called = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/\bnpm (?:run )?(\S+)/g)].map(([, script]) => script!),
    );
    assert.deepEqual([...new Set(called)].sort(), ["check", "ci", "test"]);
    assert.deepEqual(
      called.filter((script) => script !== "ci" && !(script in scripts)),
      [],
    );
  });
});

describe("Dependabot", () => {
  it("keeps npm packages and every folder of actions up to date", () => {
    const { updates } = parse(text(".github/dependabot.yml")) as {
      updates: { "package-ecosystem": string; directory?: string; directories?: string[] }[];
    };
    const watched = updates.map((entry) => [
      entry["package-ecosystem"],
      entry.directories ?? entry.directory,
    ]);
    assert.deepEqual(watched, [
      ["github-actions", ["/", "/.github/actions/*"]],
      ["npm", "/"],
    ]);
    const folders = yamlFiles
      .filter((file) => file.includes("actions/"))
      .map((file) => relative(".github", file));
    assert.deepEqual(
      folders.filter((file) => !/^actions\/[^/]+\/action\.yml$/.test(file)),
      [],
    );
  });
});

/** One field of every job that has it, by the job's name. */
function field<Key extends keyof Job>(key: Key): Record<string, Job[Key]> {
  const having = Object.entries(jobs).filter(([, job]) => job[key] !== undefined);
  return Object.fromEntries(having.map(([name, job]) => [name, job[key]]));
}
