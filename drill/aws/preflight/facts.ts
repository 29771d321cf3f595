import type { SiteRole } from "../../../recording/topology";
import type { Resolution } from "../../../rehearsal/dns/resolver";
import type { HealthCheck, Zone } from "../../../route53/types";
import type { CheckSight } from "../observers/ports";
import type { SitePage } from "../observers/sitePage";
import type { DrillJournal } from "../journal";

/** What was asked for, or why it could not be seen: unknown is never taken for fine. */
export type Seen<T> = { readonly value: T } | { readonly unseen: string };

/** The state of a deployed stack just before a drill, gathered without changing anything. */
export interface DrillFacts {
  /** Wall time. */
  readonly now: Date;
  readonly caller: Seen<Caller>;
  readonly sites: Readonly<Record<SiteRole, SiteFacts>>;
  /** Of the topology's checks, those that there are. */
  readonly checks: Seen<readonly HealthCheck[]>;
  /** What the checkers say of them. */
  readonly sights: Seen<readonly CheckSight[]>;
  /** The record sets of the failover name and of the sites' names. */
  readonly zone: Seen<Zone>;
  /** The zone's name servers by Route 53 itself. */
  readonly zoneNameServers: Seen<readonly string[]>;
  /** Those that the resolvers of the drill find. */
  readonly delegation: Seen<readonly string[]>;
  /** What each name server answers for the failover name. */
  readonly answers: readonly { readonly server: string; readonly resolution: Resolution }[];
  /** Null in a stack without a switch. */
  readonly isSwitchOn: Seen<boolean> | null;
  readonly openDrill: Seen<DrillJournal | null>;
  /** Why the fault may not be inflicted; null when nothing speaks against it. */
  readonly refusal: Seen<string | null>;
}

/** Who drills. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** When the credentials end; null for those that do not say. */
  readonly expiresAt: Date | null;
}

/** One site. Null is what is not there any more. */
export interface SiteFacts {
  readonly instance: Seen<{ readonly state: string } | null>;
  readonly address: Seen<{ readonly publicIp: string; readonly networkInterfaceId: string | null } | null>;
  /** The interface that the address is on must be the instance's own. */
  readonly networkInterface: Seen<{ readonly instanceId: string | null } | null>;
  readonly ingressRule: Seen<{ readonly securityGroupId: string } | null>;
  readonly page: SitePage;
}

/** Keeps a failed look from hiding the others. */
export async function seen<T>(look: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { value: await look() };
  } catch (error) {
    return { unseen: error instanceof Error ? error.message : String(error) };
  }
}
