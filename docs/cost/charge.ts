/** One thing that AWS charges for because a resource is there. */
export interface Charge {
  /** A name of the price table. */
  readonly what: string;
  readonly region: string;
  /** How many of it a month has; null: it depends on use. */
  readonly quantity: number | null;
}

/** A month as AWS counts it: 8,760 hours in twelve. */
export const hoursPerMonth = 730;

/** The same in minutes, of schedules and metrics. */
export const minutesPerMonth = hoursPerMonth * 60;
