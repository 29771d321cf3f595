import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { decode, encode } from "dns-packet";
import { askDns, delegationOf } from "../../../../drill/aws/observers/askDns";

/** A name server on loopback that knows one name and its zone's name servers. */
async function nameServer(): Promise<{ socket: Socket; address: string }> {
  const socket = createSocket("udp4");
  socket.on("message", (message, { port, address }) => {
    const { id = 0, questions = [] } = decode(message);
    const [question] = questions;
    const { name = "", type } = question ?? {};
    const answers =
      type === "NS"
        ? (["ns-1.example", "ns-2.example"] as const).map((data) => ({
            type: "NS" as const,
            name,
            ttl: 60,
            data,
          }))
        : name === "www.example.com"
          ? (["192.0.2.11", "192.0.2.10"] as const).map((data) => ({
              type: "A" as const,
              name,
              ttl: 20,
              data,
            }))
          : [];
    // RCODE 3: no such name.
    const flags = answers.length > 0 ? 0 : 3;
    socket.send(encode({ type: "response", id, flags, questions, answers }), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { socket, address: `127.0.0.1:${socket.address().port}` };
}

describe("drill/aws/observers/askDns", () => {
  it("tells the addresses sorted, with their TTL, or why there are none", async () => {
    const { socket, address } = await nameServer();
    try {
      const server = { label: "ns", addresses: [address] };
      assert.deepEqual(await askDns(server, "www.example.com."), {
        rcode: "NOERROR",
        addresses: ["192.0.2.10", "192.0.2.11"],
        wireTtlSeconds: 20,
      });
      assert.deepEqual(await askDns(server, "none.example.com"), {
        rcode: "ENOTFOUND",
        addresses: [],
        wireTtlSeconds: null,
      });
      assert.deepEqual((await delegationOf("example.com.", server)).sort(), ["ns-1.example", "ns-2.example"]);
    } finally {
      socket.close();
    }
  });
});
