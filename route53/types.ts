/**
 * The shapes that Route 53's own API speaks, as `aws route53 list-resource-record-sets` and
 * `aws route53 list-health-checks` print them. Only the members that decide an answer or a probe are listed.
 */

/** DNS record types that Route 53 serves. */
export const recordTypes = [
  "A",
  "AAAA",
  "CAA",
  "CNAME",
  "DS",
  "HTTPS",
  "MX",
  "NAPTR",
  "NS",
  "PTR",
  "SOA",
  "SPF",
  "SRV",
  "SSHFP",
  "SVCB",
  "TLSA",
  "TXT",
] as const;

/** One of the DNS record types that Route 53 serves. */
export type RecordType = (typeof recordTypes)[number];

/** `AliasTarget` of a record set: the target's zone, its name, and whether its health counts. */
export interface AliasTarget {
  readonly HostedZoneId: string;
  readonly DNSName: string;
  readonly EvaluateTargetHealth: boolean;
}

/** `GeoLocation` of a record set: one of continent, country, country with subdivision; country `*` is the default. */
export interface GeoLocation {
  readonly ContinentCode?: string;
  readonly CountryCode?: string;
  readonly SubdivisionCode?: string;
}

/** `ResourceRecordSet` of the Route 53 API. An alias has `AliasTarget` and neither `TTL` nor `ResourceRecords`. */
export interface ResourceRecordSet {
  readonly Name: string;
  readonly Type: RecordType;
  readonly SetIdentifier?: string;
  readonly Failover?: "PRIMARY" | "SECONDARY";
  readonly Weight?: number;
  readonly Region?: string;
  readonly GeoLocation?: GeoLocation;
  readonly MultiValueAnswer?: boolean;
  readonly GeoProximityLocation?: object;
  readonly CidrRoutingConfig?: object;
  readonly TTL?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: AliasTarget;
  readonly HealthCheckId?: string;
}

/** Values of `HealthCheckType` of the Route 53 API. */
export const healthCheckTypes = [
  "HTTP",
  "HTTPS",
  "HTTP_STR_MATCH",
  "HTTPS_STR_MATCH",
  "TCP",
  "CALCULATED",
  "CLOUDWATCH_METRIC",
  "RECOVERY_CONTROL",
] as const;

/** `HealthCheckType` of the Route 53 API. */
export type HealthCheckType = (typeof healthCheckTypes)[number];

/** `HealthCheckConfig` of the Route 53 API. */
export interface HealthCheckConfig {
  readonly Type: HealthCheckType;
  readonly IPAddress?: string;
  readonly Port?: number;
  readonly ResourcePath?: string;
  readonly FullyQualifiedDomainName?: string;
  readonly SearchString?: string;
  /** 10 or 30; Route 53's default is 30. */
  readonly RequestInterval?: number;
  /** 1 to 10; Route 53's default is 3. */
  readonly FailureThreshold?: number;
  readonly MeasureLatency?: boolean;
  readonly Inverted?: boolean;
  readonly Disabled?: boolean;
  readonly EnableSNI?: boolean;
  readonly Regions?: readonly string[];
  readonly HealthThreshold?: number;
  readonly ChildHealthChecks?: readonly string[];
  readonly InsufficientDataHealthStatus?: "Healthy" | "Unhealthy" | "LastKnownStatus";
  readonly AlarmIdentifier?: { readonly Region: string; readonly Name: string };
  readonly RoutingControlArn?: string;
}

/** `HealthCheck` of the Route 53 API. */
export interface HealthCheck {
  readonly Id: string;
  readonly HealthCheckConfig: HealthCheckConfig;
}

/** A hosted zone with its record sets; `name` is lower case and ends with a dot, `id` is empty where it is not known. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly recordSets: readonly ResourceRecordSet[];
}

/** The eight regions whose checkers a health check can use (API: HealthCheckRegion), two checkers in each. */
export const healthCheckRegions = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
] as const;

/** One of the eight checker regions. */
export type HealthCheckRegion = (typeof healthCheckRegions)[number];

/** Checkers in each region: 16 for the eight regions (Developer Guide, monitoring-health-check-latency). */
export const checkersPerRegion = 2;
