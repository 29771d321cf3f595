/**
 * Writes docs/drill-transcript.md: what a drill and a look at the stack print, from runs of the commands against the
 * stand-in for AWS. Run by `npm run docs:drill`; the seconds differ from run to run.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { runFailover } from "../tests/support/aws/runFailover";
import { startAwsWorld } from "../tests/support/aws/world";

const drill = ["drill", "--stack", "prod", "--fault", "stop-instance", "--confirm", "www.example.com"];
const status = ["status", "--stack", "prod"];

async function transcript(): Promise<string> {
  const world = await startAwsWorld({ speed: 5 });
  try {
    const shown: string[] = [];
    for (const args of [drill, status]) {
      const more = ["--outputs", world.outputsFile, ...world.flags];
      const { code, stdout, stderr } = await runFailover([...args, ...more], world).ended;
      if (code !== 0)
        throw new Error(`failover ${args.join(" ")} ended with ${String(code)}: ${stdout}${stderr}`);
      const output = stdout.replaceAll(world.outputsFile, "outputs.json").trimEnd();
      shown.push(["```console", `$ npx failover ${args.join(" ")}`, output, "```"].join("\n"));
    }
    return [heading, ...shown, ""].join("\n\n");
  } finally {
    await world.stop();
  }
}

const heading = `# A drill, as it is seen

Of the recorded prod stack, against a stand-in for AWS on one machine, five times as fast as in life; the name server and the
resolver have addresses of that machine, and the flags that lead there are left out. Made by \`npm run docs:drill\`.`;

void transcript().then((text) => {
  writeFileSync(resolve(__dirname, "drill-transcript.md"), text);
});
