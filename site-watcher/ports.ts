/** What the watcher needs of the world. Each call stops when its signal aborts, and rejects when it fails. */
export interface WatcherPorts {
  /** Wall time, in milliseconds since 1970. */
  readonly nowMs: () => number;
  /** One GET; a redirect is an answer like any other. */
  readonly fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<Page>;
  /** The IPv4 addresses that one name server gives for a name. */
  readonly askNameServer: (
    nameServer: string,
    name: string,
    signal: AbortSignal,
  ) => Promise<readonly string[]>;
  /** The text of an object; null when there is none, or none that may be read. */
  readonly readObject: (address: ObjectAddress, signal: AbortSignal) => Promise<string | null>;
  readonly writeObject: (address: ObjectAddress, text: string, signal: AbortSignal) => Promise<void>;
  /** Writes an object unless there is one, and says whether it has. */
  readonly createObject: (address: ObjectAddress, text: string, signal: AbortSignal) => Promise<boolean>;
  readonly putMetrics: (
    region: string,
    namespace: string,
    metrics: readonly Metric[],
    signal: AbortSignal,
  ) => Promise<void>;
  /** The runs of an experiment template. */
  readonly listDrills: (
    region: string,
    experimentTemplateId: string,
    signal: AbortSignal,
  ) => Promise<readonly DrillRun[]>;
}

/** A page to fetch. */
export interface PageRequest {
  /** Its host is the Host header, and the server name in TLS. */
  readonly url: string;
  /** Where to connect, whatever the name stands for in DNS. Default: what it stands for. */
  readonly connectTo?: { readonly address: string; readonly port: number };
}

/** What came back. */
export interface Page {
  readonly status: number;
  /** The first 5,120 bytes, which is what Route 53 looks at. */
  readonly body: string;
}

/** An object in S3. */
export interface ObjectAddress {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
}

/** One value of one metric. */
export interface Metric {
  readonly name: string;
  /** Value of the dimension `Site`. */
  readonly site?: "primary" | "backup";
  readonly value: number;
  /** CloudWatch's name of the unit. */
  readonly unit: "None" | "Seconds";
  readonly atMs: number;
}

/** A run of a drill. */
export interface DrillRun {
  readonly startedAtMs: number;
  readonly state: "running" | "succeeded" | "failed";
}
