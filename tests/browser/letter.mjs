//! One received mail, read into what a person would see: sender, receivers, subject, text, links.

/** Reads a whole mail as it came over the wire. */
export function readLetter(raw) {
  const { headers, body } = splitPart(raw);
  const parts = leaves({ headers, body });
  const text = parts.find((part) => part.type === 'text/plain')?.content ?? '';
  const html = parts.find((part) => part.type === 'text/html')?.content ?? '';
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    from: decodeWords(headers.get('from') ?? ''),
    to: decodeWords(headers.get('to') ?? ''),
    messageId: headers.get('message-id') ?? '',
    text,
    html,
    links: [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
    attachments: parts.filter((part) => part.name).map(({ name, type, content }) => ({ name, type, content })),
    raw,
  };
}

function splitPart(raw) {
  const end = raw.search(/\r?\n\r?\n/);
  const head = end < 0 ? raw : raw.slice(0, end);
  const body = end < 0 ? '' : raw.slice(end).replace(/^\r?\n\r?\n/, '');
  const headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function leaves({ headers, body }) {
  const contentType = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (/^multipart\//i.test(contentType) && boundary) {
    return body.split(`--${boundary}`).slice(1, -1).flatMap((piece) => leaves(splitPart(piece.replace(/^\r?\n/, ''))));
  }
  const name = /(?:file)?name="?([^";]+)"?/i.exec(`${headers.get('content-disposition') ?? ''};${contentType}`)?.[1];
  return [{ type: contentType.split(';')[0].trim().toLowerCase(), name, content: decodeBody(body, headers, contentType) }];
}

function decodeBody(body, headers, contentType) {
  const charset = /charset="?([^";]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
  const bytes = bytesOf(body, (headers.get('content-transfer-encoding') ?? '7bit').toLowerCase());
  return new TextDecoder(charset).decode(bytes).replace(/\r\n/g, '\n').trimEnd();
}

function bytesOf(body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r?\n/g, ''));
  return Buffer.from(body, 'latin1');
}

function quotedPrintable(text) {
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}

/** Decodes the encoded words of RFC 2047, which carry æ, ø and å in headers. */
function decodeWords(value) {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset, kind, word) => {
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : quotedPrintable(word.replace(/_/g, ' '));
    return new TextDecoder(charset).decode(bytes);
  });
}
