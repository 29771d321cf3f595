import type { AwsClients } from "./clients";
import { drillJournal, historyPrefix, type DrillJournal } from "./journal";
import type { AwsSwitch } from "./topology";

/** The newest closed drills that are kept beside the operator's switch, newest first. An object that is no journal is left out. */
export async function pastDrills(
  { region, bucketName }: AwsSwitch,
  { s3 }: AwsClients,
  most = 20,
): Promise<DrillJournal[]> {
  const { sdk, client } = s3(region);
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new sdk.ListObjectsV2Command({ Bucket: bucketName, Prefix: historyPrefix, ContinuationToken: token }),
    );
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  const newest = keys.sort().reverse().slice(0, most);
  const drills = await Promise.all(
    newest.map(async (Key) => {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucketName, Key }));
      return journalIn(await Body?.transformToString());
    }),
  );
  return drills.filter((drill) => drill !== null);
}

function journalIn(text: string | undefined): DrillJournal | null {
  try {
    return drillJournal.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
