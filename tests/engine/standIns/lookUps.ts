import type { Facts } from "./account";
import { idOf } from "./identifiers";
import { type Inputs, nameServersOf } from "./resourceTypes";

/**
 * What AWS answers to a look-up of the program.
 *
 * @throws Error for a look-up that the stand-in does not know, and as AWS does for a zone that is not there.
 */
export function lookUp(token: string, inputs: Inputs, region: string, facts: Facts): Inputs {
  switch (token) {
    case "aws:route53/getZone:getZone":
      return zone(String(inputs["zoneId"]), facts);
    case "aws:ssm/getParameter:getParameter": {
      const name = String(inputs["name"]);
      return {
        ...inputs,
        id: name,
        type: "String",
        insecureValue: idOf("ami", `${facts.amiRelease} ${region} ${name}`),
      };
    }
    case "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings":
      return { ...inputs, id: region, locations: zonesOf(region) };
    default:
      throw new Error(`the stand-in does not know the look-up ${token}`);
  }
}

function zone(zoneId: string, { zones }: Facts): Inputs {
  const found = zones[zoneId];
  if (!found) throw new Error(`no matching Route 53 Hosted Zone found for ${zoneId}`);
  return {
    id: zoneId,
    zoneId,
    name: found.name,
    privateZone: found.isPrivate,
    nameServers: nameServersOf(zoneId),
  };
}

/** us-west-1 gives an account two zones; elsewhere there are at least three. */
function zonesOf(region: string): string[] {
  return (region === "us-west-1" ? ["a", "c"] : ["a", "b", "c"]).map((letter) => region + letter);
}
