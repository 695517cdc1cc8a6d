// Solves a challenge of ALTCHA's protocol, version 2, beside the page: tries numbers until the key that a number makes begins as asked.

// Calls that wait for the browser's cryptography at the same time: one alone would leave it idle between two tries.
const ABREAST = 4;

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A function from a number to the key that it makes. */
function maker({ algorithm, cost, keyLength, nonce, salt }) {
  const known = /^PBKDF2\/(SHA-(?:256|384|512))$/.exec(algorithm);
  if (!known) throw new Error(`unknown algorithm ${algorithm}`);
  const derivation = { name: "PBKDF2", hash: known[1], salt: bytes(salt), iterations: cost };
  const beginning = bytes(nonce);
  return async (number) => {
    const password = new Uint8Array(beginning.length + 4);
    password.set(beginning);
    new DataView(password.buffer).setUint32(beginning.length, number);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    return hex(await crypto.subtle.deriveBits(derivation, key, keyLength * 8));
  };
}

async function solve(parameters) {
  const make = maker(parameters);
  const prefix = parameters.keyPrefix.toLowerCase();
  const started = performance.now();
  let next = 0;
  let solution;
  const tries = async () => {
    while (!solution) {
      const counter = next++;
      const derivedKey = await make(counter);
      if (derivedKey.startsWith(prefix)) solution = { counter, derivedKey, time: Math.round(performance.now() - started) };
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, tries));
  return solution;
}

addEventListener("message", async ({ data: challenge }) => {
  postMessage(btoa(JSON.stringify({ challenge, solution: await solve(challenge.parameters) })));
});

// Without this, a promise that fails would leave the page waiting.
addEventListener("unhandledrejection", ({ reason }) => {
  throw reason;
});
