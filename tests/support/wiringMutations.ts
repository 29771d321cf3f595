import { rehearsalCloud } from "../../drill/cloud";
import { runScenario } from "../../drill/scenario";
import { judge, type Verdict } from "../../drill/verdict";
import type { RecordedResource, Recording } from "../../recording/recording";
import { stackTopology } from "../../recording/stackTopology";

/**
 * The recorded wiring of the prod stack, broken one thing at a time: for each break, which assertion on the wiring
 * catches it, and whether a rehearsal, which knows nothing of these assertions, must fail on it.
 */

const record = "aws:route53/record:Record";
const check = "aws:route53/healthCheck:HealthCheck";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const aliases = "the failover name has one alias to each site's name, with that site's check";
const addresses = "each site's own name answers with its own address";
const probes = "each check probes its site's own address, with the failover name as Host";
const firewall = "each site lets HTTP in on its own address";

type Inputs = Record<string, unknown>;
type Change = (
  inputs: Inputs,
  inputsOf: (type: string, name: string) => Inputs,
  recording: Recording,
) => Inputs;

/** One break of the wiring. */
export interface Mutation {
  readonly title: string;
  /** Changed inputs by type and name of the resource. */
  readonly changes: readonly (readonly [type: string, name: string, change: Change])[];
  readonly caughtBy: readonly string[];
  /**
   * What comes of a rehearsal of a killed server: "refused" where Route 53 would not take the zone, so that there is none;
   * null where shoppers get the same from a primary that dies alone.
   */
  readonly rehearsal: "fail" | "refused" | null;
}

const checkId = (recording: Recording, role: string) =>
  recording.resources.find(({ type, name }) => type === check && name === `failover-${role}-check`)?.id;

/** Every break that is tried. */
export const mutations: Mutation[] = [
  {
    title: "the addresses of the two sites' names are swapped",
    changes: [
      [
        record,
        "failover-primary-address",
        (own, of) => ({ ...own, records: of(record, "failover-backup-address")["records"] }),
      ],
      [
        record,
        "failover-backup-address",
        (own, of) => ({ ...own, records: of(record, "failover-primary-address")["records"] }),
      ],
    ],
    caughtBy: [addresses],
    rehearsal: "fail",
  },
  {
    title: "PRIMARY has no health check",
    changes: [[record, "failover-primary", ({ healthCheckId: _dropped, ...own }) => own]],
    caughtBy: [aliases],
    rehearsal: "fail",
  },
  {
    title: "SECONDARY has no health check",
    changes: [[record, "failover-backup", ({ healthCheckId: _dropped, ...own }) => own]],
    caughtBy: [aliases],
    rehearsal: null,
  },
  {
    title: "one check serves both sites",
    changes: [
      [
        record,
        "failover-backup",
        (own, of) => ({ ...own, healthCheckId: of(record, "failover-primary")["healthCheckId"] }),
      ],
    ],
    caughtBy: [aliases],
    rehearsal: "fail",
  },
  {
    title: "each alias has the other site's check",
    changes: [
      [
        record,
        "failover-primary",
        (own, _of, recording) => ({ ...own, healthCheckId: checkId(recording, "backup") }),
      ],
      [
        record,
        "failover-backup",
        (own, _of, recording) => ({ ...own, healthCheckId: checkId(recording, "primary") }),
      ],
    ],
    caughtBy: [aliases],
    rehearsal: "fail",
  },
  {
    title: "the aliases ignore their targets' health",
    changes: ["failover-primary", "failover-backup"].map((name) => [
      record,
      name,
      (own) => ({ ...own, aliases: [{ ...(own["aliases"] as object[])[0], evaluateTargetHealth: false }] }),
    ]),
    caughtBy: [aliases],
    rehearsal: null,
  },
  {
    title: "PRIMARY's alias points into another zone",
    changes: [
      [
        record,
        "failover-primary",
        (own) => ({ ...own, aliases: [{ ...(own["aliases"] as object[])[0], zoneId: "Z0OTHERZONE" }] }),
      ],
    ],
    caughtBy: [aliases],
    rehearsal: "refused",
  },
  {
    title: "PRIMARY and SECONDARY are exchanged",
    changes: [
      [record, "failover-primary", (own) => ({ ...own, failoverRoutingPolicies: [{ type: "SECONDARY" }] })],
      [record, "failover-backup", (own) => ({ ...own, failoverRoutingPolicies: [{ type: "PRIMARY" }] })],
    ],
    caughtBy: [aliases],
    rehearsal: "fail",
  },
  {
    title: "the checks probe each other's address",
    changes: [
      [
        check,
        "failover-primary-check",
        (own, of) => ({ ...own, ipAddress: of(check, "failover-backup-check")["ipAddress"] }),
      ],
      [
        check,
        "failover-backup-check",
        (own, of) => ({ ...own, ipAddress: of(check, "failover-primary-check")["ipAddress"] }),
      ],
    ],
    caughtBy: [probes],
    rehearsal: "fail",
  },
  {
    title: "the primary's check probes a port where nothing listens",
    changes: [[check, "failover-primary-check", (own) => ({ ...own, port: 8080 })]],
    caughtBy: [probes],
    rehearsal: "fail",
  },
  {
    title: "the checks look for a text that the health page lacks",
    changes: ["failover-primary-check", "failover-backup-check"].map((name) => [
      check,
      name,
      (own) => ({ ...own, searchString: "status=fine" }),
    ]),
    caughtBy: [probes],
    rehearsal: "fail",
  },
  {
    title: "a checker needs five failures where two were promised",
    changes: [[check, "failover-primary-check", (own) => ({ ...own, failureThreshold: 5 })]],
    caughtBy: [probes],
    rehearsal: "fail",
  },
  {
    title: "the address records live for 300 s where 20 were promised",
    changes: ["failover-primary-address", "failover-backup-address"].map((name) => [
      record,
      name,
      (own) => ({ ...own, ttl: 300 }),
    ]),
    caughtBy: [addresses],
    rehearsal: "fail",
  },
  {
    title: "the primary's firewall opens another port",
    changes: [[ingressRule, "primary-http-in", (own) => ({ ...own, fromPort: 8080, toPort: 8080 })]],
    caughtBy: [firewall],
    rehearsal: "fail",
  },
];

/** The recording with one thing broken. */
export function mutate(recording: Recording, { changes }: Mutation): Recording {
  const inputsOf = (type: string, name: string): Inputs =>
    recording.resources.find((resource) => resource.type === type && resource.name === name)?.inputs ?? {};
  const changed = (resource: RecordedResource): RecordedResource => {
    const found = changes.find(([type, name]) => type === resource.type && name === resource.name);
    return found ? { ...resource, inputs: found[2](resource.inputs, inputsOf, recording) } : resource;
  };
  return { ...recording, resources: recording.resources.map(changed) };
}

/** What a rehearsal of a failing shop says of a recording; the fault needs no new process, so that many can run at once. */
export async function rehearse(recording: Recording): Promise<Verdict> {
  // A machine that was too busy says nothing of the wiring; the slower the scenario, the more it forgives.
  for (const speed of [10, 4]) {
    const verdict = await rehearseOnce(recording, speed);
    if (verdict !== "inconclusive") return verdict;
  }
  return rehearseOnce(recording, 2);
}

async function rehearseOnce(recording: Recording, speed: number): Promise<Verdict> {
  const topology = stackTopology(recording);
  const common = { topology, speed, seed: 7, failureKind: "refused" } as const;
  const run = await runScenario({
    ...common,
    startCloud: rehearsalCloud(common),
    fault: "http-500",
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  return judge({ ...run, ...common }).verdict;
}
