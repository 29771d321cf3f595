import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/** An attribute of a table's key: `S` is text, `N` a number, `B` bytes. */
export interface TableKey {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** One table of the shop. A change of name or key replaces it, which its protection refuses. */
export interface GlobalTableArgs {
  /** Becomes part of the table's name in AWS, see `physicalName`. */
  readonly name: string;
  readonly hashKey: TableKey;
  /** Default (null): items are found by the hash key alone. */
  readonly rangeKey?: TableKey | null;
}

/**
 * A table that both sites write to, each in its own region: DynamoDB replicates both ways, and of two writes to one
 * item within the delay the later one stays (DynamoDB Developer Guide, "Global tables", eventual consistency).
 */
export function globalTable(
  name: string,
  { name: tableName, hashKey, rangeKey = null }: GlobalTableArgs,
  {
    region,
    replicaRegion,
    protect,
  }: { readonly region: string; readonly replicaRegion: string; readonly protect: boolean },
  parent: pulumi.Resource,
): aws.dynamodb.Table {
  const keys = rangeKey ? [hashKey, rangeKey] : [hashKey];
  return new aws.dynamodb.Table(
    `${name}-${tableName}`,
    {
      region,
      name: physicalName(tableName),
      billingMode: "PAY_PER_REQUEST",
      hashKey: hashKey.name,
      ...(rangeKey && { rangeKey: rangeKey.name }),
      attributes: keys.map(({ name: attribute, type }) => ({ name: attribute, type })),
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: protect,
      // What the replica does not say is off there, whatever the table says.
      replicas: [
        {
          regionName: replicaRegion,
          pointInTimeRecovery: true,
          deletionProtectionEnabled: protect,
          propagateTags: true,
        },
      ],
    },
    { parent, protect },
  );
}
