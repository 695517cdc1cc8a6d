// How the browser tests get into the desk: a token that serve.mjs fixes, and the session that a browser has after opening
// the desk with it. Sessions are signed with the token, so one is valid at every server that serve.mjs starts.
import { createHmac } from "node:crypto";

export const deskToken = "a-token-for-browser-tests-that-is-long-enough";

const mac = (purpose, id) => createHmac("sha256", deskToken).update(`${purpose}\0${id}`).digest("base64url");

const id = "browser-tests";

/** What the forms of this session send back. */
export const formToken = mac("form", id);

/** The browser's state for Playwright: signed in to the desk at a port, below the path that its site lives below. */
export const signedIn = (port, base = "") => ({
  cookies: [
    {
      name: `desk-session-${port}`,
      value: `${id}.${mac("session", id)}`,
      domain: "127.0.0.1",
      path: `${base}/desk`,
      httpOnly: true,
      secure: false,
      sameSite: "Strict",
      expires: -1,
    },
  ],
  origins: [],
});
