// Serves a copy of our site for the browser tests: its own store and output folder, and no limit on how much one
// address may send. With the word "proof" behind the port, it asks browsers for a proof of work; with a full address, the site
// is published there, and served below the path of it. The environment variable MATCHMAKER names another program than the
// debug build, such as a release.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { deskToken } from "./desk-session.mjs";

const repository = resolve(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "matchmaker-browser-"));
for (const folder of ["content", "themes"]) cpSync(join(repository, folder), join(root, folder), { recursive: true });
const settings = readFileSync(join(repository, "site.toml"), "utf8");
const free = settings.replace(/\n\[limits\][^[]*/, "\n");
const another = free.replace("\npictures = true", "\npictures = false");
const what = process.argv[3];
const changed =
  what === "proof"
    ? another.replace("proof_of_work = false", "proof_of_work = true")
    : another.replace("https://matchmaking.example.org", what);
writeFileSync(join(root, "site.toml"), what ? changed : free);

const server = spawn(
  process.env.MATCHMAKER ?? join(repository, "target/debug/matchmaker"),
  ["serve", "--port", process.argv[2], "--root", root, "--today", "2026-11-23"],
  { stdio: "inherit", env: { ...process.env, MATCHMAKER_DESK_TOKEN: deskToken } },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => {
  rmSync(root, { recursive: true, force: true });
  process.exit(code ?? 1);
});
