import assert from "node:assert/strict";
import { multivalue } from "../../../route53/policies/multivalue";
import { address } from "../zones";

describe("multivalue answer routing", () => {
  const sets = Array.from({ length: 9 }, (_, at) =>
    address("www", `192.0.2.${at}`, { MultiValueAnswer: true, SetIdentifier: `${at}` }),
  );

  it("answers with eight sets or fewer together", () => {
    assert.deepEqual(multivalue(sets.slice(0, 1), {}), [{ probability: 1, recordSets: sets.slice(0, 1) }]);
    assert.deepEqual(multivalue(sets.slice(0, 8), {}), [{ probability: 1, recordSets: sets.slice(0, 8) }]);
  });

  it("chooses eight of nine", () => {
    assert.deepEqual(multivalue(sets, {}), [{ probability: 1, recordSets: sets, choose: 8 }]);
  });

  it("has nothing to choose from nothing", () => {
    assert.deepEqual(multivalue([], {}), []);
  });
});
