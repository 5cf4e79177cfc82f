//! The product itself, started as a user would start it: demo municipality, fresh data folder, free port.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startSink } from './sink.mjs';

/** The day on which every journey begins, at 08:00 in Copenhagen. */
export const TODAY = '2026-03-02';
const READY_WITHIN_SECONDS = 180;
const root = resolve(import.meta.dirname, '../..');

/** Starts the demo with its mail going to a sink of its own; resolves when it says that it is ready. */
export async function startHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'brobygger-browser-'));
  const sink = await startSink(join(folder, 'mail'));
  const program = process.env.BROBYGGER_BIN ?? join(root, 'target/debug/brobygger');
  const args = ['demo', '--size', 's', '--today', TODAY, '--listen', '127.0.0.1:0', '--data', join(folder, 'data'), '--json'];
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...mailSettings(sink) }, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = join(folder, 'stderr.log');
  child.stderr.pipe(createWriteStream(log));
  const stop = () => stopHouse(child, sink, folder);
  try {
    const ready = await readyLine(child);
    return { ...ready, url: ready.url.replace(/\/$/, ''), mailbox: sink.mailbox, folder, log, stop };
  } catch (problem) {
    const said = readFileSync(log, 'utf8').trim().split('\n').slice(-20).join('\n');
    await stop();
    throw new Error(`${program} ${args.join(' ')}: ${problem.message}${said ? `\n${said}` : ''}`);
  }
}

function mailSettings(sink) {
  return {
    BROBYGGER_MAIL__HOST: sink.host,
    BROBYGGER_MAIL__PORT: String(sink.port),
    BROBYGGER_MAIL__TLS: 'required',
    BROBYGGER_MAIL__CA_FILE: sink.caFile,
    BROBYGGER_MAIL__FROM: 'brobygger@kommune.example',
  };
}

/** The one JSON line with `url`, `accounts` and `api_token`. */
function readyLine(child) {
  return new Promise((resolvePromise, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready within ${READY_WITHIN_SECONDS} s`)), READY_WITHIN_SECONDS * 1000);
    const settle = (act, value) => (clearTimeout(timer), act(value));
    child.once('error', (error) => settle(reject, error));
    child.once('exit', (code, signal) => settle(reject, new Error(`ended before it was ready (${signal ?? `exit ${code}`})`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{') && JSON.parse(line).url) settle(resolvePromise, JSON.parse(line));
    });
  });
}

async function stopHouse(child, sink, folder) {
  if (child.exitCode === null && child.signalCode === null && child.pid) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(hard);
  }
  await sink.stop();
  rmSync(folder, { recursive: true, force: true });
}
