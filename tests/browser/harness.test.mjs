//! The harness tried on pages and letters of our own, good and with planted faults, so that a green journey means something.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { readLetter } from './letter.mjs';
import { startSink } from './sink.mjs';
import { launchBrowser, Visit } from './visitor.mjs';

const page = (body, head = '') => `<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Prøve</title>${head}</head>
<body><main><h1>Prøve</h1>${body}</main></body></html>`;
const form = `<form method="post"><p><label for="u">Bruger</label><input id="u" name="u" type="text" autocomplete="username"></p>
<p><label for="p">Kodeord</label><input id="p" name="p" type="password" autocomplete="current-password"></p><button type="submit">Log ind</button></form>`;
const PAGES = {
  '/': page('<p>Alt er godt.</p>'),
  '/log-ind': page(form),
  '/inde': page('<p>Velkommen.</p>'),
  '/uden-alt': page('<img src="/prik.gif">'),
  '/bred': page('<p style="width: 900px">Bred</p>'),
  '/ugyldig': page('<p><div>Afsnit i afsnit</div></p><b id="x">a</b><b id="x">b</b>'),
  '/fremmed': page('<img alt="" src="http://localhost:9/prik.gif">'),
  '/kaster': page('<script>throw new Error("planted")</script>'),
  '/csp': page('<p style="color: red">Farvet</p>'),
};

function startPages() {
  return http.createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    if (request.method === 'POST') return response.writeHead(303, { location: '/inde' }).end();
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    if (path === '/csp') headers['content-security-policy'] = "default-src 'self'";
    response.writeHead(path in PAGES ? 200 : 404, headers).end(PAGES[path] ?? page('<p>Findes ikke.</p>'));
  });
}

describe('a visit', () => {
  let browser, server, url, visit;

  before(async () => {
    server = startPages().listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${server.address().port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    server.close();
  });
  const open = async (path, options) => {
    visit = new Visit(browser, { url, accounts: [{ role: 'job_consultant', user: 'jo', password: 'x' }] }, 'harness');
    const tab = await visit.newPage(options);
    await tab.goto(path);
    return tab;
  };

  test('finds nothing on a good page, with and without JavaScript', async () => {
    for (const javaScript of [true, false]) {
      const tab = await open('/', { javaScript });
      await visit.review(tab, `good-${javaScript}`);
      visit.expectQuietPages();
      await visit.close();
    }
  });

  for (const javaScript of [true, false]) {
    test(`hears of an image without a text, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const tab = await open('/uden-alt', { javaScript });
      await assert.rejects(visit.expectNoAxe(tab), /image-alt: img/);
      await visit.close();
    });
  }

  test('hears of a page that is wider than 320 px and names what sticks out', async () => {
    const tab = await open('/bred');
    await assert.rejects(visit.expectReflow(tab), /px too wide at 320 px: p\./);
    await visit.close();
  });

  test('reads the HTML as it was sent, not as the browser mended it', async () => {
    const tab = await open('/ugyldig');
    await assert.rejects(visit.expectValidHtml(tab), /no-dup-id/);
    await visit.close();
  });

  for (const [path, fault] of [['/fremmed', /external request: http:\/\/localhost:9/], ['/kaster', /script error .*planted/], ['/csp', /CSP on/]]) {
    test(`remembers what ${path} did while it was open`, async () => {
      await open(path);
      assert.throws(() => visit.expectQuietPages(), fault);
      await visit.close();
    });
  }

  test('signs in with the fields of a password manager', async () => {
    const tab = await open('/');
    await visit.login(tab, visit.account('job_consultant'));
    assert.equal(new URL(tab.url()).pathname, '/inde');
    assert.throws(() => visit.account('team_leader'), /names no account/);
    await visit.close();
  });
});

describe('the mail sink', () => {
  let folder, sink;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'brobygger-sink-'));
    sink = await startSink(folder);
  });
  after(async () => {
    await sink.stop();
    rmSync(folder, { recursive: true });
  });

  test('takes a letter over STARTTLS with a certificate that its authority vouches for', async () => {
    const waiting = sink.mailbox.next((letter) => letter.recipients.includes('chef@bageri.example'));
    await send(sink, 'Subject: =?utf-8?B?UGxhZHMgcMOl?= =?utf-8?Q?_lageret?=\r\nMessage-ID: <1@x>\r\n\r\nHej\r\n..punktum\r\n');
    const letter = await waiting;
    assert.deepEqual([letter.tls, letter.subject, letter.messageId], [true, 'Plads på lageret', '<1@x>']);
    assert.equal(letter.text, 'Hej\n.punktum');
    assert.equal(JSON.parse(readFileSync(join(folder, 'letter-0001.json'), 'utf8')).subject, 'Plads på lageret');
  });

  test('says what came when the awaited letter does not', async () => {
    await assert.rejects(sink.mailbox.next((letter) => letter.subject === 'Nej', 0.01), /no such letter .*Plads på lageret/);
  });

  test('reads both parts of a letter and its links', () => {
    const part = (type, encoding, body) => `--b\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
    const html = Buffer.from('<p>Kære bager</p>').toString('base64');
    const raw = `Content-Type: multipart/alternative;\r\n boundary="b"\r\n\r\n${part('text/plain', 'quoted-printable', 'K=C3=A6re bager: http://x/svar?a=3D1=\r\n2')}${part('text/html', 'base64', html)}--b--\r\n`;
    const letter = readLetter(raw);
    assert.equal(letter.text, 'Kære bager: http://x/svar?a=12');
    assert.equal(letter.html, '<p>Kære bager</p>');
    assert.deepEqual(letter.links, ['http://x/svar?a=12']);
  });
});

describe('the runner', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brobygger-runner-'));
    mkdirSync(join(folder, 'journeys'));
    const journey = (name, body) => writeFileSync(join(folder, 'journeys', `${name}.mjs`), `export const title = '${name}';\nexport default async (visit) => {${body}};\n`);
    journey('arrives', "const page = await visit.newPage(); await page.goto('/');");
    journey('stumbles', "throw new Error('planted');");
    const house = `#!/usr/bin/env node
const server = require('node:http').createServer((q, a) => a.setHeader('content-type', 'text/html').end('<title>x</title>'));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port + '/', accounts: [] })));\n`;
    writeFileSync(join(folder, 'house.cjs'), house);
    writeFileSync(join(folder, 'ruin.cjs'), '#!/usr/bin/env node\nconsole.error("the roof is missing"); process.exit(3);\n');
    ['house.cjs', 'ruin.cjs'].forEach((file) => chmodSync(join(folder, file), 0o755));
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (program, ...args) => {
    const env = { ...process.env, BROBYGGER_BIN: join(folder, program), BROBYGGER_JOURNEYS: join(folder, 'journeys') };
    return promisify(execFile)(process.execPath, [join(import.meta.dirname, 'run.mjs'), ...args], { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error) => ({ code: error.code, stdout: error.stdout }),
    );
  };
  const lastLine = (text) => text.trimEnd().split('\n').at(-1);

  test('counts what passed and what failed', async () => {
    const { code, stdout } = await run('house.cjs');
    assert.deepEqual([code, lastLine(stdout)], [1, '1 passed, 1 failed'], stdout);
    assert.match(stdout, /FAIL .* stumbles\.mjs: stumbles\n\s+Error: planted/);
  });

  test('runs only the journey that is named', async () => {
    const { code, stdout } = await run('house.cjs', 'arrives');
    assert.deepEqual([code, lastLine(stdout)], [0, '1 passed, 0 failed'], stdout);
  });

  test('fails when the house does not open, and says why', async () => {
    const { code, stdout } = await run('ruin.cjs', 'arrives');
    assert.deepEqual([code, lastLine(stdout)], [1, '0 passed, 1 failed'], stdout);
    assert.match(stdout, /exit 3[\s\S]*the roof is missing/);
  });
});

/** Speaks SMTP as a strict client does: STARTTLS first, certificate checked. */
async function send(sink, content) {
  const plain = net.connect(sink.port, sink.host);
  const ask = async (socket, line, code) => {
    if (line) socket.write(`${line}\r\n`);
    const [said] = await once(socket, 'data');
    assert.ok(said.toString().startsWith(code), `${line} → ${said}`);
  };
  await ask(plain, '', '220');
  await ask(plain, 'EHLO test', '250');
  await ask(plain, 'STARTTLS', '220');
  const safe = tls.connect({ socket: plain, ca: readFileSync(sink.caFile), host: '127.0.0.1' });
  await once(safe, 'secureConnect');
  await ask(safe, 'EHLO test', '250');
  await ask(safe, 'MAIL FROM:<kommune@example.dk>', '250');
  await ask(safe, 'RCPT TO:<chef@bageri.example>', '250');
  await ask(safe, 'DATA', '354');
  await ask(safe, `${content}.`, '250');
  safe.end();
}
