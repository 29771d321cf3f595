/** The members of the AWS CLI's output that decide an answer or a probe, with the limits of the API's service model. */
import { isDomainName } from "./names";
import type { Shape } from "./shape";
import { flag, listOf, object, oneOf, text, wholeNumber } from "./shape";
import { healthCheckRegions, healthCheckTypes, recordTypes } from "./types";

/** A domain name in any spelling that Route 53 takes: labels of 1 to 63 bytes, 255 bytes in all. */
const domainName: Shape = (value, path) => {
  const problems = text(1, 1024)(value, path);
  if (problems.length > 0 || (typeof value === "string" && isDomainName(value))) return problems;
  return [`${path} is not a domain name: labels of 1 to 63 bytes, 255 bytes in all.`];
};

const identifier = text(1, 128);

/** `HostedZone` of get-hosted-zone. */
export const hostedZoneShape = object({ Id: identifier, Name: domainName });

/** One member of `ResourceRecordSets`. */
export const recordSetShape = object(
  { Name: domainName, Type: oneOf(recordTypes) },
  {
    SetIdentifier: identifier,
    Failover: oneOf(["PRIMARY", "SECONDARY"]),
    Weight: wholeNumber(0, 255),
    Region: text(1, 64),
    GeoLocation: object(
      {},
      { ContinentCode: text(2, 2), CountryCode: text(1, 2), SubdivisionCode: text(1, 3) },
    ),
    MultiValueAnswer: flag,
    GeoProximityLocation: object({}),
    CidrRoutingConfig: object({}),
    TTL: wholeNumber(0, 2_147_483_647),
    ResourceRecords: listOf(object({ Value: text(1, 4000) }), 0, 400),
    AliasTarget: object({ HostedZoneId: text(1, 32), DNSName: domainName, EvaluateTargetHealth: flag }),
    HealthCheckId: text(1, 64),
  },
);

/** One member of `HealthChecks`. */
export const healthCheckShape = object({
  Id: text(1, 64),
  HealthCheckConfig: object(
    { Type: oneOf(healthCheckTypes) },
    {
      IPAddress: text(1, 45),
      Port: wholeNumber(1, 65_535),
      ResourcePath: text(0, 255),
      FullyQualifiedDomainName: text(0, 255),
      SearchString: text(0, 255),
      RequestInterval: oneOf([10, 30]),
      FailureThreshold: wholeNumber(1, 10),
      MeasureLatency: flag,
      Inverted: flag,
      Disabled: flag,
      EnableSNI: flag,
      Regions: listOf(oneOf(healthCheckRegions), 3, healthCheckRegions.length),
      HealthThreshold: wholeNumber(0, 256),
      ChildHealthChecks: listOf(text(1, 64), 0, 256),
      InsufficientDataHealthStatus: oneOf(["Healthy", "Unhealthy", "LastKnownStatus"]),
      AlarmIdentifier: object({ Region: text(1, 64), Name: text(1, 256) }),
      RoutingControlArn: text(1, 255),
    },
  ),
});
