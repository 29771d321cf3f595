/** DNS messages over TCP: each is preceded by its length in two bytes (RFC 1035 section 4.2.2). */
import type { Socket } from "node:net";

const lengthBytes = 2;

/** Calls back for each message that arrives, however the stream cuts it. */
export function readMessages(connection: Socket, onMessage: (message: Buffer) => void): void {
  let received = Buffer.alloc(0);
  connection.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= lengthBytes) {
      const end = lengthBytes + received.readUInt16BE(0);
      if (received.length < end) return;
      onMessage(received.subarray(lengthBytes, end));
      received = received.subarray(end);
    }
  });
}

/** Sends one message of at most 65,535 bytes. */
export function writeMessage(connection: Socket, message: Buffer): void {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt16BE(message.length);
  connection.write(Buffer.concat([length, message]));
}
