import assert from "node:assert/strict";
import type { Recording } from "../../recording/recording";
import { resourceOf } from "./recordings";

/** What a stack file says of its names and its cadence. */
export interface ExpectedWiring {
  readonly hostname: string;
  /** Ends the sites' own host names: `` in prod, `-staging` in staging. */
  readonly suffix: string;
  readonly interval: number;
}

type Assertion = (recording: Recording, expected: ExpectedWiring) => void;

const record = (recording: Recording, name: string) =>
  resourceOf(recording, "aws:route53/record:Record", name);
const check = (recording: Recording, role: string) =>
  resourceOf(recording, "aws:route53/healthCheck:HealthCheck", `failover-${role}-check`);
const combinedCheck = (recording: Recording) => check(recording, "primary-and-switch");
const address = (recording: Recording, role: string) =>
  resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"];

const eachRole = (
  assertion: (recording: Recording, role: string, expected: ExpectedWiring) => void,
): Assertion => {
  return (recording, expected) => {
    for (const role of ["primary", "backup"]) assertion(recording, role, expected);
  };
};

/** The wiring of a failover pair, one assertion for each thing that can be wrong; the whole inputs are compared. */
const assertions: Readonly<Record<string, Assertion>> = {
  "each site's own name answers with its own address": eachRole((recording, role, { suffix }) => {
    assert.deepEqual(record(recording, `failover-${role}-address`).inputs, {
      zoneId: "Z0123456789EXAMPLE",
      name: `${role}${suffix}.example.com`,
      type: "A",
      ttl: 20,
      records: [address(recording, role)],
    });
  }),
  "the failover name has one alias to each site's name, with that site's check": eachRole(
    (recording, role, { hostname, suffix }) => {
      assert.deepEqual(record(recording, `failover-${role}`).inputs, {
        zoneId: "Z0123456789EXAMPLE",
        name: `${hostname}.example.com`,
        type: "A",
        setIdentifier: `${hostname}-${role}`,
        failoverRoutingPolicies: [{ type: role === "primary" ? "PRIMARY" : "SECONDARY" }],
        aliases: [
          { name: `${role}${suffix}.example.com`, zoneId: "Z0123456789EXAMPLE", evaluateTargetHealth: true },
        ],
        healthCheckId: (role === "primary" ? combinedCheck(recording) : check(recording, role)).id,
      });
    },
  ),
  "the primary's records go by its own check and the operator's switch, both needed": (recording) => {
    const { type, childHealthchecks, childHealthThreshold } = combinedCheck(recording).inputs;
    assert.deepEqual(
      [type, [...(childHealthchecks as string[])].sort(), childHealthThreshold],
      ["CALCULATED", [check(recording, "primary").id, check(recording, "switch").id].sort(), 2],
    );
  },
  "each check probes its site's own address, with the failover name as Host": eachRole(
    (recording, role, { hostname, interval }) => {
      assert.deepEqual(check(recording, role).inputs, {
        type: "HTTP_STR_MATCH",
        ipAddress: address(recording, role),
        fqdn: `${hostname}.example.com`,
        port: 80,
        resourcePath: "/healthz",
        searchString: "status=ok",
        requestInterval: interval,
        failureThreshold: 2,
        regions: [
          "us-east-1",
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "sa-east-1",
        ],
        measureLatency: false,
        invertHealthcheck: false,
        disabled: false,
        tags: { Name: `${hostname}-${role}` },
      });
    },
  ),
  "the two sites have two addresses and two checks": (recording) => {
    assert.notEqual(address(recording, "primary"), address(recording, "backup"));
    assert.notEqual(check(recording, "primary").id, check(recording, "backup").id);
  },
  "each site lets HTTP in on its own address": eachRole((recording, role) => {
    const group = resourceOf(recording, "aws:ec2/securityGroup:SecurityGroup", `${role}-firewall`);
    const rule = resourceOf(
      recording,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      `${role}-http-in`,
    );
    assert.deepEqual(rule.inputs, {
      securityGroupId: group.id,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      description: "Shoppers and health checkers",
    });
    const { id, inputs } = resourceOf(
      recording,
      "aws:ec2/networkInterface:NetworkInterface",
      `${role}-interface`,
    );
    assert.deepEqual(inputs["securityGroups"], [group.id]);
    const instance = resourceOf(recording, "aws:ec2/instance:Instance", `${role}-instance`);
    assert.deepEqual(instance.inputs["primaryNetworkInterface"], { networkInterfaceId: id });
    const association = resourceOf(
      recording,
      "aws:ec2/eipAssociation:EipAssociation",
      `${role}-address-association`,
    );
    assert.deepEqual(association.inputs, {
      allocationId: resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).id,
      networkInterfaceId: id,
    });
  }),
};

/** Names of the assertions that a recording breaks; empty for a good one. */
export function brokenWiring(recording: Recording, expected: ExpectedWiring): string[] {
  return Object.entries(assertions).flatMap(([name, assertion]) => {
    try {
      assertion(recording, expected);
      return [];
    } catch (error) {
      if (error instanceof assert.AssertionError) return [name];
      throw error;
    }
  });
}
