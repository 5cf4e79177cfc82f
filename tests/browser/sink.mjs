//! A real SMTP server on loopback that offers STARTTLS and keeps every letter it is given.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { readLetter } from './letter.mjs';

/** Starts the sink; `folder` receives its certificates and each letter as JSON. */
export async function startSink(folder) {
  mkdirSync(folder, { recursive: true });
  const { context, caFile } = makeCertificates(folder);
  const mailbox = new Mailbox(folder);
  const open = new Set();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    converse(socket, context, mailbox);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    open.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  };
  return { host: '127.0.0.1', port: server.address().port, caFile, mailbox, stop };
}

/** The letters that came, oldest first. */
class Mailbox {
  #letters = [];
  #waiting = new Set();

  constructor(folder) {
    this.folder = folder;
  }

  all() {
    return [...this.#letters];
  }

  to(address) {
    return this.#letters.filter((letter) => letter.recipients.includes(address));
  }

  /** Forgets what came so far, so that a journey sees its own letters only. */
  empty() {
    this.#letters = [];
  }

  /** The first letter that `fits`, now or within `seconds`; rejects with what did come. */
  async next(fits = () => true, seconds = 15) {
    const here = this.#letters.find(fits);
    if (here) return here;
    return new Promise((resolve, reject) => {
      const waiter = { fits, resolve: (letter) => (clearTimeout(timer), this.#waiting.delete(waiter), resolve(letter)) };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        const came = this.#letters.map((letter) => `${letter.recipients}: ${letter.subject}`).join('; ');
        reject(new Error(`no such letter within ${seconds} s; came: ${came || 'none'}`));
      }, seconds * 1000);
      this.#waiting.add(waiter);
    });
  }

  take(letter) {
    this.#letters.push(letter);
    const file = join(this.folder, `letter-${String(this.#letters.length).padStart(4, '0')}.json`);
    writeFileSync(file, JSON.stringify(letter, null, 2));
    for (const waiter of this.#waiting) if (waiter.fits(letter)) waiter.resolve(letter);
  }
}

function converse(socket, context, mailbox) {
  const talk = { envelope: emptyEnvelope(), inData: false, pending: '', secure: socket instanceof tls.TLSSocket };
  const say = (line) => socket.writable && socket.write(`${line}\r\n`);
  const onData = (chunk) => {
    talk.pending += chunk.toString('latin1');
    while (takeLine(talk, say, mailbox)) if (talk.upgrade) return upgrade(socket, onData, context, mailbox);
  };
  socket.on('data', onData);
  socket.on('error', () => socket.destroy());
  if (!talk.secure) say('220 sink.example ESMTP');
}

function takeLine(talk, say, mailbox) {
  const separator = talk.inData ? '\r\n.\r\n' : '\r\n';
  const end = talk.pending.indexOf(separator);
  if (end < 0) return false;
  const line = talk.pending.slice(0, end);
  talk.pending = talk.pending.slice(end + separator.length);
  if (talk.inData) keepLetter(line, talk, say, mailbox);
  else answer(line, talk, say);
  return true;
}

function keepLetter(data, talk, say, mailbox) {
  const raw = data.replace(/(^|\r\n)\.\./g, '$1.');
  mailbox.take({ ...talk.envelope, tls: talk.secure, ...readLetter(raw) });
  Object.assign(talk, { inData: false, envelope: emptyEnvelope() });
  say('250 2.0.0 kept');
}

function answer(line, talk, say) {
  const verb = line.split(' ')[0].toUpperCase();
  const address = /<([^>]*)>/.exec(line)?.[1];
  if (verb === 'EHLO') return say(`250-sink.example\r\n250-8BITMIME\r\n250${talk.secure ? '-SMTPUTF8' : '-STARTTLS'}\r\n250 SIZE 10485760`);
  if (verb === 'STARTTLS' && !talk.secure) return ((talk.upgrade = true), say('220 2.0.0 go ahead'));
  if (verb === 'MAIL') return ((talk.envelope = { sender: address, recipients: [] }), say('250 2.1.0 ok'));
  if (verb === 'RCPT') return (talk.envelope.recipients.push(address), say('250 2.1.5 ok'));
  if (verb === 'DATA' && talk.envelope.recipients.length > 0) return ((talk.inData = true), say('354 end with a dot'));
  if (verb === 'RSET') talk.envelope = emptyEnvelope();
  if (['HELO', 'NOOP', 'RSET'].includes(verb)) return say('250 2.0.0 ok');
  if (verb === 'QUIT') return say('221 2.0.0 bye');
  return say('503 5.5.1 not now');
}

function emptyEnvelope() {
  return { sender: '', recipients: [] };
}

function upgrade(socket, onData, secureContext, mailbox) {
  socket.removeListener('data', onData);
  const secured = new tls.TLSSocket(socket, { isServer: true, secureContext });
  secured.on('error', () => secured.destroy());
  secured.once('secure', () => converse(secured, secureContext, mailbox));
}

/** An authority of its own and a certificate for loopback, both thrown away with the folder. */
function makeCertificates(folder) {
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-days', '30', '-subj', '/CN=Test authority', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', 'sink.key', '-out', 'sink.csr');
  writeFileSync(join(folder, 'names.cnf'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n');
  openssl('x509', '-req', '-in', 'sink.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30', '-extfile', 'names.cnf', '-out', 'sink.pem');
  const context = tls.createSecureContext({ key: readFileSync(join(folder, 'sink.key')), cert: readFileSync(join(folder, 'sink.pem')) });
  return { context, caFile: join(folder, 'ca.pem') };
}
