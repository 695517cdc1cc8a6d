import { expect } from "@playwright/test";

/** Waits until a server has built its site. On a busy machine that takes minutes. */
export const started = (base) =>
  expect.poll(async () => (await fetch(`${base}/api/health`).catch(() => undefined))?.status, { timeout: 280_000 }).toBe(200);
