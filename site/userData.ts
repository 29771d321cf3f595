/** EC2's limit on user data, before base64 (EC2 User Guide, "Run commands when you launch an EC2 instance"). */
export const maximumUserDataBytes = 16_384;

/** The text itself, or an error when EC2 would refuse it for its size. `source` says whose user data it is. */
export function checkedUserData(text: string, source: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumUserDataBytes) return text;
  throw new Error(
    `user data of ${source} is ${bytes} bytes long; EC2 takes at most ${maximumUserDataBytes}: ` +
      `let the instance fetch the larger part by itself`,
  );
}
