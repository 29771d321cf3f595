import assert from "node:assert/strict";
import { answeringSite } from "../../site-watcher/answeringSite";
import { attempts } from "../../site-watcher/attempts";
import { shopPlan } from "./shopWorld";

const primary = ["192.0.2.1"];
const backup = ["198.51.100.2"];
const other = ["203.0.113.3"];

/** `null`: that name server does not answer. */
async function answering(answers: readonly (readonly string[] | null)[]) {
  const nameServers = answers.map((_, index) => `ns-${index}`);
  const askNameServer = (nameServer: string) => {
    const addresses = answers[nameServers.indexOf(nameServer)];
    return addresses ? Promise.resolve(addresses) : Promise.reject(new Error("silent"));
  };
  return answeringSite({ ...shopPlan, nameServers }, { askNameServer }, attempts(1_000));
}

describe("site-watcher/answeringSite", () => {
  const cases: [title: string, answers: readonly (readonly string[] | null)[], site: string | null][] = [
    ["4 of 4 for the primary", [primary, primary, primary, primary], "primary"],
    ["3 of 4 for the primary", [primary, backup, primary, primary], "primary"],
    ["2 of 4 each", [primary, backup, primary, backup], null],
    ["3 of 4 for the backup", [backup, backup, primary, backup], "backup"],
    ["3 of 4 for the backup, and one silent", [backup, null, backup, backup], "backup"],
    ["2 of 4 for the backup, and two silent", [backup, null, null, backup], null],
    ["neither site's address", [other, other, other, other], null],
    ["more than one address", [[...primary, ...backup], primary, primary, [...primary, ...other]], null],
    ["no address at all", [[], [], [], []], null],
    ["silence", [null, null, null, null], null],
    ["the only name server", [backup], "backup"],
    ["1 of 2", [backup, primary], null],
    ["2 of 3", [backup, primary, backup], "backup"],
  ];
  for (const [title, answers, site] of cases) {
    it(`${title}: ${site ?? "nobody can tell"}`, async () => {
      assert.equal(await answering(answers), site);
    });
  }

  it("asks each name server for the failover name, and notes the silent one", async () => {
    const asked: string[] = [];
    const calls = attempts(1_000);
    const askNameServer = (nameServer: string, name: string) => {
      asked.push(`${nameServer} ${name}`);
      return nameServer === "ns-3.example" ? Promise.reject(new Error("silent")) : Promise.resolve(primary);
    };
    assert.equal(await answeringSite(shopPlan, { askNameServer }, calls), "primary");
    assert.deepEqual(asked, [
      "ns-1.example www.example.com",
      "ns-2.example www.example.com",
      "ns-3.example www.example.com",
      "ns-4.example www.example.com",
    ]);
    assert.deepEqual(calls.failures, ["name server ns-3.example: silent"]);
  });
});
