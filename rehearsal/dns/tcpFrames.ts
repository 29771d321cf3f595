/** DNS messages over TCP: each is preceded by its length in two bytes (RFC 1035 section 4.2.2). */
import type { Socket } from "node:net";

const lengthBytes = 2;

/** Calls back for each message that arrives, however the stream cuts it. */
export function readMessages(connection: Socket, onMessage: (message: Buffer) => void): void {
  let pieces: Buffer[] = [];
  let receivedBytes = 0;
  let neededBytes = lengthBytes;
  connection.on("data", (piece: Buffer) => {
    pieces.push(piece);
    receivedBytes += piece.length;
    // Joined only when that brings a message on: byte by byte it would copy the same bytes again and again.
    if (receivedBytes < neededBytes) return;
    let received = Buffer.concat(pieces);
    while (received.length >= (neededBytes = bytesOfNext(received))) {
      onMessage(received.subarray(lengthBytes, neededBytes));
      received = received.subarray(neededBytes);
    }
    pieces = [received];
    receivedBytes = received.length;
  });
}

/** What must have arrived before the next step: the length, then also the message. */
function bytesOfNext(received: Buffer): number {
  return received.length < lengthBytes ? lengthBytes : lengthBytes + received.readUInt16BE(0);
}

/** Sends one message of at most 65,535 bytes. */
export function writeMessage(connection: Socket, message: Buffer): void {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt16BE(message.length);
  connection.write(Buffer.concat([length, message]));
}
