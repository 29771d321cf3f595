import * as pulumi from "@pulumi/pulumi";
import { chosenZones, openDoors, standingOf, unaskedChanges } from "./interruptions";
import type { ChosenZones, FormerStanding, Standing } from "./interruptions";
import type { Settings } from "./settings";

/**
 * Refuses a run, a preview too, whose settings would interrupt a site or take a name away unasked. Resolves when the
 * engine has agreed. Comes before the providers: one that is replaced for a refused region would stay in the state.
 *
 * A stack's first run under the guard only writes down what the stack stands on; `pulumi destroy` does not ask.
 */
export async function guardSettings(settings: Settings): Promise<void> {
  for (const door of openDoors(settings)) void pulumi.log.warn(door);
  await guard("standing", standingOf(settings), settings);
}

/** The same for the availability zones, as soon as they are chosen. */
export async function guardZones(settings: Settings, sites: ChosenZones): Promise<void> {
  await guard("zones", chosenZones(sites), settings);
}

/** The state keeps the standing; its update is where the engine hands out the former one. */
async function guard(name: string, standing: Standing, settings: Settings): Promise<void> {
  const refuse = new pulumi.ResourceHook(
    `guard-${name}`,
    ({ oldInputs }) => {
      const unasked = unaskedChanges((oldInputs?.["input"] ?? {}) as FormerStanding, standing, settings);
      if (unasked.length > 0) throw new pulumi.RunError(refusal(settings.stack, unasked));
    },
    { onDryRun: true },
  );
  const { urn } = new pulumi.Stash(name, { input: standing }, { hooks: { beforeUpdate: [refuse] } });
  await new Promise((resolve) => urn.apply(resolve));
}

function refusal(stack: string, unasked: readonly string[]): string {
  const count = unasked.length === 1 ? "1 change" : `${unasked.length} changes`;
  return [
    `Pulumi.${stack}.yaml has ${count} that would be felt:`,
    ...unasked.map((line) => `- ${line}`),
  ].join("\n");
}
