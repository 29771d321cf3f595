import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { readMessages, writeMessage } from "../../../rehearsal/dns/tcpFrames";

function received(chunks: readonly Buffer[]): string[] {
  const stream = new PassThrough();
  const messages: string[] = [];
  readMessages(stream as unknown as Socket, (message) => messages.push(message.toString()));
  for (const chunk of chunks) stream.emit("data", chunk);
  return messages;
}

const twoMessages = Buffer.from("\0\x05hello\0\x03dns");

describe("readMessages", () => {
  it("finds the messages of one chunk", () => {
    assert.deepEqual(received([twoMessages]), ["hello", "dns"]);
  });

  it("finds them however the stream is cut", () => {
    assert.deepEqual(received(Array.from(twoMessages, (byte) => Buffer.from([byte]))), ["hello", "dns"]);
    for (let at = 1; at < twoMessages.length; at += 1) {
      assert.deepEqual(received([twoMessages.subarray(0, at), twoMessages.subarray(at)]), ["hello", "dns"]);
    }
  });

  it("waits for the rest of a message", () => {
    assert.deepEqual(received([twoMessages.subarray(0, -1)]), ["hello"]);
    assert.deepEqual(received([Buffer.from([0xff])]), []);
  });

  it("passes an empty message on", () => {
    assert.deepEqual(received([Buffer.from([0, 0])]), [""]);
  });
});

describe("writeMessage", () => {
  it("puts the length before the message", () => {
    const stream = new PassThrough();
    writeMessage(stream as unknown as Socket, Buffer.alloc(0x0102, 7));
    assert.deepEqual(stream.read(), Buffer.concat([Buffer.from([1, 2]), Buffer.alloc(0x0102, 7)]));
  });
});
