import type { FaultScene, SwitchScene } from "./fault";

/** The switch of the stack. @throws Error when it has none. */
export function switchOf({ operatorSwitch }: FaultScene): SwitchScene {
  if (operatorSwitch) return operatorSwitch;
  throw new Error("This stack has no operator's switch: set operatorSwitch.enabled.");
}
