// Drives the Key Vault emulator with Microsoft's own clients. Usage: node drive.mjs ADDRESS, with NODE_EXTRA_CA_CERTS naming the emulator's certificate.
// Prints a line for each thing that held; anything else ends it with an error and exit code 1.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { SecretClient } from "@azure/keyvault-secrets";

const address = process.argv[2];
const credential = { getToken: async () => ({ token: "any", expiresOnTimestamp: Date.now() + 3_600_000 }) };
// Local: the emulator's host isn't below the resource that its challenge names. No retries: what is refused is to be seen at once.
const options = { disableChallengeResourceVerification: true, retryOptions: { maxRetries: 0 } };
const keys = new KeyClient(address, credential, options);
const secrets = new SecretClient(address, credential, options);
const digest = crypto.createHash("sha256").update("what is signed").digest();

const held = (what) => console.log(`held: ${what}`);
const all = async (pages) => {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
};
const cryptography = (key) => new CryptographyClient(key, credential, options);
const publicKey = (key) =>
  crypto.createPublicKey({
    key: { kty: "RSA", n: Buffer.from(key.key.n).toString("base64url"), e: Buffer.from(key.key.e).toString("base64url") },
    format: "jwk",
  });
const refused = (status, code) => (error) => {
  assert.equal(error.statusCode, status);
  assert.equal(error.code ?? error.details?.error?.code, code);
  return true;
};

const created = await keys.createRsaKey("js-key", { keySize: 2048 });
assert.equal((await keys.getKey("js-key")).properties.version, created.properties.version);
held("create and get a key");

for (const algorithm of ["RS256", "PS256"]) {
  const { result } = await cryptography(created.id).sign(algorithm, digest);
  const padding = algorithm === "RS256" ? {} : { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST };
  assert.ok(crypto.verify("sha256", Buffer.from("what is signed"), { key: publicKey(created), ...padding }, Buffer.from(result)));
  assert.ok((await cryptography(created.id).verify(algorithm, digest, result)).result);
  held(`sign and verify with ${algorithm}`);
}

for (const [algorithm, oaepHash] of [["RSA-OAEP", "sha1"], ["RSA-OAEP-256", "sha256"]]) {
  const sealed = crypto.publicEncrypt({ key: publicKey(created), oaepHash }, Buffer.from("secret"));
  const { result } = await cryptography(created.id).decrypt({ algorithm, ciphertext: sealed });
  assert.equal(Buffer.from(result).toString(), "secret");
  held(`decrypt with ${algorithm}`);
}

const dataKey = crypto.randomBytes(32);
const wrapped = await cryptography(created.id).wrapKey("RSA-OAEP-256", dataKey);
assert.deepEqual(Buffer.from((await cryptography(created.id).unwrapKey("RSA-OAEP-256", wrapped.result)).result), dataKey);
held("wrap and unwrap a data key");

const rotated = await keys.rotateKey("js-key");
assert.notEqual(rotated.properties.version, created.properties.version);
assert.equal((await keys.getKey("js-key")).properties.version, rotated.properties.version);
assert.equal((await all(keys.listPropertiesOfKeyVersions("js-key"))).length, 2);
assert.ok((await all(keys.listPropertiesOfKeys())).some((key) => key.name === "js-key"));
held("rotate a key and list its versions");

await keys.updateKeyProperties("js-key", rotated.properties.version, { enabled: false });
await assert.rejects(cryptography(rotated.id).sign("RS256", digest), refused(403, "Forbidden"));
assert.ok((await cryptography(created.id).sign("RS256", digest)).result.length === 256);
held("a disabled version signs no more, the one before does");

await assert.rejects(keys.getKey("no-such-key"), refused(404, "KeyNotFound"));
held("a key that isn't there is not found");

const first = await secrets.setSecret("js-secret", "one", { contentType: "text/plain" });
const second = await secrets.setSecret("js-secret", "two");
assert.equal((await secrets.getSecret("js-secret")).value, "two");
assert.equal((await secrets.getSecret("js-secret", { version: first.properties.version })).value, "one");
assert.equal((await all(secrets.listPropertiesOfSecretVersions("js-secret"))).length, 2);
assert.ok((await all(secrets.listPropertiesOfSecrets())).some((secret) => secret.name === "js-secret"));
held("set, get and list a secret's versions");

await secrets.updateSecretProperties("js-secret", second.properties.version, { enabled: false });
await assert.rejects(secrets.getSecret("js-secret", { version: second.properties.version }), refused(403, "Forbidden"));
await assert.rejects(secrets.getSecret("no-such-secret"), refused(404, "SecretNotFound"));
held("a disabled secret and one that isn't there are refused");
