import { defineConfig } from "@playwright/test";
import { signedIn } from "./desk-session.mjs";

// The flags keep Chromium from asking the outside world for anything.
export const chromium = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export const port = Number(process.env.PORT ?? 8123);

export default defineConfig({
  testDir: ".",
  outputDir: "../artefacts/traces",
  // Long enough for a machine that is busy with much else; who waits for something that never comes fails all the same.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    storageState: signedIn(port),
    browserName: "chromium",
    launchOptions: chromium,
    reducedMotion: "reduce",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: `node serve.mjs ${port}`,
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
