import { motoPython } from "./moto";

/** Installs moto before the first test: that would outlast the time limit of a hook. */
export function mochaGlobalSetup(): void {
  motoPython();
}
