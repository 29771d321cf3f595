/** Why AWS did not do what it was asked, as far as it decides what to do about it. */
export type Refusal = "credentials" | "rights" | "absent" | "capacity" | "throttled" | "other";

/**
 * Sorts what a call has thrown, by the error's name, which is AWS's own code.
 * Source: EC2 API, "Error codes for the Amazon EC2 API"; of each other service's API, "Common Errors".
 */
export function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : "";
  return codes.find(([, names]) => names.includes(name))?.[0] ?? "other";
}

const codes: readonly (readonly [Refusal, readonly string[]])[] = [
  [
    "credentials",
    [
      "AuthFailure",
      "CredentialsProviderError",
      "ExpiredToken",
      "ExpiredTokenException",
      "InvalidAccessKeyId",
      "InvalidClientTokenId",
      "RequestExpired",
      "SignatureDoesNotMatch",
      "TokenProviderError",
      "UnrecognizedClientException",
    ],
  ],
  ["rights", ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"]],
  [
    "absent",
    [
      "GoneError",
      "InvalidDocument",
      "InvalidGroup.NotFound",
      "InvalidInstanceID.NotFound",
      "InvalidSecurityGroupRuleId.NotFound",
      "NoSuchHealthCheck",
    ],
  ],
  ["capacity", ["InsufficientInstanceCapacity", "InsufficientHostCapacity"]],
  [
    "throttled",
    [
      "PriorRequestNotComplete",
      "RequestLimitExceeded",
      "SlowDown",
      "Throttling",
      "ThrottlingException",
      "TooManyRequestsException",
    ],
  ],
];
