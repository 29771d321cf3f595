import { z } from "zod";
import { scheduleName } from "./deadMan";
import { awsFaultNames } from "./faults";
import type { DrillJournal, UndoCall } from "./journal";
import type { AwsSite, AwsTopology } from "./topology";

/** What speaks against doing what a journal says, in words; it repeats the journal's texts as they are. */
export interface JournalFit {
  /** No drill of this stack can have written that. */
  readonly problems: readonly string[];
  /** Ids that the primary does not have: another's, or its own before a deployment replaced it. */
  readonly unknownIds: readonly string[];
}

/**
 * Compares a journal with the stack that it says it is of. Whoever may write to the bucket can leave a journal there, and
 * what undoes a drill is done with the rights, and shown to the shell, of whoever restores.
 */
export function journalFit(topology: AwsTopology, journal: DrillJournal): JournalFit {
  const { region, name } = journal.schedule;
  const [{ region: ofPrimary }] = topology.sites;
  const { startedAt, fault } = journal;
  return {
    problems: [
      ...unless(
        awsFaultNames.some((known) => known === fault),
        `there is no fault ${fault}`,
      ),
      ...unlike("its id", journal.id, `${startedAt}-${fault}`),
      ...unlike("its stack", journal.stack, topology.stack),
      ...unlike("its account", journal.accountId, topology.accountId),
      ...unlike("the region of its call", journal.undo.region, ofPrimary),
      ...unlike("the region of its schedule", region, ofPrimary),
      ...unlike("its schedule", name, scheduleName({ stack: topology.stack, startedAt })),
      ...callProblems(topology, journal.undo),
    ],
    unknownIds: unknownIds(topology.sites[0], journal.undo),
  };
}

/** What the call says beside its ids. */
function callProblems({ stack, operations }: AwsTopology, undo: UndoCall): string[] {
  switch (undo.operation) {
    case "ec2:StartInstances":
      return [];
    case "ssm:SendCommand":
      return operations
        ? unlike("its document", undo.document, operations.startServerDocument)
        : [`the stack ${stack} has no document ${undo.document}`];
    case "ec2:ModifySecurityGroupRules":
      return [
        ...unless(z.cidrv4().safeParse(undo.cidrIpv4).success, `${undo.cidrIpv4} is no range of addresses`),
        ...unless(ruleDescription.test(undo.description), `no rule can be described as ${undo.description}`),
      ];
    case "route53:UpdateHealthCheck":
      // A check that is inverted already is not drilled.
      return unless(!undo.inverted, "no drill is undone by inverting a check");
  }
}

/** Source: EC2 API, `IpRange`, Description. */
const ruleDescription = /^[\w .:/()#,@[\]+=&;{}!$*-]{0,255}$/;

function unknownIds(primary: AwsSite, undo: UndoCall): string[] {
  switch (undo.operation) {
    case "ec2:StartInstances":
    case "ssm:SendCommand":
      return unlike("its instance", undo.instanceId, primary.instanceId);
    case "ec2:ModifySecurityGroupRules":
      return [
        ...unlike("its security group", undo.securityGroupId, primary.securityGroupId),
        ...unlike("its rule", undo.ingressRuleId, primary.ingressRuleId),
      ];
    case "route53:UpdateHealthCheck":
      return unlike("its health check", undo.healthCheckId, primary.healthCheckId);
  }
}

function unlike(what: string, given: string, expected: string): string[] {
  return unless(given === expected, `${what} is ${given}, not ${expected}`);
}

function unless(isFit: boolean, problem: string): string[] {
  return isFit ? [] : [problem];
}
