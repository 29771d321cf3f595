/**
 * A certificate that no browser would take: signed by itself, for another name than any of ours, and over before it
 * began. Its key protects nothing.
 */
export const worthlessCertificate = {
  // openssl ecparam -name prime256v1 -genkey -noout -out key.pem
  key: `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINteZzHmVrEgMFYtJXac8EnJqtw7A4nHeDvVLA4RafE4oAoGCCqGSM49
AwEHoUQDQgAEldWaEP9DrDduBZkutAin5X8wf27tBGd0uClb28THhbDLImznZ9ur
rMGwkYPblL6SWrqa/wYT2GH32qLFyrpIBA==
-----END EC PRIVATE KEY-----
`,
  // openssl req -new -key key.pem -subj /CN=elsewhere.example.org | openssl x509 -req -signkey key.pem -days -1
  cert: `-----BEGIN CERTIFICATE-----
MIIBOjCB4QIUaXmn3S5sz95vLQWDxGeQuRXh13kwCgYIKoZIzj0EAwIwIDEeMBwG
A1UEAwwVZWxzZXdoZXJlLmV4YW1wbGUub3JnMB4XDTI2MTEyMzAxMzIyM1oXDTI2
MTEyMjAxMzIyM1owIDEeMBwGA1UEAwwVZWxzZXdoZXJlLmV4YW1wbGUub3JnMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEldWaEP9DrDduBZkutAin5X8wf27tBGd0
uClb28THhbDLImznZ9urrMGwkYPblL6SWrqa/wYT2GH32qLFyrpIBDAKBggqhkjO
PQQDAgNIADBFAiB7CYiCU3brdyVb2bFuF586sD22skEGIpgduPvZN+d64AIhAKVL
ZoYKnN98ZrvggM68h5+vqRetWG1iLhIshTOROZeg
-----END CERTIFICATE-----
`,
};
