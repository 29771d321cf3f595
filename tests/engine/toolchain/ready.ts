import { pulumi } from "./pulumi";

/** Finds or builds the engine before the first test: a build would outlast the time limit of any hook. */
export function mochaGlobalSetup(): void {
  pulumi();
}
