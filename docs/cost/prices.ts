/** What AWS asks, in US dollars without tax, each price with the page it is from and the date of that page. */

/** Prices that differ by region are looked up with the region; the others hold everywhere. */
export interface Price {
  /** What one more than the free ones costs; null: unknown. */
  readonly usd: number | null;
  /** One of what. */
  readonly per: string;
  /** How many an account has for nothing each month, for good. Default: none. */
  readonly freePerMonth?: number;
  readonly source: Source;
}

/** A price that holds everywhere, or one for each region in which it is known. */
type Entry = Price | Readonly<Record<string, Price>>;

/** Where a price was read. */
export interface Source {
  readonly page: string;
  /** The day on which the page was read or the list was published. */
  readonly date: string;
  /** What to know about it. */
  readonly note?: string;
}

const from = (page: string, date: string, note?: string): Source => ({
  page: `https://${page}`,
  date,
  ...(note !== undefined && { note }),
});

/** Read on the day given, in a copy that does not say how old it is. */
const undated = "from a copy without a date";

const route53 = from("aws.amazon.com/route53/pricing/", "2026-09-20");
const cloudWatch = from("aws.amazon.com/cloudwatch/pricing/", "2026-05-05");
const californiaList = from(
  "pricing.us-east-1.amazonaws.com/offers/v1.0/aws/",
  "2026-09-29",
  "price lists of us-west-1",
);
const virginiaList = from(
  "pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/",
  "2026-03-01",
  "price list of us-east-1",
);
const instanceCatalogue = from(
  "github.com/skypilot-org/skypilot-catalog",
  "2026-11-23",
  "made of AWS's price lists; undated",
);
const s3 = from("aws.amazon.com/s3/pricing/", "2026-11-23", undated);
const dynamoDb = from("aws.amazon.com/dynamodb/pricing/on-demand/", "2026-05-31");

/**
 * By what is charged for, and by region where that matters. What is not here is unknown, and so is a region that a
 * price does not name.
 */
export const prices: Readonly<Record<string, Entry>> = {
  "hosted zone": { usd: 0.5, per: "zone-month", source: route53 },
  "DNS queries": { usd: 0.4, per: "million", source: route53 },
  // The page's "AWS endpoints"; for calculated checks it names no other price.
  "basic health check": { usd: 0.5, per: "check-month", freePerMonth: 50, source: route53 },
  "health check option": { usd: 1, per: "option-month", source: route53 },
  "basic health check, outside AWS": { usd: 0.75, per: "check-month", source: route53 },
  "health check option, outside AWS": { usd: 2, per: "option-month", source: route53 },

  "public IPv4 address": {
    usd: 0.005,
    per: "hour",
    source: from("aws.amazon.com/vpc/pricing/", "2024-02-01"),
  },
  "instance t3.micro": {
    "us-east-1": { usd: 0.0104, per: "hour", source: instanceCatalogue },
    "us-west-1": { usd: 0.0124, per: "hour", source: instanceCatalogue },
  },
  "instance t3.small": {
    "us-east-1": { usd: 0.0208, per: "hour", source: virginiaList },
    "us-west-1": { usd: 0.0248, per: "hour", source: instanceCatalogue },
  },
  "volume gp3": { "us-east-1": { usd: 0.08, per: "GB-month", source: virginiaList } },
  "traffic to the internet": {
    usd: 0.09,
    per: "GB",
    freePerMonth: 100,
    source: californiaList,
  },

  alarm: { usd: 0.1, per: "metric-month", source: cloudWatch },
  "composite alarm": { usd: 0.5, per: "alarm-month", source: cloudWatch },
  dashboard: { usd: 3, per: "dashboard-month", freePerMonth: 3, source: cloudWatch },
  "custom metric": { usd: 0.3, per: "metric-month", source: cloudWatch },
  "requests to CloudWatch": { usd: 0.00001, per: "request", freePerMonth: 1_000_000, source: cloudWatch },
  "log lines": {
    "us-east-1": { usd: 0.5, per: "GB", freePerMonth: 5, source: cloudWatch },
    "us-west-1": { usd: 0.67, per: "GB", freePerMonth: 5, source: californiaList },
  },
  mails: {
    usd: 0.00002,
    per: "mail",
    freePerMonth: 1000,
    source: californiaList,
  },

  "calls of functions": {
    usd: 0.0000002,
    per: "call",
    freePerMonth: 1_000_000,
    source: californiaList,
  },
  "time of functions, arm64": {
    usd: 0.0000133334,
    per: "GB-second",
    freePerMonth: 400_000,
    source: californiaList,
  },
  // What comes after the free ones has not been looked up.
  "calls by the scheduler": {
    usd: null,
    per: "call",
    freePerMonth: 14_000_000,
    source: from("pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSEvents/", "2024-10-01"),
  },
  "queue requests": {
    usd: 0.0000004,
    per: "request",
    freePerMonth: 1_000_000,
    source: californiaList,
  },
  "experiment actions": {
    usd: 0.1,
    per: "action-minute",
    source: from("aws.amazon.com/fis/pricing/", "2026-11-23", undated),
  },

  "objects kept": {
    "us-east-1": { usd: 0.023, per: "GB-month", source: s3 },
    "us-west-1": { usd: 0.026, per: "GB-month", source: californiaList },
  },
  "objects written": {
    "us-east-1": { usd: 0.005, per: "thousand", source: s3 },
    "us-west-1": { usd: 0.0055, per: "thousand", source: californiaList },
  },
  "objects carried to the other region": { usd: 0.02, per: "GB", source: s3 },
  "Replication Time Control": { usd: 0.015, per: "GB", source: s3 },

  "items written": {
    "us-east-1": { usd: 0.625, per: "million units", source: dynamoDb },
    "us-west-1": { usd: 0.695, per: "million units", source: californiaList },
  },
  "items read": {
    "us-east-1": { usd: 0.125, per: "million units", source: dynamoDb },
    "us-west-1": { usd: 0.1395, per: "million units", source: californiaList },
  },
  "items kept": {
    "us-east-1": { usd: 0.25, per: "GB-month", freePerMonth: 25, source: dynamoDb },
    "us-west-1": { usd: 0.28, per: "GB-month", freePerMonth: 25, source: californiaList },
  },
  "point-in-time recovery": {
    "us-west-1": { usd: 0.224, per: "GB-month", source: californiaList },
  },
};

/** The price of something in a region; null when nobody knows it. */
export function priceOf(what: string, region: string): Price | null {
  const entry = prices[what];
  if (entry === undefined) return null;
  const found = byRegion(entry).find(([where]) => where === everywhere || where === region);
  return found?.[1] ?? null;
}

/** The prices of an entry, each with its region; a price that holds for all regions has `everywhere` in its place. */
export function byRegion(entry: Entry): [region: string, price: Price][] {
  return isPrice(entry) ? [[everywhere, entry]] : Object.entries(entry);
}

const everywhere = "everywhere";

function isPrice(entry: Entry): entry is Price {
  return "per" in entry;
}
