import { judgeDrill, type DrillEvidence } from "../../../../drill/aws/verdict";
import type { JudgedDrill } from "../../../../drill/aws/report";
import { shopTopology } from "../../../support/shopTopology";
import { drilled } from "../drilledEvents";
import { openJournal } from "../sampleDrill";

/** A drill of kill-server that has ended, as it is told by a report. */
export function endedDrill(change: Partial<DrillEvidence> = {}): JudgedDrill {
  const watched = { stack: shopTopology, nameServers: ["ns-1", "ns-2"], resolvers: ["resolver"] };
  const evidence = { events: drilled(), watched, speed: 1, worstLagSeconds: 0, ...change };
  const judgement = judgeDrill({
    ...evidence,
    fault: "kill-server",
    stopped: null,
    hasAlarms: false,
    ...change,
  });
  const at = "2026-11-23T12:00:00.123Z";
  return {
    ...evidence,
    verdict: judgement.verdict,
    judgement,
    journal: { ...openJournal("kill-server"), state: "closed", verdict: judgement.verdict },
    calls: [
      { service: "EC2", operation: "DescribeInstances", requestId: "r-1", error: null, at },
      { service: "SSM", operation: "SendCommand", requestId: "r-2", error: "ThrottlingException", at },
      { service: "S3", operation: "PutObject", requestId: null, error: null, at },
    ],
  };
}
