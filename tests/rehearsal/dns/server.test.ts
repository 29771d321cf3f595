import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { decode, encode, type Answer } from "dns-packet";
import { startDnsServer, type DnsServer } from "../../../rehearsal/dns/server";
import { readMessages, writeMessage } from "../../../rehearsal/dns/tcpFrames";

const record: Answer = { type: "A", name: "www.example.com", ttl: 20, data: "192.0.2.10" };
const query = encode({ type: "query", id: 4711, questions: [{ name: "www.example.com", type: "A" }] });

function addressIn(response: Buffer): unknown {
  const [answer] = decode(response).answers ?? [];
  return answer?.type === "A" ? answer.data : null;
}

describe("startDnsServer", () => {
  let server: DnsServer;

  beforeEach(async () => {
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR", answers: [record] }));
  });

  afterEach(() => server.close());

  it("answers over UDP, and goes on after a datagram that is no message", async () => {
    const socket = createSocket("udp4");
    socket.send(Buffer.from("?"), server.port, server.address);
    socket.send(Buffer.alloc(600, 0xc0), server.port, server.address);
    socket.send(query, server.port, server.address);
    const [response] = (await once(socket, "message")) as [Buffer];
    socket.close();
    assert.equal(addressIn(response), "192.0.2.10");
  });

  it("answers over TCP at the same port, several questions on one connection", async () => {
    const connection = connect({ host: server.address, port: server.port });
    const addresses: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      readMessages(connection, (message) => {
        if (addresses.push(addressIn(message)) === 3) resolve();
      });
    });
    writeMessage(connection, query);
    writeMessage(connection, Buffer.from("?"));
    writeMessage(connection, query);
    writeMessage(connection, query);
    await done;
    connection.destroy();
    assert.deepEqual(addresses, ["192.0.2.10", "192.0.2.10", "192.0.2.10"]);
  });

  it("survives a client that resets its connection, and closes with clients still connected", async () => {
    const resetting = connect({ host: server.address, port: server.port });
    await once(resetting, "connect");
    resetting.write(Buffer.from([0, 200]));
    resetting.resetAndDestroy();
    const idle = connect({ host: server.address, port: server.port });
    await once(idle, "connect");
    const closed = once(idle, "close");
    await server.close();
    await closed;
    await assert.rejects(once(connect({ host: server.address, port: server.port }), "connect"), {
      code: "ECONNREFUSED",
    });
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR" }));
  });
});
