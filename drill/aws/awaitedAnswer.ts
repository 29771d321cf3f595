import { nameServerSights, type AnswerSight } from "./sights/answers";
import { newLook } from "./sights/look";
import type { SightWorld } from "./sights/world";
import type { AwsSite, AwsTopology } from "./topology";

/** What the name servers answer when the wait ends. */
export interface AwaitedAnswer {
  /** Whether all of them answer with the site that was waited for. */
  readonly hasCome: boolean;
  readonly tookSeconds: number;
  readonly answers: readonly AnswerSight[];
}

/** DNS is asked each second; it has no quota as Route 53's API has one. */
const pollSeconds = 1;

/** A budget is about users, who come last: what no server answers so long after it will not come by itself. */
const marginSeconds = 30;

/**
 * Asks every name server of the zone, each directly, until all of them answer with a site's address alone, or the stack's
 * worst outage and half a minute have passed.
 *
 * @param onAnswers Is told each answer that is another than the one before.
 * @throws the signal's reason when it aborts.
 */
export async function awaitedAnswer(
  role: AwsSite["role"],
  topology: AwsTopology,
  world: Pick<SightWorld, "clock" | "askNameServer" | "reach">,
  signal: AbortSignal,
  onAnswers: (answer: AnswerSight) => void,
): Promise<AwaitedAnswer> {
  const { clock } = world;
  const startSeconds = clock.nowSeconds();
  const limitSeconds = topology.failoverBudget.worstSeconds + marginSeconds;
  let before: readonly AnswerSight[] = [];
  for (;;) {
    const answers = await nameServerSights(topology, world, newLook(signal));
    signal.throwIfAborted();
    for (const [at, answer] of answers.entries()) {
      if (meaningOf(answer) !== meaningOf(before[at])) onAnswers(answer);
    }
    before = answers;
    const tookSeconds = clock.nowSeconds() - startSeconds;
    const hasCome = answers.every(({ site }) => site === role);
    if (hasCome || tookSeconds >= limitSeconds) return { hasCome, tookSeconds, answers };
    await clock.sleep(pollSeconds, signal);
  }
}

function meaningOf(answer: AnswerSight | undefined): string | undefined {
  return answer && JSON.stringify(answer.addresses);
}
