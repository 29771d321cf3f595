import assert from "node:assert/strict";
import type { Command } from "commander";
import { addAwsFlags, type AwsFlags } from "../../cli/awsFlags";
import { parsedCommand } from "./parsedCommand";

const parsed = (...argv: string[]) =>
  parsedCommand<AwsFlags & { debug: boolean }>(
    (program: Command, onCommand) => {
      addAwsFlags(program.command("look")).action(onCommand);
    },
    ["look", ...argv],
  );

const defaults = { stack: "prod", speed: 1, json: false, debug: false };

describe("cli/awsFlags", () => {
  it("means the production stack on AWS itself by default", async () => {
    assert.deepEqual((await parsed()).asked, [defaults]);
  });

  it("takes every flag", async () => {
    const { asked, err } = await parsed(
      ...["--stack", "staging", "--outputs", "out.json", "--profile", "observe", "--json", "--debug"],
      ...["--map", "192.0.2.10=127.0.0.1:8080", "--map", "192.0.2.186=127.0.0.1:8081"],
      ...["--name-server", "127.0.0.1:5300", "--resolver", "192.0.2.53", "--resolver", "localhost:5301"],
      ...["--speed", "20"],
    );
    assert.deepEqual(
      [asked, err],
      [
        [
          {
            stack: "staging",
            outputs: "out.json",
            profile: "observe",
            map: { "192.0.2.10": "127.0.0.1:8080", "192.0.2.186": "127.0.0.1:8081" },
            nameServer: "127.0.0.1:5300",
            resolver: ["192.0.2.53", "127.0.0.1:5301"],
            speed: 20,
            json: true,
            debug: true,
          },
        ],
        "",
      ],
    );
  });

  for (const given of ["ns-1.example.net", "127.0.0.1:", "127.0.0.1:123456", "::1", ""]) {
    it(`refuses "${given}" as a server`, async () => {
      const rule = "It must be an IPv4 address, such as 192.0.2.53 or 127.0.0.1:5300.";
      const error = (flag: string) =>
        `error: option '${flag} <host:port>' argument '${given}' is invalid. ${rule}\n`;
      assert.equal((await parsed("--name-server", given)).err, error("--name-server"));
      assert.equal((await parsed("--resolver", given)).err, error("--resolver"));
    });
  }
});
