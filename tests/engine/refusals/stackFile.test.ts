import assert from "node:assert/strict";
import { Deployments, linesOf } from "../harness/deployment";

/** Proves that the engine stops at a stack file or an account that is wrong, with our texts, before anything is made. */
describe("a stack that must not be deployed", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  const cases: readonly {
    what: string;
    settings: Readonly<Record<string, unknown>>;
    accountId?: string;
    lines: readonly string[];
  }[] = [
    {
      what: "names a problem of every kind in its file",
      settings: { ttlSeconds: "soon", protekt: true, rtoSeconds: 59 },
      lines: [
        '- ttlSeconds: is "soon", but must be a whole number from 1 to 60 (to 86400 with acknowledgeSlowFailover); for example ttlSeconds: 20 [allowed-value]',
        "- protekt: is unknown; did you mean protect? [unknown-key]",
      ],
    },
    {
      what: "promises less than its worst case",
      settings: { rtoSeconds: 59 },
      lines: [
        "- rtoSeconds: is 59, but the worst case is longer (slowBody 60 s); lower the interval, the threshold or the TTL, or accept 60 [rto-budget]",
      ],
    },
    {
      what: "names a zone that the account does not have",
      settings: { zone: { id: "Z0000000000ABSENT" } },
      lines: [
        "- zone.id: Z0000000000ABSENT is no hosted zone of this account; correct it, or write { create: true } for a new one [zone-of-domain]",
      ],
    },
  ];

  for (const { what, settings, lines } of cases) {
    for (const action of ["preview", "up"] as const) {
      it(`${what}: refused by ${action}`, async () => {
        const project = deployments.fresh(settings);
        const { error } = await deployments.engine.run(project, action);
        const said = linesOf(error).filter((line) => line.startsWith("- ") && line.endsWith("]"));
        assert.deepEqual([...new Set(said)], lines);
        assert.deepEqual(project.account.changes(), []);
      });
    }
  }

  for (const action of ["preview", "up"] as const) {
    it(`is for another account than the credentials: refused by ${action}`, async () => {
      const project = deployments.fresh();
      project.suppose({ accountId: "210987654321" });
      const { error } = await deployments.engine.run(project, action);
      assert.match(error ?? "", /AWS account ID not allowed: 210987654321/);
      assert.deepEqual(project.account.changes(), []);
    });
  }
});
