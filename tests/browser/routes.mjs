//! The addresses of all pages, as the source declares them, so that a new page cannot be forgotten.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const WEB = resolve(import.meta.dirname, '../../src/web');

/** No pages of their own: files, a piece of a form that htmx fetches, and what is downloaded. */
const NO_PAGES = [/^\/assets\//, /^\/konsulent\/titler$/, /\.(json|csv|pdf)$/,
  /^\/konsulent\/(virksomheder|pladser)\/eksport$/, /^\/konsulent\/virksomheder\/flere(\/udfoer)?$/];

function sources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name !== 'node_modules');
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.rs') ? [readFileSync(path, 'utf8')] : [];
  });
}

/** Every path that answers GET with a page, names in braces. */
export function pageRoutes() {
  const declared = sources(WEB).flatMap((code) => code.split('.route(').slice(1));
  const read = declared.map((rest) => ({ path: rest.match(/^\s*"([^"]+)"/)?.[1], get: /^\s*"[^"]+",\s*get\(/.test(rest) }));
  const paths = read.filter((route) => route.path && route.get).map((route) => route.path);
  return [...new Set(paths)].filter((path) => !NO_PAGES.some((none) => none.test(path))).sort();
}

/** Whether an address is one of a route. */
export function isOf(route, url) {
  if (NO_PAGES.some((none) => none.test(url.split(/[?#]/)[0]))) return false;
  const parts = route.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`).test(url.split(/[?#]/)[0]);
}
